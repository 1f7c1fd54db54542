// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * Coastlines, shipped with the page: Natural Earth 1:50 million (public domain), made by scripts/land.py. Rings of longitude and latitude in
 * fiftieths of a degree; each ring its number of points, then differences, all as zigzag varints.
 */

const UNIT = 50;

/** @param {Uint8Array} bytes @returns {Int16Array[]} */
export function readLand(bytes) {
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return (value >>> 1) ^ -(value & 1);
    }
  };
  const rings = [];
  while (at < bytes.length) {
    const ring = new Int16Array(number() * 2);
    for (let i = 0; i < ring.length; i++) ring[i] = number() + (i > 1 ? ring[i - 2] : 0);
    rings.push(ring);
  }
  return rings;
}

/**
 * Mercator, the whole breadth as 0 to 1.
 * @param {number} longitude
 */
export const toX = (longitude) => (longitude + 180) / 360;

/** @param {number} latitude */
export function toY(latitude) {
  const held = (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + held / 2)) / (2 * Math.PI);
}

/** @param {number} x */
export const toLongitude = (x) => x * 360 - 180;

/** @param {number} y */
export const toLatitude = (y) => (Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180) / Math.PI;

/**
 * The land as one path in Mercator's unit square, built once.
 * @param {Int16Array[]} rings
 */
export function landPath(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = toX(ring[i] / UNIT);
      const y = toY(ring[i + 1] / UNIT);
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
  return path;
}
