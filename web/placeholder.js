// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * What is shown of a photo before its thumbnail is there: 24 bytes, the strongest of its low frequencies. Format: Sources/JozinCore/Placeholder.swift;
 * this is the only file of the page that knows it.
 */

const SIDE = 12;

/**
 * Half waves across and down, by their sum, then by those across.
 * @param {number} number
 */
function frequencies(number) {
  const all = [];
  for (let sum = 1; sum <= 6; sum++) for (let across = 0; across <= sum; across++) all.push({ across, down: sum - across });
  return all.slice(0, number);
}

const LUMA = frequencies(26);
const COLOUR = frequencies(5);

/**
 * cos(pi n x) at the middles of so many pixels, for n up to 6.
 * @param {number} pixels
 */
const waves = (pixels) => Array.from({ length: 7 }, (_, n) => Float32Array.from({ length: pixels }, (_, x) => Math.cos((Math.PI * n * (x + 0.5)) / pixels)));

const OWN = waves(SIDE);

/**
 * @param {string} base64
 * @param {number} [width]
 * @param {number} [height]
 * @returns {Uint8ClampedArray|null} RGBA; null where these are no placeholder's bytes
 */
export function decodePlaceholder(base64, width = SIDE, height = SIDE) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  if (bytes.length !== 24 || bytes[0] === 0) return null;
  const across = width === SIDE ? OWN : waves(width);
  const down = height === SIDE ? OWN : waves(height);
  const amplitude = (/** @type {number} */ at) => (((at % 2 ? bytes[6 + (at >> 1)] & 15 : bytes[6 + (at >> 1)] >> 4) - 8) / 7) * bytes[at < 26 ? 4 : 5];
  const plane = (/** @type {number} */ mean, /** @type {number} */ start, /** @type {{across: number, down: number}[]} */ which) => {
    const values = new Float32Array(width * height).fill(mean);
    which.forEach((frequency, i) => {
      const strength = amplitude(start + i);
      if (strength === 0) return;
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) values[y * width + x] += strength * across[frequency.across][x] * down[frequency.down][y];
    });
    return values;
  };
  const [luma, blue, red] = [plane(bytes[1], 0, LUMA), plane(bytes[2] - 128, 26, COLOUR), plane(bytes[3] - 128, 31, COLOUR)];
  const out = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < luma.length; i++) {
    // BT.601 full range, as in JFIF.
    out[i * 4] = luma[i] + 1.402 * red[i];
    out[i * 4 + 1] = luma[i] - 0.344136 * blue[i] - 0.714136 * red[i];
    out[i * 4 + 2] = luma[i] + 1.772 * blue[i];
    out[i * 4 + 3] = 255;
  }
  return out;
}

/**
 * The mean colour.
 * @param {string} base64
 * @returns {string} a CSS colour
 */
export function placeholderColour(base64) {
  const [y, cb, cr] = [1, 2, 3].map((at) => atob(base64.slice(0, 8)).charCodeAt(at));
  const channels = [y + 1.402 * (cr - 128), y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128), y + 1.772 * (cb - 128)];
  return `rgb(${channels.map((c) => Math.round(Math.max(0, Math.min(255, c)))).join(" ")})`;
}

/**
 * Draws the placeholder behind an element's content (of an image, its mean colour alone); takes it away where there is none.
 * @param {HTMLElement} element
 * @param {string} [base64]
 */
export function paintPlaceholder(element, base64) {
  element.style.backgroundColor = base64 ? placeholderColour(base64) : "";
  if (element instanceof HTMLImageElement) return;
  const first = element.firstElementChild;
  let canvas = first instanceof HTMLCanvasElement ? first : null;
  const pixels = base64 ? decodePlaceholder(base64) : null;
  if (!pixels) return void (canvas && (canvas.hidden = true));
  if (!canvas) {
    canvas = Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE, className: "blur" });
    canvas.setAttribute("aria-hidden", "true");
    element.prepend(canvas);
  }
  canvas.hidden = false;
  const image = new ImageData(SIDE, SIDE);
  image.data.set(pixels);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
