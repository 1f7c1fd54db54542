// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Numbers, dates and sizes in words, in the visitor's own language's digits. */

const number = new Intl.NumberFormat();
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const monthFormat = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium", timeZone: "UTC" });

/** @param {number} n */
export const count = (n) => number.format(n);

/**
 * "1 photo", "12 photos".
 * @param {number} n @param {string} one @param {string} [many]
 */
export const counted = (n, one, many = one + "s") => `${number.format(n)} ${n === 1 ? one : many}`;

/** @param {string} date as in 2019-07-14 */
export const day = (date) => dayFormat.format(new Date(date + "T00:00:00Z"));

/** @param {string} date */
export const month = (date) => monthFormat.format(new Date(date.slice(0, 7) + "-01T00:00:00Z"));

/**
 * A time by the photo's own clock, which has no zone.
 * @param {string} local
 */
export function moment(local) {
  const time = new Date(local.slice(0, 19) + "Z");
  return Number.isNaN(time.getTime()) ? local : momentFormat.format(time);
}

/** @param {number} n */
export function bytes(n) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let step = 0;
  while (n >= 1000 && step < units.length - 1) (n /= 1000), step++;
  return `${number.format(n >= 100 || step === 0 ? Math.round(n) : Math.round(n * 10) / 10)} ${units[step]}`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 60) return counted(Math.ceil(seconds), "second");
  if (seconds < 5400) return counted(Math.round(seconds / 60), "minute");
  if (seconds < 172800) return counted(Math.round(seconds / 3600), "hour");
  return counted(Math.round(seconds / 86400), "day");
}

/** @param {number} seconds of an exposure */
export const exposure = (seconds) => (seconds >= 0.3 ? `${number.format(seconds)} s` : `1/${Math.round(1 / seconds)} s`);

/**
 * A problem in whole sentences: what is wrong, and what helps.
 * @param {{message: string, remedy?: string}} problem
 */
export function problemWords({ message, remedy }) {
  const sentence = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?…]$/.test(text) ? "" : ".");
  return [message, remedy].filter(Boolean).map((text) => sentence(/** @type {string} */ (text))).join(" ");
}

/**
 * What a photo is called when it is read aloud.
 * @param {import("./api.js").Photo} photo
 */
export function spoken(photo) {
  const parts = [photo.title || photo.name];
  if (photo.place) parts.push(photo.place);
  if (photo.taken) parts.push(day(photo.taken.slice(0, 10)));
  if (photo.favourite) parts.push("favourite");
  if (photo.rating) parts.push(counted(photo.rating, "star"));
  if (photo.dropped) parts.push("dropped");
  return parts.join(", ");
}
