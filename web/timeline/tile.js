// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** One photo in the grid. Elements are used again: a tile is told which photo it shows, as often as one likes. */

import { thumbnail } from "../api.js";
import { el } from "../dom.js";
import { spoken } from "../format.js";
import { persistent } from "../picture.js";
import { paintPlaceholder } from "../placeholder.js";

/** @typedef {HTMLElement & {position: number, picture: HTMLImageElement, marks: HTMLElement|null, shown: string}} Tile */

/** @returns {Tile} */
export function makeTile() {
  const picture = persistent(el("img", { alt: "", draggable: false, decoding: "async" }));
  const tile = el("div", { class: "tile", role: "gridcell", tabindex: "-1", "aria-selected": "false" }, picture, el("span", { class: "tick", "aria-hidden": "true" }));
  picture.addEventListener("load", () => (tile.classList.add("is-drawn"), tile.classList.remove("is-broken")));
  picture.addEventListener("error", () => picture.hasAttribute("src") && tile.classList.add("is-broken"));
  return Object.assign(tile, { position: -1, picture, marks: null, shown: "" });
}

/**
 * Puts the tile where its box is.
 * @param {Tile} tile @param {number} position @param {{left: number, width: number}} box @param {number} height @param {number} column
 */
export function placeTile(tile, position, box, height, column) {
  tile.style.transform = `translateX(${box.left}px)`;
  tile.style.width = box.width + "px";
  tile.style.height = height + "px";
  tile.setAttribute("aria-colindex", String(column));
  if (tile.position === position) return;
  clearTile(tile);
  tile.position = position;
}

/** @param {Tile} tile */
export function clearTile(tile) {
  tile.position = -1;
  tile.tabIndex = -1;
  clearPicture(tile);
}

/** @param {Tile} tile */
export function clearPicture(tile) {
  tile.shown = "";
  tile.className = "tile";
  // Taking the address away ends a download that nobody waits for.
  if (tile.picture.hasAttribute("src")) tile.picture.removeAttribute("src");
  tile.picture.alt = "";
  tile.marks?.remove();
  tile.marks = null;
  paintPlaceholder(tile);
}

/** @param {Tile} tile @param {import("../api.js").Photo|undefined} photo @param {boolean} isSelected @param {boolean} mayLoad */
export function drawTile(tile, photo, isSelected, mayLoad) {
  if ((tile.getAttribute("aria-selected") === "true") !== isSelected) tile.setAttribute("aria-selected", String(isSelected));
  if (!photo) return;
  const state = `${photo.file} ${photo.rating ?? 0} ${photo.favourite} ${photo.rejected} ${photo.dropped} ${photo.isMissing} ${photo.recipe} ${photo.title ?? ""}`;
  if (tile.shown !== state) {
    // Another photo of the same shape has come to this place.
    if (tile.shown && !tile.shown.startsWith(photo.file + " ")) clearPicture(tile);
    tile.shown = state;
    const address = thumbnail(photo.id, 320, photo.recipe);
    // The look that is shown stays until the other is here.
    if (tile.picture.hasAttribute("src") && tile.picture.getAttribute("src") !== address) tile.picture.src = address;
    paintPlaceholder(tile, photo.placeholder);
    tile.picture.alt = spoken(photo);
    tile.classList.toggle("is-rejected", !!(photo.rejected || photo.dropped));
    drawMarks(tile, photo);
  }
  if (mayLoad && !tile.picture.hasAttribute("src")) {
    if (photo.problem) tile.classList.add("is-broken");
    else tile.picture.src = thumbnail(photo.id, 320, photo.recipe);
  }
}

/** @param {Tile} tile @param {import("../api.js").Photo} photo */
function drawMarks(tile, photo) {
  const parts = [photo.favourite && "♥", photo.rating && "★".repeat(photo.rating), photo.badge, photo.rejected && "rejected", photo.dropped && "dropped", photo.isMissing && "missing"].filter(Boolean);
  if (parts.length === 0) {
    tile.marks?.remove();
    tile.marks = null;
    return;
  }
  const marks = (tile.marks ??= /** @type {HTMLElement} */ (tile.appendChild(el("span", { class: "marks", "aria-hidden": "true" }))));
  marks.textContent = parts.join("  ");
}
