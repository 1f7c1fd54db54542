// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Elements without a framework: `el("button", { class: "quiet", on: { click } }, "Save")`. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, any>} [properties] attributes; `class`, `on` (listeners) and `style` (set through the CSSOM, which the policy allows) are special
 * @param {...any} children nodes, words, lists of them; what is null or false is left out
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") element.className = value;
    else if (key === "on") for (const [name, listener] of Object.entries(value)) element.addEventListener(name, listener);
    else if (key === "style") Object.assign(element.style, value);
    else if (key in element && typeof value !== "string" && !key.startsWith("aria")) /** @type {any} */ (element)[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Element} element @param {any[]} children */
function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Puts `children` in the place of what was there.
 * @param {Element} element @param {...any} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

/**
 * A picture of lines, 24 by 24.
 * @param {string} path @param {string} [label]
 */
export function svg(path, label) {
  const root = document.createElementNS(SVG, "svg");
  root.setAttribute("viewBox", "0 0 24 24");
  root.setAttribute("class", "icon");
  if (label) {
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", label);
  } else root.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  root.append(line);
  return root;
}

/**
 * Runs `task` once things have been quiet for `wait` milliseconds.
 * @param {(...a: any[]) => void} task @param {number} wait
 */
export function quieted(task, wait) {
  /** @type {any} */ let timer;
  const later = (/** @type {any[]} */ ...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...given), wait);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

/** True where the visitor asks for little movement. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
