// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** All that is known of a photo, and what can be said of it. */

import { el, fill } from "../dom.js";
import { bytes, count, counted, day, exposure, moment } from "../format.js";
import { icon } from "../icons.js";
import { rate, toggleFavourite } from "../decisions/actions.js";
import { decisions } from "../decisions/decisions.js";
import { openLabels } from "../decisions/labels.js";
import { router } from "../router.js";
import { albumTerm, tagTerm } from "../search/terms.js";

/** @param {HTMLElement} panel @param {import("../api.js").Photo} photo @param {any} details null while they are fetched @param {string} standing the day where it stands in the timeline, if it does */
export function drawPanel(panel, photo, details, standing) {
  const now = decisions.photo(photo);
  const said = { ...details?.decisions, ...decisions.overlay.get(photo.id) };
  fill(panel, el("h2", {}, "Information"), titleField(photo, now.title ?? ""), describe(photo, details, said.description ?? details?.description ?? ""), ratingRow(photo, now),
    details ? [labels("tag", photo, details.tags ?? []), labels("album", photo, details.decisions?.albums ?? []), facts(now, details, standing), fromFile(details), files(details), groups(details)] : el("p", { class: "hint" }, "…"));
}

/** @param {import("../api.js").Photo} photo @param {string} value */
function titleField(photo, value) {
  const save = () => input.value.trim() !== value && decisions.change([photo], { title: input.value.trim() }, "Title");
  const input = el("input", { type: "text", value, placeholder: "Add a title", maxLength: 1000, on: { change: save } });
  return el("label", { class: "field" }, el("span", {}, "Title"), input);
}

/** @param {import("../api.js").Photo} photo @param {any} details @param {string} value */
function describe(photo, details, value) {
  const input = el("textarea", { rows: 2, placeholder: "Add a description", maxLength: 100_000, disabled: !details, on: { change: () => input.value.trim() !== input.defaultValue && decisions.change([photo], { description: input.value.trim() }, "Description") } });
  input.value = input.defaultValue = value;
  return el("label", { class: "field" }, el("span", {}, "Description"), input);
}

/**
 * What was not known when the panel was drawn, in a panel that somebody writes in.
 * @param {HTMLElement} panel @param {string} value
 */
export function describeNow(panel, value) {
  const input = /** @type {HTMLTextAreaElement|null} */ (panel.querySelector("textarea[disabled]"));
  if (!input) return;
  input.value = input.defaultValue = value;
  input.disabled = false;
}

/** @param {import("../api.js").Photo} photo @param {import("../api.js").Photo} now */
function ratingRow(photo, now) {
  return el("div", { class: "rating-row" },
    el("span", { class: "stars", role: "group", "aria-label": "Rating" }, [1, 2, 3, 4, 5].map((n) =>
      el("button", { class: "quiet star" + (n <= (now.rating ?? 0) ? " is-on" : ""), "aria-pressed": String(n === now.rating), "aria-label": counted(n, "star"), on: { click: () => rate([photo], n === now.rating ? 0 : n) } }, icon("star")))),
    el("button", { class: "quiet star" + (now.favourite ? " is-on" : ""), "aria-pressed": String(!!now.favourite), "aria-label": "Favourite", on: { click: () => toggleFavourite([photo]) } }, icon("heart")));
}

/** @param {"tag"|"album"} kind @param {import("../api.js").Photo} photo @param {string[]} names */
function labels(kind, photo, names) {
  const term = kind === "tag" ? tagTerm : albumTerm;
  return el("section", { class: "panel-labels" }, el("h3", {}, kind === "tag" ? "Tags" : "Albums"),
    el("ul", { class: "chips" }, decisions.labels(photo.id, kind, names).map((name) => el("li", {}, el("button", { class: "quiet", on: { click: () => router.go("photos", { q: term(name) }) } }, name))),
      el("li", {}, el("button", { class: "quiet add", "aria-label": kind === "tag" ? "Edit tags" : "Edit albums", on: { click: () => openLabels(kind, [photo]) } }, icon("plus")))));
}

/** @param {import("../api.js").Photo} photo @param {any} details @param {string} standing */
function facts(photo, { exif = {}, place = photo.place }, standing) {
  const taken = photo.taken ? moment(photo.taken) : `The photo does not say${standing ? `: it stands under its file's date, ${day(standing)}` : ""}.`;
  const camera = [exif.make, exif.model].filter(Boolean).join(" ");
  const light = [exif.focalLengthMM && `${count(Math.round(exif.focalLengthMM))} mm`, exif.fNumber && `f/${exif.fNumber}`, exif.exposureSeconds && exposure(exif.exposureSeconds), exif.iso && `ISO ${exif.iso}`, exif.exposureBiasEV && `${exif.exposureBiasEV} EV`].filter(Boolean).join(" · ");
  const gps = exif.gps;
  const where = place ?? (gps ? `${gps.latitude.toFixed(4)}, ${gps.longitude.toFixed(4)}` : "");
  const map = gps && el("button", { class: "link", on: { click: () => router.go("map", { box: [gps.longitude - 0.5, gps.latitude - 0.3, gps.longitude + 0.5, gps.latitude + 0.3].map((n) => n.toFixed(3)).join(",") }) } }, where);
  /** @type {[string, any][]} */
  const rows = [["Taken", taken], ["Place", map || where], ["Camera", camera], ["Lens", exif.lens], ["Exposure", light], ["Size", photo.width ? `${count(photo.width)} × ${count(photo.height)} · ${((photo.width * photo.height) / 1e6).toFixed(1)} MP` : ""]];
  return el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

/**
 * What other programs wrote into the file; what is decided here counts before it.
 * @param {any} details
 */
function fromFile({ descriptive }) {
  if (!descriptive) return false;
  const { rating, title, description, keywords = [] } = descriptive;
  /** @type {[string, any][]} */
  const rows = [["Rating", rating === undefined ? "" : rating < 0 ? "rejected" : counted(rating, "star")], ["Title", title], ["Description", description], ["Keywords", keywords.join(", ")]];
  return el("section", {}, el("h3", {}, "From the file"),
    el("dl", { class: "facts" }, rows.filter(([, value]) => value).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
}

/** @param {any} details */
function files({ files = [] }) {
  return el("section", {}, el("h3", {}, counted(files.length, "file")), files.map((/** @type {any} */ file) =>
    el("div", { class: "file" }, el("p", { class: "path" }, file.path), el("p", { class: "hint" }, `${bytes(file.bytes)} · ${file.format}${file.isPresent ? "" : " · not there now"}`))));
}

/** @param {any} details */
function groups({ groups = [] }) {
  return groups.length > 0 && el("section", {}, groups.map((/** @type {string} */ group) =>
    el("button", { class: "link", on: { click: () => router.go("duplicates", { group }) } }, "Compare with its duplicates")));
}
