// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * Decisions on their way to the server, one after the other.
 *
 * 1. What was said is kept until the server has acknowledged it: over a full disk, a lost server, an ended session, and a reload of the page.
 * 2. Order is kept: nothing overtakes an edit that waits.
 * 3. What the server refuses for good (the photo is not there, the edit was overtaken) is told and let go, with what would undo it, so that it
 *    blocks nothing.
 *
 * @typedef {{path: string, body: object, label: string, kind: "change"|"verdict"|"undo"|"redo", ids?: string[], group?: string,
 *   before?: Map<string, any>, undoes?: any, entry?: number}} Operation an undo and a redo name what they are about, whose entry of the log is known
 *   once it is saved, and stays the same however often it goes to and fro
 */

import { connection, post, Problem } from "../api.js";

const KEY = "jozin.waiting";
const FOR_NOW = new Set([0, 401, 423, 429, 500, 502, 503, 504, 507]);

/** Tells "change" with every step, "saved" {operation, entry} and "refused" {operation, problem}. */
export class Queue extends EventTarget {
  /** @type {Operation[]} */ waiting = [];
  /** @type {Problem|null} */ problem = null;
  isSending = false;
  retryAt = 0;
  tries = 0;
  /** @type {any} */ timer;

  constructor() {
    super();
    try {
      this.waiting = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    } catch {
      this.waiting = [];
    }
    connection.addEventListener("change", () => connection.state === "here" && this.problem && this.retry());
    addEventListener("beforeunload", (event) => this.waiting.length && this.problem && event.preventDefault());
  }

  /** @param {Operation} operation */
  add(operation) {
    this.waiting.push(operation);
    this.tell();
    this.send();
  }

  /**
   * Whether the operation was the last one, had not left yet, and is taken out.
   * @param {Operation} operation
   */
  takeBack(operation) {
    if (this.waiting.at(-1) !== operation || this.waiting.length < (this.isSending ? 2 : 1)) return false;
    this.waiting.pop();
    if (this.waiting.length === 0) this.problem = null;
    this.tell();
    return true;
  }

  retry() {
    clearTimeout(this.timer);
    this.retryAt = 0;
    this.send();
  }

  async send() {
    if (this.isSending || this.retryAt > Date.now()) return;
    // Until the last one is through: who hears of a step may add to the queue, and must not begin it anew.
    this.isSending = true;
    while (this.waiting.length && (await this.step())) this.tell();
    this.isSending = false;
    this.tell();
  }

  /** Sends the first; false where it has to wait. */
  async step() {
    const operation = this.waiting[0];
    try {
      const entry = await post(operation.path, bodyOf(operation));
      if (!operation.undoes) operation.entry = entry.number;
      this.waiting.shift();
      this.problem = null;
      this.tries = 0;
      this.dispatchEvent(new CustomEvent("saved", { detail: { operation, entry } }));
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(-1, { code: "bug", message: String(error) });
      if (FOR_NOW.has(problem.status)) {
        this.hold(problem);
        return false;
      }
      this.waiting = this.waiting.slice(1).filter((other) => other.undoes !== operation);
      this.dispatchEvent(new CustomEvent("refused", { detail: { operation, problem } }));
    }
    return true;
  }

  /** @param {Problem} problem */
  hold(problem) {
    this.problem = problem;
    const wait = Math.min(30_000, 2000 * 2 ** Math.min(this.tries++, 4));
    this.retryAt = Date.now() + wait;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.retry(), wait);
  }

  tell() {
    const plain = this.waiting.map(({ before, undoes, ...rest }) => ({ ...rest, body: bodyOf({ ...rest, undoes }) }));
    try {
      if (plain.length) sessionStorage.setItem(KEY, JSON.stringify(plain));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Without room in the browser's store they are still kept in the page.
    }
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {Operation} operation */
const bodyOf = ({ body, undoes }) => (undoes?.entry ? { entry: undoes.entry } : body);
