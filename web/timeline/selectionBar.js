// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What can be done with the chosen photos, over the grid while any are chosen. */

import { rate, toggleFavourite, toggleRejected } from "../decisions/actions.js";
import { openLabels } from "../decisions/labels.js";
import { el } from "../dom.js";
import { counted } from "../format.js";
import { icon } from "../icons.js";

/** @param {import("./selection.js").Selection} selection */
export function selectionBar(selection) {
  const number = el("strong", { role: "status" });
  const photos = () => selection.photos;
  const button = (/** @type {any} */ picture, /** @type {string} */ name, /** @type {string} */ key, /** @type {() => void} */ run) =>
    el("button", { class: "quiet", title: `${name} (${key})`, on: { click: run } }, icon(picture), el("span", {}, name));
  const stars = el("span", { class: "stars", role: "group", "aria-label": "Rating" }, [1, 2, 3, 4, 5].map((n) =>
    el("button", { class: "quiet star", "aria-label": counted(n, "star"), title: `${counted(n, "star")} (${n})`, on: { click: () => rate(photos(), n) } }, icon("star"))));
  const bar = el("div", { class: "selection-bar", role: "toolbar", "aria-label": "Selection", hidden: true },
    el("button", { class: "quiet round", "aria-label": "Clear selection", title: "Clear selection (Esc)", on: { click: () => selection.clear() } }, icon("close")), number, el("span", { class: "grow" }),
    stars, button("heart", "Favourite", "f", () => toggleFavourite(photos())), button("tags", "Tags", "t", () => openLabels("tag", photos())),
    button("albums", "Albums", "l", () => openLabels("album", photos())), button("flag", "Reject", "r", () => toggleRejected(photos())));
  selection.addEventListener("change", () => {
    bar.hidden = selection.size === 0;
    number.textContent = `${counted(selection.size, "photo")} chosen`;
  });
  return bar;
}
