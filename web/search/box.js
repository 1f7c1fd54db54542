// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The search box: one line for words and filters, what it was understood as in chips below it, proposals while one writes. */

import { get, Problem } from "../api.js";
import { el, fill } from "../dom.js";
import { count, problemWords } from "../format.js";
import { icon } from "../icons.js";
import { router } from "../router.js";
import { Combobox } from "../shell/combobox.js";

const RECENT = "jozin.searches";

export class SearchBox {
  constructor() {
    this.box = new Combobox({ label: "Search photos", placeholder: "Search: words, camera:canon, 2019..2021", class: "search-field", propose: (text, cursor) => this.propose(text, cursor), choose: (proposal) => this.complete(proposal), submit: (text) => this.submit(text), leave: () => this.leave() });
    this.wrong = el("p", { class: "search-wrong", role: "alert" });
    this.chips = el("ul", { class: "chips", "aria-label": "Filters of this search" });
    this.element = el("div", { class: "search", role: "search" }, icon("search"), this.box.element, this.wrong);
    router.addEventListener("change", () => this.follow());
    this.follow();
  }

  focus() {
    this.box.input.focus();
    this.box.input.select();
  }

  /** Out of the box, with what was searched for last. */
  leave() {
    this.box.input.value = router.state.q ?? "";
    this.box.input.blur();
    this.onLeave?.();
  }

  /** The address is the truth; the box follows it. */
  follow() {
    const query = router.state.q ?? "";
    if (document.activeElement !== this.box.input || this.box.input.value.trim() !== query) this.box.input.value = query;
    if (query !== this.drawn) this.drawChips(query);
  }

  /** @type {string|undefined} */ drawn;

  /** @param {string} query */
  async drawChips(query) {
    this.drawn = query;
    this.wrong.textContent = "";
    if (!query) return void fill(this.chips);
    try {
      const { chips, problem } = await get("completions", { q: query, cursor: query.length });
      if (this.drawn !== query) return;
      if (problem) this.say(problem);
      fill(this.chips, chips.map((/** @type {any} */ chip) => el("li", {}, el("span", {}, chip.text), el("button", { class: "quiet", "aria-label": `Remove ${chip.text}`, on: { click: () => this.submit((query.slice(0, chip.start) + query.slice(chip.end)).replace(/\s+/g, " ").trim()) } }, icon("close")))));
    } catch {
      fill(this.chips);
    }
  }

  /** @param {{message: string, remedy?: string}} problem */
  say(problem) {
    this.wrong.textContent = problemWords(problem);
  }

  /** @param {string} text @param {number} cursor */
  async propose(text, cursor) {
    if (!text.trim()) return this.recent().map((query) => ({ text: query, note: "recent", value: { start: 0, end: 0, text: query } }));
    const { completions } = await get("completions", { q: text, cursor });
    return completions.map((/** @type {any} */ c) => ({ text: c.text, note: [c.kind, c.count === undefined ? "" : count(c.count)].filter(Boolean).join(" · "), value: c }));
  }

  /** @param {import("../shell/combobox.js").Proposal} proposal */
  complete({ value }) {
    const { input } = this.box;
    input.setRangeText(value.text + " ", value.start, value.end, "end");
    this.submit(input.value, true);
  }

  /** @param {string} text @param {boolean} [stay] */
  submit(text, stay = false) {
    const query = text.trim();
    if (query && !stay) localStorage.setItem(RECENT, JSON.stringify([query, ...this.recent().filter((old) => old !== query)].slice(0, 8)));
    router.go("photos", { q: query });
    if (!stay && query) this.onLeave?.();
  }

  /** @type {(() => void)|undefined} */ onLeave;

  /** @returns {string[]} */
  recent() {
    try {
      return JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    } catch {
      return [];
    }
  }

  /** @param {unknown} error of a list that could not be had */
  refuse(error) {
    if (!(error instanceof Problem)) return;
    this.say(error);
    const { input } = this.box;
    input.focus();
    this.box.close();
    if (error.position) input.setSelectionRange(error.position.start, error.position.end);
  }
}
