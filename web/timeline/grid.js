// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * The rows that can be seen, and little more. Elements of rows that leave are used for rows that come; a row that has the focus stays.
 * Drawing happens inside the scroll event, so that no frame is shown without its boxes.
 */

import { el, quieted } from "../dom.js";
import { counted, day as dayInWords } from "../format.js";
import { decisions } from "../decisions/decisions.js";
import { GAP, HEADER } from "./layout.js";
import { clearPicture, clearTile, drawTile, makeTile, placeTile } from "./tile.js";

const MARGIN = 500;
/** Faster than this (pixels a millisecond) no thumbnail is asked for: it would be gone before it comes. */
const FAST = 6;

/** @typedef {{element: HTMLElement, tiles: import("./tile.js").Tile[], days: HTMLElement[]}} Row */

export class Grid {
  /** @type {Map<number, Row>} */ shown = new Map();
  /** @type {Row[]} */ spare = [];
  focus = 0;
  isFast = false;
  lastTop = 0;
  lastTime = 0;
  lastAsked = 0;

  /**
   * @param {HTMLElement} content
   * @param {import("./scroller.js").Scroller} scroller
   * @param {{layout: import("./layout.js").Layout, timeline: import("./timeline.js").Timeline, pages: import("./pages.js").Pages, selection: import("./selection.js").Selection}} state
   */
  constructor(content, scroller, state) {
    this.content = content;
    this.scroller = scroller;
    this.state = state;
    this.settle = quieted(() => this.onSettled(), 90);
  }

  /** After another layout or another list. */
  reset() {
    const had = this.content.contains(document.activeElement);
    for (const row of this.shown.keys()) this.release(row);
    this.content.setAttribute("aria-rowcount", String(this.state.layout.rows));
    this.focus = Math.min(this.focus, Math.max(0, this.state.timeline.total - 1));
    this.draw();
    if (had) this.tile(this.focus)?.focus({ preventScroll: true });
  }

  onScroll() {
    const now = performance.now();
    const speed = Math.abs(this.scroller.top - this.lastTop) / Math.max(8, now - this.lastTime);
    this.isFast = speed > FAST;
    this.lastTop = this.scroller.top;
    this.lastTime = now;
    this.draw();
  }

  onSettled() {
    this.isFast = false;
    this.ask();
    this.drawTiles();
  }

  get range() {
    const { layout } = this.state;
    const { top, height } = this.scroller;
    return { first: layout.rowAt(top - MARGIN), last: layout.rowAt(top + height + MARGIN) };
  }

  ask() {
    const { layout, pages } = this.state;
    if (layout.rows === 0) return;
    const { first, last } = this.range;
    pages.need(layout.first[first], layout.end(last));
  }

  draw() {
    const { layout } = this.state;
    if (layout.rows === 0) return;
    const { first, last } = this.range;
    const kept = this.content.contains(document.activeElement) ? layout.rowOf(this.focus) : -1;
    for (const row of this.shown.keys()) if ((row < first || row > last) && row !== kept) this.release(row);
    for (let row = first; row <= last; row++) this.place(row);
    if (kept >= 0 && (kept < first || kept > last)) this.place(kept);
    if (kept < 0) this.focusable(first, last);
    // While one flies over the years, colours are asked for a few times a second: enough not to fly over nothing.
    const now = performance.now();
    if (!this.isFast || now - this.lastAsked > 100) {
      this.lastAsked = now;
      this.ask();
    }
    this.settle();
  }

  /**
   * Some photo can always be reached with Tab: the focused one, or the first that is seen.
   * @param {number} first @param {number} last
   */
  focusable(first, last) {
    const { layout } = this.state;
    const { top, height } = this.scroller;
    const row = layout.rowOf(this.focus);
    if (row < first || row > last || layout.top[row] < top - 8 || layout.top[row] > top + height) {
      let seen = layout.rowAt(top + HEADER);
      if (layout.top[seen] < top - 8 && seen < layout.rows - 1) seen++;
      this.focus = layout.first[seen];
    }
    for (const shown of this.shown.values()) for (const tile of shown.tiles) tile.tabIndex = tile.position === this.focus ? 0 : -1;
  }

  /** @param {number} row */
  release(row) {
    const old = this.shown.get(row);
    if (!old) return;
    this.shown.delete(row);
    old.element.remove();
    for (const tile of old.tiles) clearTile(tile);
    if (this.spare.length < 24) this.spare.push(old);
  }

  /** @param {number} row */
  place(row) {
    const { layout } = this.state;
    const local = `translateY(${layout.top[row] - this.scroller.origin}px)`;
    const there = this.shown.get(row);
    if (there) {
      if (there.element.style.transform !== local) there.element.style.transform = local;
      return;
    }
    const made = this.spare.pop() ?? { element: el("div", { class: "row", role: "row" }), tiles: [], days: [] };
    this.shown.set(row, made);
    made.element.style.transform = local;
    made.element.setAttribute("aria-rowindex", String(row + 1));
    this.lay(row, made);
    this.insert(row, made.element);
  }

  /**
   * Rows stand in the document in their own order, for those who hear it read.
   * @param {number} row @param {HTMLElement} element
   */
  insert(row, element) {
    let next = null;
    let nearest = Infinity;
    for (const [other, { element: there }] of this.shown) if (other > row && other < nearest && there.parentNode) (nearest = other), (next = there);
    this.content.insertBefore(element, next);
  }

  /** @param {number} row @param {Row} made */
  lay(row, made) {
    const { layout, timeline } = this.state;
    const boxes = layout.boxes(row);
    const first = layout.first[row];
    const height = layout.rowHeight[row];
    made.element.classList.toggle("is-headed", layout.isHeaded(row));
    made.element.style.height = height + GAP + (layout.isHeaded(row) ? HEADER : 0) + "px";
    while (made.tiles.length > boxes.length) made.tiles.pop()?.remove();
    while (made.tiles.length < boxes.length) made.tiles.push(made.element.appendChild(makeTile()));
    for (const day of made.days) day.remove();
    made.days = [];
    boxes.forEach((box, i) => {
      placeTile(made.tiles[i], first + i, box, height, i + 1);
      if (box.isDay) made.days.push(this.heading(timeline.dayOf(first + i), box.left, (boxes.find((other, j) => j > i && other.isDay)?.left ?? layout.width) - box.left, made.tiles[i]));
      this.drawTile(made.tiles[i]);
    });
  }

  /** @param {number} day @param {number} left @param {number} room @param {HTMLElement} before */
  heading(day, left, room, before) {
    const { timeline, selection } = this.state;
    const date = timeline.dates[day];
    const photos = timeline.starts[day + 1] - timeline.starts[day];
    const isWhole = (selection.days.get(date) ?? 0) >= photos;
    const heading = el("div", { class: "day", role: "rowheader" },
      el("button", { class: "day-tick", tabindex: "-1", "aria-pressed": String(isWhole), "aria-label": `Select ${dayInWords(date)}, ${counted(photos, "photo")}`, "data-day": String(day) }),
      el("span", { class: "day-name" }, dayInWords(date)));
    heading.style.transform = `translateX(${left}px)`;
    heading.style.maxWidth = room + "px";
    before.parentElement?.insertBefore(heading, before);
    return heading;
  }

  /** @param {import("./tile.js").Tile} tile */
  drawTile(tile) {
    const { pages, selection } = this.state;
    const listed = pages.photo(tile.position);
    drawTile(tile, listed && decisions.photo(listed), selection.size > 0 && selection.has(tile.position, listed), !this.isFast);
  }

  /** Pictures that could not be had are asked for again. */
  mend() {
    for (const row of this.shown.values())
      for (const tile of row.tiles)
        if (tile.classList.contains("is-broken")) {
          clearPicture(tile);
          this.drawTile(tile);
        }
  }

  drawTiles() {
    for (const row of this.shown.values()) for (const tile of row.tiles) this.drawTile(tile);
  }

  /** After the selection has changed. */
  drawDays() {
    const { timeline, selection } = this.state;
    for (const row of this.shown.values())
      for (const heading of row.days) {
        const button = /** @type {HTMLElement} */ (heading.firstElementChild);
        const day = Number(button.dataset.day);
        const photos = timeline.starts[day + 1] - timeline.starts[day];
        button.setAttribute("aria-pressed", String((selection.days.get(timeline.dates[day]) ?? 0) >= photos));
      }
  }

  /** @param {number} position @returns {import("./tile.js").Tile|undefined} */
  tile(position) {
    const row = this.shown.get(this.state.layout.rowOf(position));
    return row?.tiles.find((tile) => tile.position === position);
  }

  /**
   * Moves the focus to a photo, and the photo into view.
   * @param {number} position
   */
  focusOn(position) {
    const { layout, timeline } = this.state;
    this.tile(this.focus)?.setAttribute("tabindex", "-1");
    this.focus = Math.max(0, Math.min(timeline.total - 1, position));
    const row = layout.rowOf(this.focus);
    this.place(row);
    const tile = this.tile(this.focus);
    tile?.setAttribute("tabindex", "0");
    tile?.focus({ preventScroll: true });
    this.scroller.reveal(layout.top[row] - 8, layout.top[row] + layout.rowHeight[row] + HEADER + 8);
  }

  /**
   * The photo above or below: the one whose middle is nearest.
   * @param {number} position @param {1|-1} step
   */
  neighbour(position, step) {
    const { layout } = this.state;
    const row = layout.rowOf(position);
    const other = row + step;
    if (other < 0 || other >= layout.rows) return position;
    const own = layout.boxes(row)[position - layout.first[row]];
    const middle = own.left + own.width / 2;
    let best = 0;
    const boxes = layout.boxes(other);
    const away = (/** @type {number} */ i) => Math.abs(boxes[i].left + boxes[i].width / 2 - middle);
    boxes.forEach((_, i) => away(i) < away(best) && (best = i));
    return layout.first[other] + best;
  }
}
