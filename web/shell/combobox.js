// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * A text field with proposals, by the ARIA pattern of the same name: the focus stays in the field, arrows move through the list.
 *
 * A list belongs to what was written when it was asked for. Keys and clicks that mean the list wait for the one that is on its way.
 *
 * @typedef {{text: string, note?: string, value?: any}} Proposal
 */

import { el, fill } from "../dom.js";

let serial = 0;

export class Combobox {
  /** @type {Proposal[]} */ proposals = [];
  active = -1;
  asked = 0;
  isComing = false;
  /** @type {(() => void)[]} what the list is to be told once it is here */ held = [];

  /**
   * @param {{label: string, placeholder?: string, class?: string, propose: (text: string, cursor: number) => Promise<Proposal[]>,
   *   choose: (proposal: Proposal) => void, submit: (text: string) => void, leave?: () => void, first?: boolean}} options
   */
  constructor(options) {
    this.options = options;
    const id = "proposals-" + ++serial;
    this.list = el("ul", { class: "proposals", role: "listbox", id, "aria-label": "Proposals", hidden: true });
    this.input = el("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", "aria-label": options.label, placeholder: options.placeholder ?? "",
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search", "data-first": options.first,
      on: { input: () => this.propose(), keydown: (/** @type {KeyboardEvent} */ e) => this.onKey(e), blur: () => setTimeout(() => document.activeElement !== this.input && this.close(), 120), focus: () => this.input.value && this.propose() } });
    this.element = el("div", { class: "combobox " + (options.class ?? "") }, this.input, this.list);
  }

  async propose() {
    const asked = ++this.asked;
    this.isComing = true;
    this.held = [];
    this.activate(-1);
    const found = await this.options.propose(this.input.value, this.input.selectionStart ?? this.input.value.length).catch(() => []);
    if (asked !== this.asked) return;
    if (document.activeElement === this.input) this.show(found);
    this.isComing = false;
    const { held } = this;
    this.held = [];
    for (const task of held) task();
  }

  /** @param {Proposal[]} found */
  show(found) {
    this.proposals = found;
    this.active = -1;
    fill(this.list, found.map((proposal, i) =>
      el("li", { role: "option", id: `${this.list.id}-${i}`, "aria-selected": "false", on: { pointerdown: (/** @type {Event} */ e) => (e.preventDefault(), this.onPress(proposal)) } },
        el("span", {}, proposal.text), proposal.note ? el("span", { class: "note" }, proposal.note) : null)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.asked++;
    this.isComing = false;
    this.held = [];
    this.list.hidden = true;
    this.proposals = [];
    this.activate(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  /** @param {() => void} task that means the list */
  withList(task) {
    if (this.isComing) this.held.push(task);
    else task();
  }

  /** @param {number} at */
  choose(at) {
    const proposal = this.proposals[at];
    if (!proposal) return;
    this.close();
    this.options.choose(proposal);
  }

  /** @param {Proposal} pressed */
  onPress(pressed) {
    this.withList(() => this.choose(this.proposals.findIndex((proposal) => proposal.text === pressed.text)));
  }

  /** @param {number} step */
  move(step) {
    const length = this.proposals.length;
    if (length) this.activate((this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + length) % length);
  }

  /** @param {number} at -1: none */
  activate(at) {
    this.active = at;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.list.children[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${at}`);
  }

  enter() {
    if (this.active >= 0) return this.choose(this.active);
    this.close();
    this.options.submit(this.input.value);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    const isOpen = this.proposals.length > 0;
    if ((isOpen || this.isComing) && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.withList(() => this.move(event.key === "ArrowDown" ? 1 : -1));
    else if (isOpen && event.key === "Tab" && this.active < 0 && !event.shiftKey) this.withList(() => this.choose(0));
    else if (isOpen && event.key === "Escape") this.close();
    else if (event.key === "Escape" && this.options.leave) this.options.leave();
    // What was only written waits for no list.
    else if (event.key === "Enter") this.held.length ? this.withList(() => this.enter()) : this.enter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
