// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** A list that the server gives page by page: the next page comes when the end comes in sight. For lists of lines; photos and groups have their own. */

import { Problem } from "../api.js";
import { el, fill } from "../dom.js";

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
  const more = async () => {
    if (isAsking || isComplete) return;
    isAsking = true;
    try {
      const answer = await page(after);
      list.append(...answer.items.map((item) => el("li", {}, row(item))));
      after = answer.next;
      isComplete = !after;
      if (isComplete && list.childElementCount === 0) fill(end, empty);
    } catch (error) {
      fill(end, el("p", { class: "hint" }, error instanceof Problem ? error.message : String(error)), el("button", { on: { click: () => (fill(end), more()) } }, "Try again"));
    } finally {
      isAsking = false;
    }
  };
  const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), { root: element, rootMargin: "600px" });
  sight.observe(end);
  return {
    element,
    again: () => {
      fill(list);
      fill(end);
      after = undefined;
      isComplete = false;
      return more();
    },
    stop: () => sight.disconnect(),
  };
}
