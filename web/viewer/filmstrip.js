// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The neighbours of the photo in the viewer, at its lower edge. */

import { thumbnail } from "../api.js";
import { el } from "../dom.js";
import { spoken } from "../format.js";
import { paintPlaceholder } from "../placeholder.js";
import { RATIO } from "../timeline/layout.js";

const HEIGHT = 56;

/**
 * @param {HTMLElement} strip @param {{timeline: import("../timeline/timeline.js").Timeline, pages: import("../timeline/pages.js").Pages}} state
 * @param {number} position @param {(position: number) => void} go
 */
export function drawFilmstrip(strip, { timeline, pages }, position, go) {
  const around = Math.min(14, Math.ceil(strip.clientWidth / 110));
  const from = Math.max(0, position - around);
  const to = Math.min(timeline.total - 1, position + around);
  /** @type {Map<string, HTMLElement>} */ const there = new Map();
  for (const child of /** @type {HTMLCollectionOf<HTMLElement>} */ (strip.children)) there.set(child.dataset.position ?? "", child);
  /** @type {HTMLElement|null} */ let before = null;
  let left = 0;
  let current = 0;
  for (let i = from; i <= to; i++) {
    const photo = pages.photo(i);
    const key = String(i);
    const width = Math.round(Math.max(28, Math.min(120, RATIO[timeline.shapes[i]] * HEIGHT)));
    let item = there.get(key);
    if (item) there.delete(key);
    else item = el("button", { class: "film", "data-position": key, tabindex: "-1", style: { width: width + "px" }, on: { click: () => go(i) } }, el("img", { alt: "", draggable: false }));
    const made = /** @type {HTMLElement} */ (item);
    const picture = /** @type {HTMLImageElement} */ (made.querySelector("img"));
    if (photo && !picture.hasAttribute("src")) {
      picture.src = thumbnail(photo.id, 320, photo.recipe);
      paintPlaceholder(made, photo.placeholder);
    }
    made.setAttribute("aria-label", photo ? spoken(photo) : "Photo");
    if (i === position) made.setAttribute("aria-current", "true");
    else made.removeAttribute("aria-current");
    if (i === position) current = left + width / 2;
    left += width + 4;
    if (before ? before.nextSibling !== made : strip.firstChild !== made) strip.insertBefore(made, before ? before.nextSibling : strip.firstChild);
    before = made;
  }
  for (const old of there.values()) old.remove();
  strip.scrollLeft = 0;
  strip.style.transform = `translateX(${Math.round(strip.clientWidth / 2 - current)}px)`;
}
