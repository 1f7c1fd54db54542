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
 * The circle around a part of the map.
 * @param {{west: number, south: number, east: number, north: number}} box
 */
export function placeTerm({ west, south, east, north }) {
  const [latitude, longitude] = [(south + north) / 2, (west + east) / 2];
  const perDegree = 111.2;
  const kilometres = Math.hypot(((north - south) / 2) * perDegree, ((east - west) / 2) * perDegree * Math.cos((latitude * Math.PI) / 180));
  return `near:${latitude.toFixed(4)},${longitude.toFixed(4)},${kilometres < 10 ? kilometres.toFixed(1) : Math.round(Math.min(20000, kilometres))}`;
}
