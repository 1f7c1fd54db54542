// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** A list that the server gives page by page: the next page comes when the end comes in sight. For lists of lines; photos and groups have their own. */

import { Problem } from "../api.js";
import { el, fill } from "../dom.js";

/** Pixels below what is seen from which the next page is asked for. */
const SIGHT = 600;

/**
 * @param {{label: string, page: (after?: string) => Promise<{items: any[], next?: string}>, row: (item: any) => HTMLElement, empty: any, class?: string}} options
 */
export function pagedList({ label, page, row, empty, class: name = "" }) {
  const list = el("ul", { class: "lines " + name, "aria-label": label });
  const end = el("div", { class: "lines-end" });
  const element = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, list, end);
  /** @type {string|undefined} */ let after;
  let isAsking = false;
  let isComplete = false;
  let round = 0;
  let isAnew = false;
  /** @param {any} answer */
  const show = (answer) => {
    const focused = list.contains(document.activeElement) ? [...list.children].findIndex((item) => item.contains(document.activeElement)) : -1;
    if (isAnew) (fill(list), fill(end));
    isAnew = false;
    list.append(...answer.items.map((/** @type {any} */ item) => el("li", {}, row(item))));
    if (focused >= 0 && !list.contains(document.activeElement)) /** @type {HTMLElement} */ (list.children[focused]?.querySelector("button, a") ?? element).focus({ preventScroll: true });
    after = answer.next;
    isComplete = !after;
    if (isComplete && list.childElementCount === 0) fill(end, empty);
  };
  const more = async () => {
    if (isAsking || isComplete) return;
    const asked = round;
    isAsking = true;
    try {
      const answer = await page(after);
      if (asked === round) show(answer);
    } catch (error) {
      if (asked === round) fill(end, el("p", { class: "hint" }, error instanceof Problem ? error.message : String(error)), el("button", { on: { click: () => (fill(end), more()) } }, "Try again"));
    } finally {
      if (asked === round) isAsking = false;
    }
    // The observer tells of an end that comes in sight, not of one that stays there.
    if (asked === round && after && element.isConnected && end.getBoundingClientRect().top < element.getBoundingClientRect().bottom + SIGHT && !end.hasChildNodes()) more();
  };
  const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), { root: element, rootMargin: SIGHT + "px" });
  sight.observe(end);
  return {
    element,
    /** From the beginning; what is shown stays until the new is here. */
    again: () => {
      round++;
      after = undefined;
      isComplete = isAsking = false;
      isAnew = true;
      return more();
    },
    stop: () => sight.disconnect(),
  };
}
