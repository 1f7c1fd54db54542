// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The query's words that the page writes itself. The only file that knows how they are spelled (docs/queries.md). */

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** @param {string} name */
export const tagTerm = (name) => "tag:" + quoted(name);

/** @param {string} name */
export const albumTerm = (name) => "album:" + quoted(name);

/**
 * A folder with all below it. Bytes that are no text come as `base64:` and are written by number.
 * @param {string} path
 */
export function folderTerm(path) {
  if (!path.startsWith("base64:")) return "in:" + quoted(path);
  const bytes = atob(path.slice(7));
  return 'in:"' + [...bytes].map((c) => (c < " " || c > "~" ? "\\x" + c.charCodeAt(0).toString(16).padStart(2, "0") : c === '"' || c === "\\" ? "\\" + c : c)).join("") + '"';
}

/**
 * A part of the map; where it reaches beyond the date line, the other side's numbers.
 * @param {{west: number, south: number, east: number, north: number}} box
 */
export function placeTerm({ west, south, east, north }) {
  const isWhole = east - west >= 360;
  const turned = (/** @type {number} */ degrees) => degrees - 360 * Math.round(degrees / 360);
  const sides = [Math.max(-90, south), isWhole ? -180 : turned(west), Math.min(90, north), isWhole ? 180 : turned(east)];
  return `box:${sides.map((degrees) => +degrees.toFixed(4)).join(",")}`;
}
