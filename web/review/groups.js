// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Groups, those that wait for a verdict or others, in the server's order. It pages by cursor: cursors are all kept, the groups themselves of a few pages only. */

import { get } from "../api.js";
import { lastAtMost } from "../timeline/layout.js";

const PAGE = 40;
const KEPT = 12;

/** @typedef {{group: string, kind: string, certainty?: number, keeper: number, reason?: string, gain?: number, isReviewed: boolean, members: import("../api.js").Photo[]}} Group */

/** Tells "change" when more is known. */
export class Groups extends EventTarget {
  total = 0;
  gain = 0;
  dropped = 0;
  isComplete = false;
  isBroken = false;
  /** @type {(string|undefined)[]} each page's cursor */ cursors = [undefined];
  /** @type {number[]} each page's first group */ starts = [0];
  /** @type {Map<number, Group[]>} */ pages = new Map();
  /** @type {Map<number, Promise<void>>} */ asked = new Map();

  /** @param {{sort?: string, kind?: string, q?: string, state?: string}} order */
  constructor(order) {
    super();
    this.order = order;
  }

  /** How many are known to be there. */
  get known() {
    return this.starts[this.starts.length - 1];
  }

  /** @param {number} at */
  pageOf(at) {
    return Math.min(lastAtMost(this.starts, at, this.starts.length), this.cursors.length - 1);
  }

  /** @param {number} at @returns {Group|undefined} */
  group(at) {
    const page = this.pageOf(at);
    const groups = this.pages.get(page);
    if (!groups) return undefined;
    this.pages.delete(page);
    this.pages.set(page, groups);
    return groups[at - this.starts[page]];
  }

  /** @param {string} id */
  indexOf(id) {
    for (const [page, groups] of this.pages) {
      const at = groups.findIndex((group) => group.group === id);
      if (at >= 0) return this.starts[page] + at;
    }
    return -1;
  }

  /**
   * Makes sure that a group is here, if there is one.
   * @param {number} at
   */
  async need(at) {
    while (at >= this.known && !this.isComplete) await this.fetch(this.cursors.length - 1);
    const page = this.pageOf(at);
    if (at < this.known && !this.pages.has(page)) await this.fetch(page);
    return this.group(at);
  }

  /** @param {number} page */
  fetch(page) {
    const asked = this.asked.get(page) ?? this.load(page).finally(() => this.asked.delete(page));
    this.asked.set(page, asked);
    return asked;
  }

  /** @param {number} page */
  async load(page) {
    try {
      const answer = await get("duplicates", { ...this.order, after: this.cursors[page], limit: PAGE });
      this.pages.set(page, answer.groups);
      Object.assign(this, { total: answer.total, gain: answer.gain ?? 0, dropped: answer.dropped, isBroken: false });
      if (page === this.cursors.length - 1 && this.starts.length === page + 1) {
        this.starts.push(this.starts[page] + answer.groups.length);
        if (answer.next) this.cursors.push(answer.next);
        else this.isComplete = true;
      }
      for (const [old] of this.pages) {
        if (this.pages.size <= KEPT) break;
        this.pages.delete(old);
      }
    } catch (error) {
      this.isBroken = true;
      throw error;
    } finally {
      this.dispatchEvent(new Event("change"));
    }
  }
}
