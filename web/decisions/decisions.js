// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * What a person says of photos, shown before it is saved. The one way by which the page changes anything.
 *
 * @typedef {{rating?: number, favourite?: boolean, rejected?: boolean, title?: string, description?: string, addTags?: string[], removeTags?: string[],
 *   addAlbums?: string[], removeAlbums?: string[]}} Edit
 */

import { connection } from "../api.js";
import { events } from "../events.js";
import { problemWords } from "../format.js";
import { Queue } from "./queue.js";

const SHOWN = /** @type {const} */ (["rating", "favourite", "rejected", "title", "description"]);
const NOTHING = { rating: 0, favourite: false, rejected: false, title: "", description: "" };
const OVERLAYS = 20_000;

/** Tells "change" when photos look different, "foreign" when somebody else decided something, "saved", "undone" and, for the reader, "said". */
class Decisions extends EventTarget {
  queue = new Queue();
  /** @type {Map<string, any>} what is said of a photo here, over what the server listed */ overlay = new Map();
  /** @type {Map<string, any>} verdicts by group, likewise */ verdicts = new Map();
  /** @type {{number: number, operation: import("./queue.js").Operation}[]} */ done = [];
  /** @type {{number: number, operation: import("./queue.js").Operation}[]} */ undone = [];
  /** @type {Set<number>} */ own = new Set();

  constructor() {
    super();
    this.queue.addEventListener("saved", (event) => this.onSaved(/** @type {CustomEvent} */ (event).detail));
    this.queue.addEventListener("refused", (event) => this.onRefused(/** @type {CustomEvent} */ (event).detail));
    this.queue.addEventListener("change", () => this.goOn());
    // The event of an edit of ours may come before its answer.
    events.addEventListener("decision", (event) => setTimeout(() => this.onEvent(/** @type {CustomEvent} */ (event).detail), 400));
  }

  /**
   * A photo as it was listed, with what was said since.
   * @template {import("../api.js").Photo} P @param {P} photo @returns {P}
   */
  photo(photo) {
    const said = this.overlay.get(photo.id);
    return said ? { ...photo, ...said } : photo;
  }

  /** @param {import("../api.js").Photo[]} photos @param {Edit} set @param {string} label what it is called, as in "rating 4" */
  change(photos, set, label) {
    if (this.later.length) return void this.later.push(() => this.change(photos, set, label));
    const shown = Object.fromEntries(SHOWN.filter((key) => key in set).map((key) => [key, set[key]]));
    const byID = new Map(photos.map((photo) => [photo.id, photo]));
    const before = new Map();
    for (const [id, photo] of byID) {
      const now = /** @type {any} */ (this.photo(photo));
      before.set(id, Object.fromEntries(Object.keys(shown).map((key) => [key, now[key] ?? NOTHING[/** @type {"title"} */ (key)]])));
      this.lay(id, shown);
    }
    const ids = [...byID.keys()];
    for (let at = 0; at < ids.length; at += 10_000) {
      const part = ids.slice(at, at + 10_000);
      this.queue.add({ kind: "change", path: "decisions", body: { photos: part, set }, label, ids: part, before });
    }
    this.undone = [];
    this.tell();
    this.say(ids.length === 1 ? label : `${label}, ${ids.length} photos`);
  }

  /** @param {string} group @param {{keep?: number[], drop?: number[], distinct?: boolean}} body @param {string} label */
  verdict(group, body, label) {
    if (this.later.length) return void this.later.push(() => this.verdict(group, body, label));
    const before = new Map([[group, this.verdicts.get(group)]]);
    this.verdicts.set(group, body);
    this.queue.add({ kind: "verdict", path: `duplicates/${group}/verdict`, body, label, group, before });
    this.undone = [];
    this.tell();
    this.say(label);
  }

  /** @type {(() => void)[]} what was asked for while something was on its way: what it means is known once that has its number */ later = [];

  /** One after the other, as they were asked for. */
  goOn() {
    const { queue } = this;
    if (!queue.isSending && (queue.waiting.length === 0 || queue.problem)) this.later.shift()?.();
  }

  undo() {
    const isUnsent = this.queue.waiting.length > (this.queue.isSending ? 1 : 0);
    if (this.later.length || (this.queue.isSending && !isUnsent)) this.later.push(() => this.undoNow());
    else this.undoNow();
  }

  redo() {
    if (this.later.length || this.queue.isSending) this.later.push(() => this.redoNow());
    else this.redoNow();
  }

  undoNow() {
    const unsent = this.queue.takeBack();
    if (unsent) {
      this.revert(unsent);
      this.tell();
      this.say(`Taken back: ${unsent.label}`);
      this.dispatchEvent(new CustomEvent("undone", { detail: unsent }));
      return;
    }
    const last = this.done.pop();
    if (last) this.revert(last.operation);
    this.queue.add({ kind: "undo", path: "history/undo", body: last ? { entry: last.number } : {}, label: last ? `undo ${last.operation.label}` : "undo", undoes: last?.operation });
    this.tell();
    if (last) this.dispatchEvent(new CustomEvent("undone", { detail: last.operation }));
  }

  /**
   * One entry of the history, by its number.
   * @param {import("../api.js").LogEntry} entry
   */
  undoEntry(entry) {
    this.done = this.done.filter((done) => done.number !== entry.number);
    this.queue.add({ kind: "undo", path: "history/undo", body: { entry: entry.number }, label: `undo ${entry.label}` });
  }

  redoNow() {
    const last = this.undone.pop();
    if (last) this.again(last.operation);
    this.queue.add({ kind: "redo", path: "history/redo", body: last ? { entry: last.number } : {}, label: "redo", undoes: last?.operation });
    this.tell();
  }

  /** @param {string} id @param {any} fields */
  lay(id, fields) {
    if (Object.keys(fields).length === 0) return;
    this.overlay.set(id, { ...this.overlay.get(id), ...fields });
    for (const [old] of this.overlay) {
      if (this.overlay.size <= OVERLAYS) break;
      this.overlay.delete(old);
    }
  }

  /** @param {import("./queue.js").Operation} operation */
  revert(operation) {
    if (operation.kind === "change") for (const [id, fields] of operation.before ?? []) this.lay(id, fields);
    if (operation.kind === "verdict" && operation.group) {
      const before = operation.before?.get(operation.group);
      if (before) this.verdicts.set(operation.group, before);
      else this.verdicts.delete(operation.group);
    }
  }

  /** @param {import("./queue.js").Operation} operation */
  again(operation) {
    const { set } = /** @type {any} */ (operation.body);
    if (operation.kind === "change") for (const id of operation.ids ?? []) this.lay(id, Object.fromEntries(SHOWN.filter((key) => key in set).map((key) => [key, set[key]])));
    if (operation.kind === "verdict" && operation.group) this.verdicts.set(operation.group, operation.body);
  }

  /** @param {{operation: import("./queue.js").Operation, entry: import("../api.js").LogEntry}} detail */
  onSaved({ operation, entry }) {
    this.own.add(entry.number);
    // Undo and redo name the decision itself, however often it went to and fro.
    const { entry: number } = /** @type {{entry: number}} */ (operation.body);
    if (operation.kind === "undo") {
      if (operation.undoes) this.undone.push({ number, operation: operation.undoes });
      else this.foreign();
      this.say(entry.label);
    } else if (operation.kind === "redo") {
      if (operation.undoes) this.done.push({ number, operation: operation.undoes });
      else this.foreign();
      this.say(entry.label);
    } else this.done.push({ number: entry.number, operation });
    this.dispatchEvent(new CustomEvent("saved", { detail: { operation, entry } }));
  }

  /** @param {{operation: import("./queue.js").Operation, problem: import("../api.js").Problem}} detail */
  onRefused({ operation, problem }) {
    if (operation.undoes) this.again(operation.undoes);
    else this.revert(operation);
    this.tell();
    this.say(problemWords(problem), "bad");
  }

  /** @param {import("../api.js").LogEntry} entry */
  onEvent(entry) {
    if (!this.own.has(entry.number) && connection.state === "here") this.foreign();
  }

  foreign() {
    if (this.queue.waiting.length === 0) this.overlay.clear();
    this.dispatchEvent(new Event("foreign"));
  }

  tell() {
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} text @param {"good"|"bad"} [tone] */
  say(text, tone = "good") {
    this.dispatchEvent(new CustomEvent("said", { detail: { text, tone } }));
  }
}

export const decisions = new Decisions();
