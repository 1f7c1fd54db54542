// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** A query's photos as the server counts them: days, positions, shapes. One numbered state of the library ("snapshot") each. */

import { get, getBytes, Problem } from "../api.js";
import { lastAtMost } from "./layout.js";

export class Timeline {
  /** @param {string} query @param {import("../api.js").TimelineAnswer} answer @param {Uint8Array} shapes */
  constructor(query, answer, shapes) {
    this.query = query;
    this.snapshot = answer.snapshot;
    this.total = answer.total;
    this.undated = answer.undated;
    this.shapes = shapes;
    this.dates = answer.days.map((day) => day[0]);
    this.starts = new Uint32Array(answer.days.length + 1);
    answer.days.forEach((day, i) => (this.starts[i + 1] = this.starts[i] + day[1]));
  }

  /** @param {string} query @param {AbortSignal} [signal] */
  static async load(query, signal) {
    for (let tries = 0; ; tries++) {
      const answer = await get("timeline", { q: query }, signal);
      try {
        const shapes = answer.total ? await getBytes("timeline/shapes", { q: query, snapshot: answer.snapshot }, signal) : new Uint8Array();
        return new Timeline(query, answer, shapes);
      } catch (error) {
        // The library changed between the two questions.
        if (!(error instanceof Problem && error.status === 409) || tries > 4) throw error;
      }
    }
  }

  /**
   * The place of a photo's day among the days.
   * @param {number} position
   */
  dayOf(position) {
    return lastAtMost(this.starts, position, this.starts.length - 1);
  }

  /** @param {number} position */
  dateOf(position) {
    return this.dates[this.dayOf(position)] ?? "";
  }

  /**
   * A position in words that outlive this snapshot: a day, and how far into it.
   * @param {number} position
   */
  place(position) {
    const day = this.dayOf(position);
    const offset = position - this.starts[day];
    return this.dates[day] + (offset ? "." + offset : "");
  }

  /** @param {string} place as 2019-07-14 or 2019-07-14.3; the nearest there is */
  position(place) {
    const [date, offset] = place.split(".");
    const day = this.dayAt(date);
    if (this.dates[day] !== date) return this.starts[day] ?? 0;
    return Math.min(this.starts[day] + (Number(offset) || 0), this.starts[day + 1] - 1);
  }

  /**
   * The first day that is not after `date`; days run from new to old.
   * @param {string} date
   */
  dayAt(date) {
    let low = 0;
    let high = this.dates.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.dates[middle] <= date) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }

  /**
   * The first photo of the next (or previous) day, month or year.
   * @param {number} position @param {"day"|"month"|"year"} unit @param {1|-1} step
   */
  jump(position, unit, step) {
    const length = { day: 10, month: 7, year: 4 }[unit];
    const own = this.dateOf(position).slice(0, length);
    let day = this.dayOf(position);
    const part = () => this.dates[day]?.slice(0, length);
    if (step > 0) while (day < this.dates.length && part() === own) day++;
    else {
      while (day >= 0 && part() === own) day--;
      const target = part();
      while (day > 0 && this.dates[day - 1].slice(0, length) === target) day--;
    }
    return day < 0 || day >= this.dates.length ? position : this.starts[day];
  }
}
