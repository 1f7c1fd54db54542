// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What can be said of photos with one key, the same in the grid, in the viewer and in the bar of a selection. */

import { decisions } from "./decisions.js";
import { openLabels } from "./labels.js";

/** @typedef {import("../api.js").Photo} Photo */

/** @param {Photo[]} photos @param {number} rating */
export const rate = (photos, rating) => photos.length && decisions.change(photos, { rating }, rating ? `Rating ${rating}` : "No rating");

/** @param {Photo[]} photos */
export function toggleFavourite(photos) {
  if (photos.length === 0) return;
  const favourite = !photos.every((photo) => decisions.photo(photo).favourite);
  decisions.change(photos, { favourite }, favourite ? "Favourite" : "No favourite");
}

/** @param {Photo[]} photos */
export function toggleRejected(photos) {
  if (photos.length === 0) return;
  const rejected = !photos.every((photo) => decisions.photo(photo).rejected);
  decisions.change(photos, { rejected }, rejected ? "Rejected" : "Not rejected");
}

/**
 * The keys for it.
 * @param {() => Photo[]} chosen @returns {import("../keys.js").Binding[]}
 */
export function decisionKeys(chosen) {
  return [
    { keys: ["1", "2", "3", "4", "5"], shown: "1 … 5", says: "Rating", run: (event) => void rate(chosen(), Number(event.key)) },
    { keys: ["0"], says: "No rating", run: () => void rate(chosen(), 0) },
    { keys: ["f"], says: "Favourite, or no more", run: () => toggleFavourite(chosen()) },
    { keys: ["r"], says: "Rejected, or no more (nothing is removed)", run: () => toggleRejected(chosen()) },
    { keys: ["t"], says: "Tags", run: () => chosen().length > 0 && void openLabels("tag", chosen()) },
    { keys: ["l"], says: "Albums", run: () => chosen().length > 0 && void openLabels("album", chosen()) },
  ];
}
