// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Pictures that do not give up at once. */

/** Milliseconds until a picture that failed is asked for again. After the last, somebody has to come by: a new snapshot, or the reader. */
const AGAIN = [1500, 6000, 24_000];

/**
 * Has a picture asked for again where it could not be had, as long as it is still the one that is wanted.
 * @param {HTMLImageElement} picture
 */
export function persistent(picture) {
  let failed = "";
  let tries = 0;
  picture.addEventListener("load", () => (tries = 0));
  picture.addEventListener("error", () => {
    const address = picture.getAttribute("src");
    if (!address) return;
    if (address !== failed) tries = 0;
    failed = address;
    const wait = AGAIN[tries++];
    if (wait) setTimeout(() => picture.isConnected && picture.getAttribute("src") === address && (picture.src = address), wait);
  });
  return picture;
}
