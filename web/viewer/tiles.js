// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The squares that are laid over the preview where it is zoomed beyond what the preview has. */

import { tile } from "../api.js";
import { el } from "../dom.js";

const SIDE = 512;
const PREVIEW = 1440;
const MOST = 80;

/**
 * @param {HTMLElement} layer
 * @param {{id: string, recipe?: string, levels: number, w: number, h: number, W: number, H: number, scale: number, left: number, top: number}} now
 */
export function drawTiles(layer, { id, recipe, levels, w, h, W, H, scale, left, top }) {
  const sharp = scale * devicePixelRatio;
  if (levels === 0 || Math.max(w, h) * sharp <= PREVIEW * 1.05) return void layer.replaceChildren();
  const level = Math.max(0, Math.min(levels - 1, Math.floor(Math.log2(1 / sharp) + 0.01)));
  const span = SIDE * 2 ** level;
  const from = { column: Math.max(0, Math.floor(-left / scale / span)), row: Math.max(0, Math.floor(-top / scale / span)) };
  const to = { column: Math.min(Math.ceil(w / span) - 1, Math.floor((W - left) / scale / span)), row: Math.min(Math.ceil(h / span) - 1, Math.floor((H - top) / scale / span)) };
  /** @type {Map<string, HTMLImageElement>} */ const there = new Map();
  for (const image of /** @type {HTMLCollectionOf<HTMLImageElement>} */ (layer.children)) there.set(image.dataset.key ?? "", image);
  let number = 0;
  for (let row = from.row; row <= to.row; row++)
    for (let column = from.column; column <= to.column && number < MOST; column++, number++) {
      const key = `${level} ${column} ${row}`;
      let image = there.get(key);
      if (image) there.delete(key);
      else {
        image = /** @type {HTMLImageElement} */ (el("img", { alt: "", "data-key": key, draggable: false, decoding: "async" }));
        image.addEventListener("load", () => image?.classList.add("is-drawn"));
        image.src = tile(id, level, column, row, recipe);
        layer.append(image);
      }
      // Half a pixel over the edge: no seam between neighbours.
      image.style.width = Math.min(span, w - column * span) * scale + 0.5 + "px";
      image.style.height = Math.min(span, h - row * span) * scale + 0.5 + "px";
      image.style.transform = `translate(${left + column * span * scale}px, ${top + row * span * scale}px)`;
    }
  for (const image of there.values()) image.remove();
}
