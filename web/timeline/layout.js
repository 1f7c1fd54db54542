// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * Where every photo lies, before any of them is loaded: rows of equal height, as wide as the window, in the photos' own proportions. A day that fills
 * no row shares one with its neighbours. Pure: numbers in, typed arrays out, 17 bytes a row.
 */

export const GAP = 4;
export const HEADER = 44;
const DAY_GAP = 24;
/** A day's heading needs this width, however narrow its photos. */
const DAY_WIDTH = 176;
const SLICE = 15000;
/** How much higher than it should be a row may get for the sake of its right edge. */
const LARGEST = 1.4;

/** Width over height of a shape byte, held to what a row can show. */
export const RATIO = Float32Array.from({ length: 256 }, (_, byte) => Math.min(8, Math.max(0.25, 2 ** ((byte - 128) / 32))));

const HEADED = 1;
const FILLED = 2;

export class Layout {
  rows = 0;
  height = 0;
  first = new Uint32Array(1024);
  top = new Float64Array(1024);
  rowHeight = new Uint16Array(1024);
  flags = new Uint8Array(1024);

  /**
   * @param {Uint8Array} shapes a byte a photo
   * @param {Uint32Array} starts each day's first photo, and the number of all at the end
   * @param {number} width @param {number} target the height that rows should have
   */
  constructor(shapes, starts, width, target) {
    this.shapes = shapes;
    this.starts = starts;
    this.width = Math.max(120, Math.floor(width));
    this.target = target;
  }

  /** Lays out everything; yields often enough for the page to stay awake. */
  *build() {
    const { starts } = this;
    const days = starts.length - 1;
    let day = 0;
    let since = 0;
    while (day < days) {
      const next = this.sharedRow(day);
      if (next > day) day = next;
      else yield* this.ownRows(starts[day], starts[++day]);
      if (starts[day] - since > SLICE) {
        since = starts[day];
        yield this.height;
      }
    }
    for (const key of /** @type {const} */ (["first", "top", "rowHeight", "flags"])) /** @type {any} */ (this)[key] = this[key].slice(0, this.rows);
  }

  /**
   * Puts as many whole days as fit into one row, and says which comes next.
   * @param {number} day
   */
  sharedRow(day) {
    const { starts, shapes, width, target } = this;
    const days = starts.length - 1;
    /** @type {{ratio: number, gaps: number}[]} */ const taken = [];
    let used = 0;
    let at = day;
    for (; at < days; at++) {
      const photos = starts[at + 1] - starts[at];
      const gaps = (photos - 1) * GAP;
      const room = width - used - (at > day ? DAY_GAP : 0);
      if (photos * target * 0.25 + gaps > room) break;
      let ratio = 0;
      for (let i = starts[at]; i < starts[at + 1]; i++) ratio += RATIO[shapes[i]];
      const own = Math.max(DAY_WIDTH, ratio * target + gaps);
      if (own > room) break;
      used += own + (at > day ? DAY_GAP : 0);
      taken.push({ ratio, gaps });
    }
    if (at === day) return day;
    const filling = at < days ? filledHeight(taken, width, target) : Infinity;
    const isFilled = filling < target * LARGEST;
    this.add(starts[day], isFilled ? filling : target, HEADED | (isFilled ? FILLED : 0));
    return at;
  }

  /** @param {number} from @param {number} to */
  *ownRows(from, to) {
    const { shapes, width, target } = this;
    let start = from;
    let ratio = 0;
    let since = from;
    for (let i = from; i < to; i++) {
      const own = RATIO[shapes[i]];
      const gaps = (i - start) * GAP;
      if ((ratio + own) * target + gaps >= width) {
        const withIt = (width - gaps) / (ratio + own);
        const without = i > start ? (width - gaps + GAP) / ratio : Infinity;
        if (without - target < target - withIt) {
          this.add(start, without, FILLED | (start === from ? HEADED : 0));
          start = i;
          ratio = own;
        } else {
          this.add(start, withIt, FILLED | (start === from ? HEADED : 0));
          start = i + 1;
          ratio = 0;
        }
      } else ratio += own;
      if (i - since > SLICE) {
        since = i;
        yield this.height;
      }
    }
    if (start < to) {
      const filling = (width - (to - start - 1) * GAP) / ratio;
      const isFilled = filling < target * 1.2;
      this.add(start, isFilled ? filling : target, (isFilled ? FILLED : 0) | (start === from ? HEADED : 0));
    }
  }

  /** @param {number} first @param {number} height @param {number} flags */
  add(first, height, flags) {
    if (this.rows === this.first.length)
      for (const key of /** @type {const} */ (["first", "top", "rowHeight", "flags"])) {
        const larger = new /** @type {any} */ (this[key].constructor)(this.rows * 2);
        larger.set(this[key]);
        /** @type {any} */ (this)[key] = larger;
      }
    const row = this.rows++;
    this.first[row] = first;
    this.top[row] = this.height;
    this.rowHeight[row] = Math.max(24, Math.round(height));
    this.flags[row] = flags;
    this.height += this.rowHeight[row] + GAP + (flags & HEADED ? HEADER : 0);
  }

  /** @param {number} row */
  isHeaded(row) {
    return (this.flags[row] & HEADED) !== 0;
  }

  /**
   * The photo behind the row's last.
   * @param {number} row
   */
  end(row) {
    return row + 1 < this.rows ? this.first[row + 1] : this.starts[this.starts.length - 1];
  }

  /**
   * The row at a height.
   * @param {number} y
   */
  rowAt(y) {
    return lastAtMost(this.top, y, this.rows);
  }

  /**
   * The row of a photo.
   * @param {number} photo
   */
  rowOf(photo) {
    return lastAtMost(this.first, photo, this.rows);
  }

  /**
   * Left edges and widths of a row's photos, to the pixel.
   * @param {number} row @returns {{left: number, width: number, isDay: boolean}[]}
   */
  boxes(row) {
    const { shapes, starts, width } = this;
    const first = this.first[row];
    const end = this.end(row);
    const isFilled = (this.flags[row] & FILLED) !== 0;
    const day = lastAtMost(starts, first, starts.length - 1);
    const days = [];
    for (let d = day; d < starts.length - 1 && starts[d] < end; d++) {
      const [from, to] = [Math.max(first, starts[d]), Math.min(end, starts[d + 1])];
      let ratio = 0;
      for (let i = from; i < to; i++) ratio += RATIO[shapes[i]];
      days.push({ from, to, ratio, gaps: (to - from - 1) * GAP });
    }
    const scale = isFilled ? filledHeight(days, width, this.rowHeight[row]) : this.rowHeight[row];
    const boxes = [];
    let x = 0;
    for (const [n, { from, to, ratio, gaps }] of days.entries()) {
      const dayLeft = x;
      for (let i = from; i < to; i++) {
        const right = x + RATIO[shapes[i]] * scale;
        boxes.push({ left: Math.round(x), width: Math.max(1, Math.round(right) - Math.round(x)), isDay: i === from && (n > 0 || this.isHeaded(row)) });
        x = right + GAP;
      }
      x = dayLeft + (days.length > 1 ? Math.max(DAY_WIDTH, ratio * scale + gaps) : ratio * scale + gaps) + DAY_GAP;
    }
    return boxes;
  }
}

/**
 * The height at which some days fill a row, where a day is never narrower than its heading.
 * @param {{ratio: number, gaps: number}[]} days @param {number} width @param {number} height to begin with
 */
function filledHeight(days, width, height) {
  const isShared = days.length > 1;
  for (let tries = 0; tries < 3; tries++) {
    let free = width - (days.length - 1) * DAY_GAP;
    let ratios = 0;
    for (const { ratio, gaps } of days) {
      if (isShared && ratio * height + gaps < DAY_WIDTH) free -= DAY_WIDTH;
      else {
        free -= gaps;
        ratios += ratio;
      }
    }
    if (ratios === 0) return Infinity;
    height = free / ratios;
  }
  return height;
}

/**
 * The last place of a sorted array whose value is at most `value`.
 * @param {ArrayLike<number>} sorted @param {number} value @param {number} length
 */
export function lastAtMost(sorted, value, length) {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Lays out in slices of a few milliseconds.
 * @param {Layout} layout @param {AbortSignal} signal
 */
export async function layOut(layout, signal) {
  let began = performance.now();
  for (const _ of layout.build()) {
    if (performance.now() - began < 12) continue;
    await new Promise((go) => setTimeout(go));
    if (signal.aborted) throw new DOMException("A newer layout has begun.", "AbortError");
    began = performance.now();
  }
  return layout;
}
