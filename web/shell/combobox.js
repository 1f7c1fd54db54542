// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * A text field with proposals, by the ARIA pattern of the same name: the focus stays in the field, arrows move through the list.
 *
 * @typedef {{text: string, note?: string, value?: any}} Proposal
 */

import { el, fill } from "../dom.js";

let serial = 0;

export class Combobox {
  /** @type {Proposal[]} */ proposals = [];
  active = -1;
  asked = 0;

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
      on: { input: () => this.propose(), keydown: (/** @type {KeyboardEvent} */ e) => this.onKey(e), blur: () => setTimeout(() => this.close(), 120), focus: () => this.input.value && this.propose() } });
    this.element = el("div", { class: "combobox " + (options.class ?? "") }, this.input, this.list);
  }

  async propose() {
    const asked = ++this.asked;
    const found = await this.options.propose(this.input.value, this.input.selectionStart ?? this.input.value.length).catch(() => []);
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.proposals = found;
    this.active = -1;
    fill(this.list, found.map((proposal, i) =>
      el("li", { role: "option", id: `${this.list.id}-${i}`, "aria-selected": "false", on: { pointerdown: (/** @type {Event} */ e) => (e.preventDefault(), this.choose(i)) } },
        el("span", {}, proposal.text), proposal.note ? el("span", { class: "note" }, proposal.note) : null)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.asked++;
    this.list.hidden = true;
    this.proposals = [];
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} at */
  choose(at) {
    const proposal = this.proposals[at];
    this.close();
    this.options.choose(proposal);
  }

  /** @param {number} step */
  move(step) {
    const length = this.proposals.length;
    this.active = (this.active + step + (this.active < 0 && step < 0 ? 1 : 0) + length) % length;
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.active)));
    this.list.children[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.isComposing) return;
    const isOpen = this.proposals.length > 0;
    if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (isOpen && event.key === "Tab" && this.active < 0 && !event.shiftKey) this.choose(0);
    else if (isOpen && event.key === "Escape") this.close();
    else if (event.key === "Escape" && this.options.leave) this.options.leave();
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else if (event.key === "Enter") {
      this.close();
      this.options.submit(this.input.value);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
