// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Why two photos are held for duplicates, and in what they differ. */

import { el } from "../dom.js";
import { bytes } from "../format.js";

const FIELDS = /** @type {Record<string, string>} */ ({ name: "Name", folder: "Folder", pixels: "Pixels", size: "Size", bytes: "Size", path: "Where", camera: "Camera", lens: "Lens", format: "Format", taken: "Taken", place: "Place", dimensions: "Pixels", tags: "Tags", albums: "Albums", rating: "Rating" });
const HASHES = /** @type {Record<string, string>} */ ({ phash: "pHash64", dhash: "dHash64", bmh: "Blocks", cmh: "Colour" });

/** @param {string} field @param {string} value */
function shown(field, value) {
  if (field === "bytes") return bytes(Number(value));
  if (field === "taken") return value.slice(0, 19).replace("T", " ");
  return value;
}

/** @param {any} details */
export function differencesTable({ differences = [], members }) {
  if (differences.length === 0) return el("p", { class: "hint" }, "Their fields do not differ.");
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": "What differs" }, el("table", { class: "differences" },
    el("caption", {}, "What differs"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Field"), members.map((/** @type {any} */ m) => el("th", { scope: "col" }, m.name)))),
    el("tbody", {}, differences.map((/** @type {any} */ row) => el("tr", {}, el("th", { scope: "row" }, FIELDS[row.field] ?? row.field),
      row.values.map((/** @type {string|null} */ value, /** @type {number} */ i) => el("td", { class: i === row.best ? "is-best" : "" }, value === null ? el("span", { class: "hint" }, "none") : broken(shown(row.field, value)), i === row.best ? el("span", { class: "unseen" }, " (better)") : "")))))));
}

/**
 * A path may break behind each of its slashes.
 * @param {string} text
 */
const broken = (text) => text.split("/").flatMap((part, i) => (i ? ["/", el("wbr"), part] : [part]));

/**
 * Each hash's distance and threshold, pair by pair.
 * @param {any} details
 */
export function whyPanel({ relations = [], members }) {
  const name = (/** @type {number} */ file) => members.find((/** @type {any} */ m) => m.file === file)?.name ?? file;
  return el("details", { class: "why", open: true }, el("summary", {}, "Why"), relations.map((/** @type {any} */ relation) =>
    el("section", {}, el("p", { class: "hint" }, `${name(relation.a)} and ${name(relation.b)}`), el("ul", { class: "hashes" }, relation.hashes.map((/** @type {any} */ hash) => hashLine(hash))),
      el("p", { class: "hint" }, `${relation.hashes.filter((/** @type {any} */ h) => h.agrees).length} of ${relation.hashes.length} agree.`))));
}

/** @param {{name: string, distance: number, threshold: number, agrees: boolean}} hash */
function hashLine({ name, distance, threshold, agrees }) {
  const whole = Math.max(threshold * 2, distance, 1);
  const bar = el("span", { class: "hash-bar", "aria-hidden": "true" }, el("span", { class: "hash-fill", style: { width: (distance / whole) * 100 + "%" } }), el("span", { class: "hash-limit", style: { left: (threshold / whole) * 100 + "%" } }));
  return el("li", { class: agrees ? "agrees" : "disagrees" }, el("span", { class: "hash-name" }, HASHES[name] ?? name), bar, el("span", { class: "hash-number" }, `${distance} of at most ${threshold}`), el("span", { class: "unseen" }, agrees ? ", agrees" : ", does not agree"));
}
