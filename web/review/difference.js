// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** A map of what differs between two photos, drawn from their previews. */

import { thumbnail } from "../api.js";

/** Differences up to this (of 255) come from compression and are not counted. */
const NOISE = 10;

/** @param {string} id */
async function loaded(id) {
  const image = new Image();
  image.src = thumbnail(id, 1440);
  await image.decode();
  return image;
}

/** @param {HTMLImageElement} image @param {number} width @param {number} height */
function pixels(image, width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/**
 * Grey where they agree, from amber to white where they do not.
 * @param {HTMLCanvasElement} canvas @param {{id: string}} first @param {{id: string}} second @returns {Promise<string>} the same in words
 */
export async function drawDifference(canvas, first, second) {
  const [a, b] = await Promise.all([loaded(first.id), loaded(second.id)]);
  const width = Math.min(a.naturalWidth, b.naturalWidth, 1000);
  const height = Math.round((width * a.naturalHeight) / a.naturalWidth);
  const one = pixels(a, width, height);
  const two = pixels(b, width, height);
  const out = new ImageData(width, height);
  let different = 0;
  let largest = 0;
  for (let i = 0; i < one.length; i += 4) {
    const away = Math.max(Math.abs(one[i] - two[i]), Math.abs(one[i + 1] - two[i + 1]), Math.abs(one[i + 2] - two[i + 2]));
    const grey = (one[i] * 2 + one[i + 1] * 5 + one[i + 2]) >> 5;
    if (away > NOISE) different++;
    largest = Math.max(largest, away);
    const heat = away <= NOISE ? 0 : Math.min(1, (away - NOISE) / 90);
    out.data[i] = grey + heat * (255 - grey);
    out.data[i + 1] = grey + heat * heat * (225 - grey) + heat * (1 - heat) * 120;
    out.data[i + 2] = grey + heat ** 4 * (190 - grey);
    out.data[i + 3] = 255;
  }
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(out, 0, 0);
  const part = (different / (one.length / 4)) * 100;
  if (different === 0) return largest === 0 ? "No difference in the preview." : "No difference that can be seen.";
  return `${part < 0.1 ? "Less than 0.1" : part.toFixed(1)} % of the picture differs.`;
}
