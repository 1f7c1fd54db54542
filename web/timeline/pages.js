// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The photos that are near what is shown: fetched in pages, a bounded number of them kept. */

import { get, Problem } from "../api.js";

const PAGE = 120;
const KEPT = 60;
const AT_ONCE = 3;
/** Milliseconds until what is still wanted is asked for again after a failure. */
const AGAIN = 1500;

/** Tells "arrived" with each page, "stale" when the library has changed since (409). */
export class Pages extends EventTarget {
  /** @type {Map<number, import("../api.js").Photo[]>} in the order of last use */ pages = new Map();
  /** @type {Map<number, AbortController>} */ asked = new Map();
  /** @type {Map<number, Promise<import("../api.js").Photo[]>>} asked for by `range`, and not given up */ held = new Map();
  /** @type {number[]} */ wanted = [];

  /** @param {import("./timeline.js").Timeline} timeline @param {Pages} [before] what is shown until these are here */
  constructor(timeline, before) {
    super();
    this.timeline = timeline;
    /** @type {Map<number, import("../api.js").Photo[]>} */ this.old = before?.pages ?? new Map();
  }

  /** @param {number} position @returns {import("../api.js").Photo|undefined} */
  photo(position) {
    const page = Math.floor(position / PAGE);
    return (this.pages.get(page) ?? this.old.get(page))?.[position % PAGE];
  }

  /**
   * Fetches what these positions need, and gives up what nobody looks at any more.
   * @param {number} from @param {number} to
   */
  need(from, to) {
    const first = Math.max(0, Math.floor(from / PAGE));
    const last = Math.floor(Math.max(0, Math.min(to, this.timeline.total - 1)) / PAGE);
    this.wanted = [];
    const middle = (first + last) >> 1;
    for (let page = first; page <= last; page++) if (!this.touch(page)) this.wanted.push(page);
    this.wanted.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const [page, controller] of this.asked) if ((page < first - 1 || page > last + 1) && !this.held.has(page)) controller.abort();
    this.pump();
  }

  /** @param {number} page */
  touch(page) {
    const photos = this.pages.get(page);
    if (!photos) return false;
    this.pages.delete(page);
    this.pages.set(page, photos);
    return true;
  }

  pump() {
    for (const page of this.wanted) {
      if (this.asked.size >= AT_ONCE) return;
      if (!this.asked.has(page) && !this.pages.has(page)) this.fetch(page).catch(() => undefined);
    }
  }

  /** @param {number} page */
  async fetch(page) {
    const controller = new AbortController();
    this.asked.set(page, controller);
    try {
      const { query, snapshot } = this.timeline;
      const answer = await get("photos", { q: query, from: page * PAGE, snapshot, limit: PAGE }, controller.signal);
      this.pages.set(page, answer.photos);
      this.old.delete(page);
      for (const [old] of this.pages) {
        if (this.pages.size <= KEPT) break;
        this.pages.delete(old);
      }
      this.dispatchEvent(new CustomEvent("arrived", { detail: { from: page * PAGE, to: page * PAGE + answer.photos.length } }));
      return answer.photos;
    } catch (error) {
      if (error instanceof Problem && error.status === 409) this.dispatchEvent(new Event("stale"));
      else if (error instanceof Problem && error.status !== 401) setTimeout(() => this.pump(), AGAIN);
      throw error;
    } finally {
      if (this.asked.get(page) === controller) this.asked.delete(page);
      this.pump();
    }
  }

  /**
   * The photos of some positions, in order.
   * @param {number} from @param {number} to
   */
  async range(from, to) {
    const found = [];
    for (let page = Math.floor(from / PAGE); page * PAGE < to; page++) {
      const photos = this.pages.get(page) ?? (await this.hold(page));
      found.push(...photos.slice(Math.max(0, from - page * PAGE), to - page * PAGE));
    }
    return found;
  }

  /** @param {number} page */
  hold(page) {
    const asked = this.held.get(page) ?? this.fetch(page).finally(() => this.held.delete(page));
    this.held.set(page, asked);
    return asked;
  }

  forget() {
    this.pages.clear();
  }

  stop() {
    this.wanted = [];
    for (const controller of this.asked.values()) controller.abort();
  }
}
