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
  /** @type {import("./queue.js").Operation[]} what was said here and holds, saved or on its way */ done = [];
  /** @type {import("./queue.js").Operation[]} what was said here and taken back */ undone = [];
  /** @type {Set<number>} */ own = new Set();

  constructor() {
    super();
    // What a page that was reloaded had not saved yet.
    this.done = this.queue.waiting.filter(({ kind }) => kind === "change" || kind === "verdict");
    for (const operation of this.done) this.again(operation);
    this.queue.addEventListener("saved", (event) => this.onSaved(/** @type {CustomEvent} */ (event).detail));
    this.queue.addEventListener("refused", (event) => this.onRefused(/** @type {CustomEvent} */ (event).detail));
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

  /**
   * The tags or albums of a photo, as they will be when all that waits is saved.
   * @param {string} id @param {"tag"|"album"} kind @param {string[]} names as the server listed them
   */
  labels(id, kind, names) {
    const [add, remove] = kind === "tag" ? ["addTags", "removeTags"] : ["addAlbums", "removeAlbums"];
    const all = new Set(names);
    for (const operation of this.queue.waiting) {
      const { ids, body } = operation.undoes ?? operation;
      if (!ids?.includes(id) || !body.set) continue;
      const [given, taken] = operation.kind === "undo" ? [body.set[remove], body.set[add]] : [body.set[add], body.set[remove]];
      for (const name of given ?? []) all.add(name);
      for (const name of taken ?? []) all.delete(name);
    }
    return [...all].sort();
  }

  /** @param {import("../api.js").Photo[]} photos @param {Edit} set @param {string} label what it is called, as in "rating 4" */
  change(photos, set, label) {
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
      this.decide({ kind: "change", path: "decisions", body: { photos: part, set }, label, ids: part, before });
    }
    this.tell();
    this.say(ids.length === 1 ? label : `${label}, ${ids.length} photos`);
  }

  /** @param {string} group @param {{keep?: number[], drop?: number[], distinct?: boolean}} body @param {string} label */
  verdict(group, body, label) {
    const before = new Map([[group, this.verdicts.get(group)]]);
    this.verdicts.set(group, body);
    this.decide({ kind: "verdict", path: `duplicates/${group}/verdict`, body, label, group, before });
    this.tell();
    this.say(label);
  }

  /** @param {import("./queue.js").Operation} operation */
  decide(operation) {
    this.done.push(operation);
    this.undone = [];
    this.queue.add(operation);
  }

  /** Takes back what was said last, be it saved, on its way or waiting; what was said before this page was opened likewise. */
  undo() {
    const last = this.done.pop();
    if (last) {
      this.revert(last);
      this.undone.push(last);
    }
    if (last && this.queue.takeBack(last)) {
      this.undone.pop();
      this.say(`Taken back: ${last.label}`);
    } else this.queue.add({ kind: "undo", path: "history/undo", body: {}, label: last ? `undo ${last.label}` : "undo", undoes: last });
    this.tell();
    if (last) this.dispatchEvent(new CustomEvent("undone", { detail: last }));
  }

  /**
   * One entry of the history, by its number.
   * @param {import("../api.js").LogEntry} entry
   */
  undoEntry(entry) {
    this.done = this.done.filter((done) => done.entry !== entry.number);
    this.queue.add({ kind: "undo", path: "history/undo", body: { entry: entry.number }, label: `undo ${entry.label}` });
  }

  redo() {
    const last = this.undone.pop();
    if (last) {
      this.again(last);
      this.done.push(last);
    }
    this.queue.add({ kind: "redo", path: "history/redo", body: {}, label: "redo", undoes: last });
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
    if (operation.kind === "change" && !operation.before) for (const id of operation.ids ?? []) this.overlay.delete(id);
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
    if (operation.kind === "undo" || operation.kind === "redo") {
      if (!operation.undoes) this.foreign();
      this.say(entry.label);
    }
    this.dispatchEvent(new CustomEvent("saved", { detail: { operation, entry } }));
  }

  /** @param {{operation: import("./queue.js").Operation, problem: import("../api.js").Problem}} detail */
  onRefused({ operation, problem }) {
    if (operation.kind === "undo" && operation.undoes) this.again(operation.undoes);
    else if (operation.undoes) this.revert(operation.undoes);
    else this.revert(operation);
    const refused = operation.undoes ?? operation;
    this.done = this.done.filter((done) => done !== refused);
    this.undone = this.undone.filter((undone) => undone !== refused);
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
