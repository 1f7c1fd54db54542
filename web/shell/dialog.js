// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** A question or a sheet over the page. The browser keeps the focus inside and gives it back. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { useKeys } from "../keys.js";

/**
 * @param {{title: string, body: any, class?: string, actions?: any[], closed?: () => void}} options
 * @returns {{element: HTMLDialogElement, close: () => void}}
 */
export function openDialog({ title, body, class: name = "", actions = [], closed }) {
  const heading = "dialog-" + Math.random().toString(36).slice(2);
  const element = el("dialog", { class: "dialog " + name, "aria-labelledby": heading },
    el("header", { class: "dialog-head" }, el("h2", { id: heading }, title), el("button", { class: "quiet round", "aria-label": "Close", on: { click: () => close() } }, icon("close"))),
    el("div", { class: "dialog-body", ...(name === "wide" ? { tabindex: "0", role: "region", "aria-labelledby": heading } : {}) }, body),
    actions.length ? el("footer", { class: "dialog-foot" }, actions) : null);
  const release = useKeys({ name: title, isModal: true, bindings: [{ keys: ["Escape"], says: "", inFields: true, run: () => close() }] });
  const before = /** @type {HTMLElement|null} */ (document.activeElement);
  let isOpen = true;
  // At once, not with the dialog's own late event: the next key is meant for what lies below.
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    release();
    element.close();
    element.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
    closed?.();
  };
  element.addEventListener("close", close);
  element.addEventListener("click", (/** @type {MouseEvent} */ event) => event.target === element && close());
  document.body.append(element);
  element.showModal();
  /** @type {HTMLElement|null} */ (element.querySelector("[data-first]"))?.focus();
  return { element, close };
}

/**
 * Asks for one line.
 * @param {{title: string, label: string, hint?: string, value?: string, placeholder?: string, go: string, check?: (text: string) => string|null}} options @returns {Promise<string|null>}
 */
export function askLine({ title, label, hint, value = "", placeholder = "", go, check }) {
  return new Promise((resolve) => {
    /** @type {string|null} */ let answer = null;
    const wrong = el("p", { class: "wrong", role: "alert" });
    const input = el("input", { type: "text", value, placeholder, "data-first": true, "aria-describedby": "line-hint", autocomplete: "off" });
    const form = el("form", { method: "dialog", on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      const problem = check?.(input.value.trim());
      if (problem) return void (wrong.textContent = problem);
      answer = input.value.trim();
      opened.close();
    } } }, el("label", { class: "field" }, el("span", {}, label), input), el("p", { class: "hint", id: "line-hint" }, hint ?? ""), wrong, el("div", { class: "dialog-foot" }, el("button", { class: "primary", type: "submit" }, go)));
    const opened = openDialog({ title, body: form, class: "small", closed: () => resolve(answer) });
    input.select();
  });
}
