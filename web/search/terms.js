// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The query's words that the page writes itself. The only file that knows how they are spelled. */

/** @param {string} text */
const quoted = (text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** @param {string} name */
export const tagTerm = (name) => "tag:" + quoted(name);

/** @param {string} name */
export const albumTerm = (name) => "album:" + quoted(name);

/** @param {string} path */
export const folderTerm = (path) => "folder:" + quoted(path);

/** @param {{west: number, south: number, east: number, north: number}} box */
export const boxTerm = (box) => "box:" + [box.west, box.south, box.east, box.north].map((n) => String(Math.round(n * 1e4) / 1e4)).join(",");
