// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The years at the right edge: where one is in the whole, and a way to anywhere. As high as the list is, whatever a browser's scroll bar can do. */

import { el, fill, quieted } from "../dom.js";
import { month } from "../format.js";

export class Scrubber {
  /** @param {any} state the view's: timeline and layout @param {import("./scroller.js").Scroller} scroller */
  constructor(state, scroller) {
    this.state = state;
    this.scroller = scroller;
    this.years = el("div", { class: "scrubber-years", "aria-hidden": "true" });
    this.thumb = el("div", { class: "scrubber-thumb", "aria-hidden": "true" });
    this.tip = el("div", { class: "scrubber-tip", "aria-hidden": "true", hidden: true });
    this.element = el("div", { class: "scrubber", role: "slider", tabindex: "0", "aria-label": "Date", "aria-orientation": "vertical", "aria-valuemin": "0",
      on: { keydown: (/** @type {KeyboardEvent} */ e) => this.onKey(e), pointerdown: (/** @type {PointerEvent} */ e) => this.onDown(e), pointermove: (/** @type {PointerEvent} */ e) => this.onMove(e),
        pointerup: () => this.onUp(), pointercancel: () => this.onUp(), pointerleave: () => !this.isHeld && (this.tip.hidden = true) } },
    this.years, this.thumb, this.tip);
    this.isHeld = false;
    /** Where it lies over the photos, it is seen only while one moves. */
    this.rest = quieted(() => this.element.classList.remove("is-live"), 1600);
  }

  /** After another layout. */
  reset() {
    const { timeline, layout } = this.state;
    const height = this.element.clientHeight || 1;
    this.element.hidden = layout.height <= this.scroller.height;
    const months = [];
    for (let day = 0; day < timeline.dates.length; day++)
      if (day === 0 || timeline.dates[day].slice(0, 7) !== timeline.dates[day - 1].slice(0, 7))
        months.push({ year: timeline.dates[day].slice(0, 4), y: Math.round((layout.top[layout.rowOf(timeline.starts[day])] / Math.max(1, layout.height)) * height) });
    const years = [];
    for (const [i, { year, y }] of months.entries()) {
      const at = Math.max(9, y);
      if (year !== months[i - 1]?.year && at - (years.at(-1)?.y ?? -99) >= 22 && at < height - 10) years.push({ year, y: at });
    }
    const labels = years.map(({ year, y }) => el("span", { class: "scrubber-year", style: { transform: `translateY(${y}px)` } }, year));
    let last = -99;
    for (const { y } of months) {
      if (y - last < 9 || labels.length > 120 || years.some((other) => Math.abs(other.y - y) < 13)) continue;
      last = y;
      labels.push(el("span", { class: "scrubber-dot", style: { transform: `translateY(${y}px)` } }));
    }
    fill(this.years, labels);
    this.element.setAttribute("aria-valuemax", String(Math.max(1, timeline.total - 1)));
    this.follow();
  }

  /** Shows where the list is. */
  follow() {
    const { timeline, layout } = this.state;
    if (layout.rows === 0) return;
    if (this.scroller.top !== this.lastTop) {
      this.lastTop = this.scroller.top;
      this.element.classList.add("is-live");
      this.rest();
    }
    const part = this.scroller.furthest ? this.scroller.top / this.scroller.furthest : 0;
    this.thumb.style.transform = `translateY(${part * (this.element.clientHeight - 3)}px)`;
    const position = layout.first[layout.rowAt(this.scroller.top + 20)];
    this.element.setAttribute("aria-valuenow", String(position));
    this.element.setAttribute("aria-valuetext", month(timeline.dateOf(position)));
  }

  lastTop = 0;

  /** @param {PointerEvent} event */
  part(event) {
    const box = this.element.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientY - box.top) / box.height));
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    this.isHeld = true;
    this.element.setPointerCapture(event.pointerId);
    this.element.classList.add("is-held");
    this.onMove(event);
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const { timeline, layout } = this.state;
    const part = this.part(event);
    if (this.isHeld) this.scroller.jump(part * this.scroller.furthest);
    const y = this.isHeld ? this.scroller.top + 20 : part * this.scroller.furthest;
    this.tip.hidden = false;
    this.tip.textContent = month(timeline.dateOf(layout.first[layout.rowAt(y)]));
    this.tip.style.transform = `translateY(${Math.round(part * this.element.clientHeight)}px)`;
  }

  onUp() {
    this.isHeld = false;
    this.tip.hidden = true;
    this.element.classList.remove("is-held");
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { timeline, layout } = this.state;
    const position = layout.first[layout.rowAt(this.scroller.top + 20)];
    /** @type {Record<string, () => number>} */
    const moves = {
      ArrowDown: () => timeline.jump(position, "month", 1), ArrowUp: () => timeline.jump(position, "month", -1), PageDown: () => timeline.jump(position, "year", 1),
      PageUp: () => timeline.jump(position, "year", -1), Home: () => 0, End: () => timeline.total - 1,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.scroller.jump(layout.top[layout.rowOf(move())]);
  }
}
