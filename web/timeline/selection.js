// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * Which photos are chosen. They are kept by file, not by position, so that a scan that is at work changes nothing about them; a long range is
 * shown as chosen at once and looked up behind the scenes.
 */

const MOST = 10_000;

export class Selection extends EventTarget {
  /** @type {Map<number, {id: string, date: string, photo: import("../api.js").Photo}>} */ files = new Map();
  /** @type {Map<string, number>} how many of each day */ days = new Map();
  /** @type {{from: number, to: number}[]} positions that are still looked up */ pending = [];
  /** @type {number|null} where a range begins */ anchor = null;
  /** @type {number|null} where the range that is being made ends now */ reach = null;

  get size() {
    return this.files.size + this.pending.reduce((sum, range) => sum + range.to - range.from, 0);
  }

  get photos() {
    return [...this.files.values()].map((entry) => entry.photo);
  }

  /** @param {number} position @param {import("../api.js").Photo|undefined} photo */
  has(position, photo) {
    return (photo !== undefined && this.files.has(photo.file)) || this.pending.some((range) => position >= range.from && position < range.to);
  }

  /** @param {import("../api.js").Photo} photo @param {string} date */
  add(photo, date) {
    if (this.files.has(photo.file)) return;
    this.files.set(photo.file, { id: photo.id, date, photo });
    this.days.set(date, (this.days.get(date) ?? 0) + 1);
  }

  /** @param {import("../api.js").Photo} photo */
  remove(photo) {
    const entry = this.files.get(photo.file);
    if (!entry) return;
    this.files.delete(photo.file);
    this.days.set(entry.date, (this.days.get(entry.date) ?? 1) - 1);
  }

  /** @param {import("../api.js").Photo} photo @param {string} date @param {number} position */
  toggle(photo, date, position) {
    if (this.files.has(photo.file)) this.remove(photo);
    else this.add(photo, date);
    this.anchor = position;
    this.reach = null;
    this.tell();
  }

  /**
   * Chooses (or lets go of) all positions of a range.
   * @param {import("./pages.js").Pages} pages @param {number} from @param {number} to behind the last @param {boolean} [isOn]
   * @returns {Promise<boolean>} false where the range is longer than one edit may be
   */
  async setRange(pages, from, to, isOn = true) {
    if (isOn && this.size + to - from > MOST) return false;
    const range = { from, to };
    if (isOn) this.pending.push(range);
    this.tell();
    try {
      const photos = await pages.range(from, to);
      photos.forEach((photo, i) => (isOn ? this.add(photo, pages.timeline.dateOf(from + i)) : this.remove(photo)));
    } finally {
      this.pending = this.pending.filter((other) => other !== range);
      this.tell();
    }
    return true;
  }

  clear() {
    if (this.size === 0) return;
    this.files.clear();
    this.days.clear();
    this.pending = [];
    this.anchor = this.reach = null;
    this.tell();
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }
}
