// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What is shown of a photo before its thumbnail is there. The only file that knows the 24 bytes' format. */

/**
 * @param {string} base64 of 24 bytes; the first three are the mean red, green and blue
 * @returns {string} a CSS colour
 */
export function placeholderColour(base64) {
  const bytes = atob(base64.slice(0, 4));
  return `rgb(${bytes.charCodeAt(0)} ${bytes.charCodeAt(1)} ${bytes.charCodeAt(2)})`;
}

/**
 * Draws the placeholder behind an element's content; nothing is drawn where there is none.
 * @param {HTMLElement} element @param {string} [base64]
 */
export function paintPlaceholder(element, base64) {
  element.style.backgroundColor = base64 ? placeholderColour(base64) : "";
}
