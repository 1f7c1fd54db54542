// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** One group, compared: what to keep, what to drop, and why Jožin thinks so. */

import { get, Problem, thumbnail } from "../api.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill } from "../dom.js";
import { bytes, count, counted, problemWords } from "../format.js";
import { icon } from "../icons.js";
import { useKeys } from "../keys.js";
import { router } from "../router.js";
import { note } from "../shell/notices.js";
import { Compare, MODES } from "./compare.js";
import { differencesTable, whyPanel } from "./evidence.js";
import { KINDS, verdictWords } from "./list.js";

export class Focus {
  /** @type {any} */ details = null;
  /** @type {Map<number, "keep"|"drop">} */ marks = new Map();
  current = 1;
  keeper = 0;
  aborter = new AbortController();
  /** @type {Map<string, Promise<any>>} */ fetched = new Map();

  /** @param {import("./groups.js").Groups} groups */
  constructor(groups) {
    this.groups = groups;
    this.compare = new Compare();
    this.words = el("p", { class: "focus-words", role: "status" });
    this.modes = el("div", { class: "segments", role: "group", "aria-label": "Compare by" }, Object.entries(MODES).map(([mode, name]) => el("button", { "data-mode": mode, on: { click: () => this.setMode(mode) } }, name)));
    this.cards = el("div", { class: "cards", role: "listbox", "aria-label": "Photos of this group", tabindex: "0", "aria-orientation": "horizontal" });
    this.side = el("aside", { class: "evidence", "aria-label": "Evidence", tabindex: "0" });
    this.element = el("div", { class: "focus" },
      el("div", { class: "focus-head" }, el("button", { class: "quiet", on: { click: () => router.change({ group: null }) } }, icon("left"), " All groups"), this.words, el("span", { class: "grow" }), this.modes),
      el("div", { class: "focus-body" }, el("div", { class: "focus-stage" }, this.compare.element, this.cards,
        el("div", { class: "focus-actions" },
          this.action("Keep", "k", () => this.mark("keep")), this.action("Drop", "d", () => this.mark("drop")), el("span", { class: "grow" }),
          this.action("Back", "Backspace", () => this.move(-1), "quiet"), this.action("Later", "n", () => this.move(1), "quiet"), this.action("Keep all: not duplicates", "a", () => this.keepAll()), this.action("Confirm", "Enter", () => this.confirm(), "primary"))), this.side));
    this.release = useKeys({ name: "One group", bindings: this.keys() });
    decisions.addEventListener("change", () => this.drawWords(), { signal: this.aborter.signal });
    // What was fetched says of each photo whether it is dropped.
    decisions.addEventListener("saved", () => this.fetched.clear(), { signal: this.aborter.signal });
  }

  /** @param {string} name @param {string} key @param {() => void} run @param {string} [look] */
  action(name, key, run, look = "") {
    return el("button", { class: look, title: `${name} (${key})`, on: { click: run } }, name, look !== "quiet" && el("kbd", {}, key));
  }

  /** @returns {import("../keys.js").Binding[]} */
  keys() {
    const next = () => this.setMode(Object.keys(MODES)[(Object.keys(MODES).indexOf(this.compare.mode) + 1) % 3]);
    return [
      { keys: ["k"], says: "Keep the chosen photo", run: () => this.mark("keep") },
      { keys: ["d", "t"], says: "Drop the chosen photo", run: () => this.mark("drop") },
      { keys: ["a"], says: "Keep all: not duplicates, for good", run: () => this.keepAll() },
      { keys: ["Enter", "c"], says: "Confirm, and on to the next group", run: () => this.confirm() },
      { keys: ["Backspace"], says: "Group before", run: () => this.move(-1) },
      { keys: ["n"], says: "Next group, this one later", run: () => this.move(1) },
      { keys: ["ArrowRight"], says: "Choose the next photo", run: () => this.choose(this.current + 1) },
      { keys: ["ArrowLeft"], says: "Choose the photo before", run: () => this.choose(this.current - 1) },
      { keys: ["v"], says: "Side by side, flicker, difference", run: next },
      { keys: [" "], says: "Flicker: the other one", run: () => (this.compare.mode === "flicker" ? this.compare.swap() : this.setMode("flicker")) },
      { keys: ["s"], says: "Flicker by itself", run: () => this.compare.toggleAutomatic() },
      { keys: ["z"], says: "1:1, or the whole", run: () => this.compare.toggleActual() },
      { keys: ["+", "="], shown: "+", says: "Larger", run: () => this.compare.zoomBy(1.4) }, { keys: ["-"], says: "Smaller", run: () => this.compare.zoomBy(1 / 1.4) },
      { keys: ["w"], says: "Why", run: () => this.side.querySelector("details")?.toggleAttribute("open") },
      { keys: ["Escape"], says: "Back to the list", run: () => router.change({ group: null }) },
    ];
  }

  /** @param {string} group */
  fetch(group) {
    const asked = this.fetched.get(group) ?? get("duplicates/" + group);
    this.fetched.set(group, asked);
    asked.catch(() => this.fetched.delete(group));
    for (const [old] of this.fetched) {
      if (this.fetched.size <= 6) break;
      this.fetched.delete(old);
    }
    return asked;
  }

  /** @param {string} group */
  async show(group) {
    this.group = group;
    try {
      const details = await this.fetch(group);
      if (this.group !== group) return;
      this.use(details);
    } catch (error) {
      fill(this.words, error instanceof Problem ? problemWords(error) : String(error));
    }
    this.at = this.groups.indexOf(group);
    this.drawWords();
    this.groups.need(this.at + 1).then((next) => next && this.fetch(next.group).then((/** @type {any} */ d) => (this.ahead = d.members.map((/** @type {any} */ m) => Object.assign(new Image(), { src: thumbnail(m.id, 1440) }))))).catch(() => undefined);
  }

  at = -1;

  /** @param {any} details */
  use(details) {
    this.details = details;
    const locked = new Set(details.locked ?? []);
    const said = decisions.verdicts.get(details.group);
    const isJudged = details.members.some((/** @type {any} */ m) => m.dropped || m.kept);
    const isDropped = (/** @type {any} */ m) => (said?.drop ? said.drop.includes(m.file) : !said?.distinct && (isJudged ? !!m.dropped : m.file !== details.keeper));
    this.marks = new Map(details.members.map((/** @type {any} */ m) => [m.file, locked.has(m.file) || !isDropped(m) ? "keep" : "drop"]));
    this.keeper = Math.max(0, details.members.findIndex((/** @type {any} */ m) => m.file === details.keeper));
    this.current = Math.max(0, details.members.findIndex((/** @type {any} */ _, /** @type {number} */ i) => i !== this.keeper));
    fill(this.side, el("h2", {}, "Suggested"), el("p", {}, details.reason ?? ""), differencesTable(details), whyPanel(details));
    this.compare.reset();
    this.drawCards();
    this.drawCompare();
  }

  /**
   * Another search has made them.
   * @param {import("./groups.js").Groups} groups
   */
  async follow(groups) {
    this.groups = groups;
    this.fetched.clear();
    await groups.need(Math.max(0, this.at)).catch(() => undefined);
    if (this.groups !== groups || !this.group) return;
    const at = groups.indexOf(this.group);
    // Where it is none any more, the one in its place is the next.
    this.at = at >= 0 ? at : Math.max(-1, this.at - 1);
    this.drawWords();
  }

  drawWords() {
    const { details } = this;
    if (!details) return;
    const done = verdictWords(details);
    const certainty = details.kind === "near" && details.certainty !== undefined ? ` · ${Math.round(details.certainty * 100)} % sure` : "";
    fill(this.words, el("strong", {}, KINDS[details.kind]), certainty, ` · ${bytes(details.gain ?? 0)} to gain`, this.at >= 0 ? ` · ${count(this.at + 1)} of ${count(this.groups.total)}` : "", done ? el("span", { class: "verdict" }, ` · ${done}`) : "");
  }

  drawCards() {
    const { details } = this;
    const locked = new Set(details.locked ?? []);
    fill(this.cards, details.members.map((/** @type {any} */ member, /** @type {number} */ i) => {
      const mark = this.marks.get(member.file);
      const file = details.files.find((/** @type {any} */ f) => f.file === member.file);
      return el("div", { class: `card is-${mark}` + (i === this.keeper ? " is-keeper" : ""), role: "option", id: `card-${i}`, "aria-selected": String(i === this.current), on: { click: () => this.choose(i) } },
        el("img", { src: thumbnail(member.id), alt: "", draggable: false }),
        el("div", { class: "card-words" }, el("strong", {}, mark === "keep" ? "Keep" : "Drop", locked.has(member.file) ? " (reference)" : i === this.keeper ? " (suggested)" : ""), el("span", { class: "path" }, file?.path ?? member.name), el("span", { class: "hint" }, `${count(member.width)} × ${count(member.height)}${file ? " · " + bytes(file.bytes) : ""}`)));
    }));
    this.cards.setAttribute("aria-activedescendant", `card-${this.current}`);
  }

  drawCompare() {
    const { details } = this;
    const other = this.current === this.keeper ? (this.keeper === 0 ? 1 : 0) : this.current;
    this.compare.show(details.members[this.keeper], details.members[other] ?? details.members[this.keeper]);
    this.setMode(this.compare.mode, true);
  }

  /** @param {number} at */
  choose(at) {
    if (!this.details) return;
    const { length } = this.details.members;
    this.current = (at + length) % length;
    this.drawCards();
    this.drawCompare();
    this.cards.children[this.current]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** @param {"keep"|"drop"} mark */
  mark(mark) {
    if (!this.details) return;
    const { file } = this.details.members[this.current];
    if (mark === "drop" && (this.details.locked ?? []).includes(file)) return note("This one lies in a reference folder: it stays.", "bad");
    const keeps = [...this.marks].filter(([, now]) => now === "keep");
    if (mark === "drop" && keeps.length === 1 && keeps[0][0] === file) return note("At least one has to stay.", "bad");
    this.marks.set(file, mark);
    this.drawCards();
  }

  confirm() {
    if (!this.details) return;
    const files = (/** @type {string} */ mark) => [...this.marks].filter(([, now]) => now === mark).map(([file]) => file);
    const drop = files("drop");
    if (drop.length === 0) return this.keepAll();
    decisions.verdict(this.details.group, { keep: files("keep"), drop }, `Dropped ${counted(drop.length, "photo")} (nothing is removed)`);
    this.move(1);
  }

  keepAll() {
    if (!this.details) return;
    decisions.verdict(this.details.group, { distinct: true }, "Not duplicates, for good");
    this.move(1);
  }

  /** @param {1|-1} step */
  async move(step) {
    let at = this.at;
    for (;;) {
      at += step;
      const group = at >= 0 ? await this.groups.need(at).catch(() => undefined) : undefined;
      if (!group) {
        if (step > 0) {
          note("That was the last one.");
          router.change({ group: null });
        }
        return;
      }
      // Going back shows what was decided; going on leaves it out.
      if (step < 0 || !decisions.verdicts.has(group.group)) return router.change({ group: group.group }, { replace: true });
    }
  }

  /** @param {string} mode @param {boolean} [quiet] */
  setMode(mode, quiet = false) {
    this.compare.setMode(mode);
    for (const button of this.modes.children) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
    if (!quiet) router.change({ compare: mode === "side" ? null : mode }, { replace: true, quiet: true });
  }

  stop() {
    this.aborter.abort();
    this.compare.stop();
    this.release();
  }
}
