// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * A scroll range as long as it has to be, on an element as tall as browsers allow (some 17 million pixels in the least able one).
 *
 * 1. `top` = `origin` + the element's scrollTop. Wheel, touch and keys move the element, so they move by true pixels.
 * 2. When the element comes near one of its own ends, or rests, `origin` moves and scrollTop moves back by as much: nothing is seen of it.
 * 3. A jump sets both at once.
 */

const TALLEST = 6_000_000;
const MARGIN = TALLEST / 8;

export class Scroller {
  origin = 0;
  total = 0;
  /** @type {any} */ rest;

  /** @param {HTMLElement} viewport @param {HTMLElement} content @param {() => void} moved also when only `origin` has */
  constructor(viewport, content, moved) {
    this.viewport = viewport;
    this.content = content;
    this.moved = moved;
    viewport.addEventListener("scroll", () => this.onScroll(), { passive: true });
  }

  get top() {
    return this.origin + this.viewport.scrollTop;
  }

  get height() {
    return this.viewport.clientHeight;
  }

  get furthest() {
    return Math.max(0, this.total - this.height);
  }

  /** @param {number} total */
  setTotal(total) {
    this.total = total;
    this.content.style.height = Math.min(total, TALLEST) + "px";
  }

  onScroll() {
    const { scrollTop } = this.viewport;
    const canUp = this.origin > 0;
    const canDown = this.origin + TALLEST < this.total;
    if ((canUp && scrollTop < MARGIN) || (canDown && scrollTop > TALLEST - MARGIN)) this.jump(this.top);
    else this.moved();
  }

  /** @param {number} y where the upper edge shall be */
  jump(y) {
    y = Math.max(0, Math.min(this.furthest, y));
    this.origin = Math.round(Math.max(0, Math.min(this.total - TALLEST, y - TALLEST / 2)));
    if (this.total <= TALLEST) this.origin = 0;
    this.viewport.scrollTop = y - this.origin;
    this.moved();
  }

  /**
   * Moves as little as needed for these pixels to be seen.
   * @param {number} from @param {number} to
   */
  reveal(from, to) {
    const { top, height } = this;
    if (from < top) this.jump(from);
    else if (to > top + height) this.jump(to - height);
  }
}
