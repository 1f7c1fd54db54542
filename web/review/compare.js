// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Two photos at equal zoom and pan: beside each other, in each other's place, or what differs between them. */

import { calm, el } from "../dom.js";
import { spoken } from "../format.js";
import { router } from "../router.js";
import { Stage } from "../viewer/stage.js";
import { drawDifference } from "./difference.js";

export const MODES = /** @type {Record<string, string>} */ ({ side: "Side by side", flicker: "Flicker", difference: "Difference" });
const FLICKER = 700;

export class Compare {
  mode = MODES[router.state.compare] ? router.state.compare : "side";
  isSecond = false;
  /** @type {any} */ timer = null;
  /** @type {any[]} */ pair = [];

  constructor() {
    const follow = (/** @type {import("../viewer/stage.js").Look} */ look) => {
      for (const stage of this.stages) stage.set(look, true);
    };
    this.stages = [0, 1, 2].map(() => new Stage({ mayEnlarge: true, changed: follow }));
    this.names = ["A", "B", ""].map(() => el("p", { class: "pane-name" }));
    this.canvas = el("canvas", { class: "difference", role: "img", "aria-label": "Difference" });
    this.stages[2].cover(this.canvas);
    this.panes = this.stages.map((stage, i) => el("div", { class: "pane pane-" + "abd"[i] }, stage.element, this.names[i]));
    this.element = el("div", { class: "compare" }, this.panes);
    this.setMode(this.mode);
  }

  /** @param {any} first @param {any} second */
  show(first, second) {
    this.pair = [first, second];
    this.stages[0].show(first, spoken(first));
    this.stages[1].show(second, spoken(second));
    this.names[0].textContent = `Suggested: ${first.name}`;
    this.names[1].textContent = second.name;
    for (const stage of this.stages.slice(0, 2)) stage.setLevels(Math.max(1, Math.ceil(Math.log2(Math.max(stage.size.w, stage.size.h) / 512)) + 1));
    this.difference();
  }

  reset() {
    this.stages[0].set({ zoom: 1, x: 0.5, y: 0.5 });
    this.isSecond = false;
  }

  /** @param {string} mode */
  setMode(mode) {
    this.mode = MODES[mode] ? mode : "side";
    this.element.dataset.mode = this.mode;
    if (this.mode !== "flicker") this.stopFlicker();
    this.drawFlicker();
    this.difference();
  }

  swap() {
    this.isSecond = !this.isSecond;
    this.drawFlicker();
  }

  toggleAutomatic() {
    if (this.timer) return this.stopFlicker();
    this.setMode("flicker");
    if (calm()) this.swap();
    else this.timer = setInterval(() => this.swap(), FLICKER);
  }

  stopFlicker() {
    clearInterval(this.timer);
    this.timer = null;
  }

  drawFlicker() {
    const hidden = this.mode === "flicker" ? (this.isSecond ? 0 : 1) : -1;
    this.panes.forEach((pane, i) => pane.classList.toggle("is-under", i === hidden));
  }

  async difference() {
    if (this.mode !== "difference" || this.pair.length < 2) return;
    const [first, second] = this.pair;
    // The stage gives the frame; the canvas lies over the photo in it.
    this.stages[2].show(first, "");
    this.names[2].textContent = "…";
    const words = await drawDifference(this.canvas, first, second).catch(() => "The two cannot be compared now.");
    if (this.pair[0] !== first || this.pair[1] !== second) return;
    this.names[2].textContent = words;
    this.canvas.setAttribute("aria-label", words);
  }

  /** @param {number} factor */
  zoomBy(factor) {
    this.stages[0].zoomBy(factor);
  }

  toggleActual() {
    this.stages[0].toggleActual();
  }

  stop() {
    this.stopFlicker();
    for (const stage of this.stages) stage.stop();
  }
}
