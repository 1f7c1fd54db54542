// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * One photo, from the whole of it to a pixel for a pixel. What is seen is said in parts of the photo (`x`, `y` of its middle, `zoom` over the
 * whole), so that two stages can show the same part of two photos of different sizes.
 *
 * @typedef {{zoom: number, x: number, y: number}} Look
 */

import { thumbnail } from "../api.js";
import { el } from "../dom.js";
import { problemWords } from "../format.js";
import { persistent } from "../picture.js";
import { paintPlaceholder } from "../placeholder.js";
import { drawTiles } from "./tiles.js";

/** Screen pixels for one of the photo, at most. */
const LARGEST = 8;
/** A finger that went this far (pixels) meant the next photo. */
const SWIPE = 48;

export class Stage {
  /** @type {Look} */ look = { zoom: 1, x: 0.5, y: 0.5 };
  /** @type {import("../api.js").Photo|null} */ photo = null;
  levels = 0;
  /** @type {Map<number, {x: number, y: number}>} */ pointers = new Map();
  wasMoved = false;
  /** @type {{x: number, y: number}|null} where one finger touched the whole photo */ touched = null;

  /** @param {{changed?: (look: Look) => void, mayEnlarge?: boolean, swiped?: (way: "left"|"right"|"down") => void}} [options] enlarge: small photos fill the stage too */
  constructor(options = {}) {
    this.options = options;
    this.small = el("img", { class: "stage-small", alt: "", draggable: false });
    this.large = persistent(el("img", { class: "stage-large", alt: "", draggable: false }));
    this.pictures = [this.small, this.large];
    this.tiles = el("div", { class: "stage-tiles", "aria-hidden": "true" });
    this.problem = el("p", { class: "stage-problem", hidden: true });
    this.element = el("div", { class: "stage", on: {
      wheel: (/** @type {WheelEvent} */ e) => this.onWheel(e), pointerdown: (/** @type {PointerEvent} */ e) => this.onDown(e), pointermove: (/** @type {PointerEvent} */ e) => this.onMove(e),
      pointerup: (/** @type {PointerEvent} */ e) => this.onUp(e), pointercancel: (/** @type {PointerEvent} */ e) => this.onUp(e), dblclick: (/** @type {MouseEvent} */ e) => this.toggleActual(e),
    } }, this.small, this.large, this.tiles, this.problem);
    this.large.addEventListener("load", () => (this.element.classList.add("is-sharp"), (this.problem.hidden = true)));
    this.large.addEventListener("error", () => this.large.hasAttribute("src") && this.say(this.photo?.isMissing ? "The file is missing. If its disk is not plugged in, plug it in and look for photos again." : "This picture cannot be drawn now."));
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.element);
  }

  /** @param {import("../api.js").Photo} photo @param {string} alt */
  show(photo, alt) {
    if (this.photo?.id !== photo.id || this.photo.recipe !== photo.recipe) {
      this.levels = 0;
      this.tiles.replaceChildren();
      this.element.classList.remove("is-sharp");
      this.problem.hidden = true;
      this.small.removeAttribute("src");
      this.large.removeAttribute("src");
      if (photo.problem) this.say(problemWords(photo.problem));
      else {
        this.small.src = thumbnail(photo.id, 320, photo.recipe);
        this.large.src = thumbnail(photo.id, 1440, photo.recipe);
      }
      paintPlaceholder(this.small, photo.placeholder);
    }
    this.photo = photo;
    this.large.alt = alt;
    this.draw();
  }

  /**
   * A picture of one's own over the photo.
   * @param {HTMLElement} picture
   */
  cover(picture) {
    this.pictures.push(/** @type {any} */ (picture));
    this.element.append(picture);
    this.draw();
  }

  /**
   * Once the photo's details are here.
   * @param {number} levels
   */
  setLevels(levels) {
    this.levels = levels;
    this.draw();
  }

  /** @param {string} text */
  say(text) {
    this.problem.textContent = text;
    this.problem.hidden = false;
  }

  get size() {
    return { w: this.photo?.width || 4, h: this.photo?.height || 3, W: this.element.clientWidth || 1, H: this.element.clientHeight || 1 };
  }

  /** Screen pixels for a pixel of the photo when the whole is seen. */
  get fit() {
    const { w, h, W, H } = this.size;
    const fit = Math.min(W / w, H / h);
    return this.options.mayEnlarge ? fit : Math.min(fit, 1);
  }

  /** The zoom at which a pixel of the photo is one of the screen. */
  get actual() {
    return 1 / (devicePixelRatio * this.fit);
  }

  /** @param {Look} look @param {boolean} [quiet] */
  set(look, quiet = false) {
    const { w, h, W, H } = this.size;
    const zoom = Math.max(1, Math.min(Math.max(1, LARGEST * this.actual), look.zoom));
    const scale = this.fit * zoom;
    const held = (/** @type {number} */ value, /** @type {number} */ long, /** @type {number} */ room) => (long <= room ? 0.5 : Math.max(room / 2 / long, Math.min(1 - room / 2 / long, value)));
    this.look = { zoom, x: held(look.x, w * scale, W), y: held(look.y, h * scale, H) };
    this.draw();
    if (!quiet) this.options.changed?.(this.look);
  }

  draw() {
    if (!this.photo) return;
    const { w, h, W, H } = this.size;
    const scale = this.fit * this.look.zoom;
    const left = W / 2 - this.look.x * w * scale;
    const top = H / 2 - this.look.y * h * scale;
    for (const image of this.pictures) {
      image.style.width = w * scale + "px";
      image.style.height = h * scale + "px";
      image.style.transform = `translate(${left}px, ${top}px)`;
    }
    drawTiles(this.tiles, { id: this.photo.id, recipe: this.photo.recipe, levels: this.levels, w, h, W, H, scale, left, top });
    this.element.classList.toggle("is-zoomed", this.look.zoom > 1.001);
  }

  /** @param {number} factor @param {{clientX: number, clientY: number}} [at] what stays under the pointer */
  zoomBy(factor, at) {
    const { w, h, W, H } = this.size;
    const box = this.element.getBoundingClientRect();
    const dx = at ? at.clientX - box.left - W / 2 : 0;
    const dy = at ? at.clientY - box.top - H / 2 : 0;
    const old = this.fit * this.look.zoom;
    const zoom = Math.max(1, Math.min(Math.max(1, LARGEST * this.actual), this.look.zoom * factor));
    const scale = this.fit * zoom;
    this.set({ zoom, x: this.look.x + dx / (w * old) - dx / (w * scale), y: this.look.y + dy / (h * old) - dy / (h * scale) });
  }

  /**
   * Between the whole and 1:1.
   * @param {{clientX: number, clientY: number}} [at]
   */
  toggleActual(at) {
    if (this.look.zoom > 1.001) this.set({ zoom: 1, x: 0.5, y: 0.5 });
    else this.zoomBy(Math.max(1.001, this.actual), at);
  }

  /**
   * By parts of the stage.
   * @param {number} dx @param {number} dy
   */
  pan(dx, dy) {
    const { w, h, W, H } = this.size;
    const scale = this.fit * this.look.zoom;
    this.set({ ...this.look, x: this.look.x + (dx * W) / (w * scale), y: this.look.y + (dy * H) / (h * scale) });
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022)), event);
  }

  /** @param {PointerEvent} event */
  onDown(event) {
    if (event.button) return;
    this.element.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.wasMoved = false;
    this.touched = event.pointerType === "touch" && this.pointers.size === 1 && this.look.zoom <= 1.001 ? { x: event.clientX, y: event.clientY } : null;
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    const last = this.pointers.get(event.pointerId);
    if (!last) return;
    const [a, b] = [...this.pointers.values()];
    const before = b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    const dx = event.clientX - last.x;
    const dy = event.clientY - last.y;
    this.wasMoved ||= Math.abs(dx) + Math.abs(dy) > 2;
    this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const { W, H } = this.size;
    if (b && before) {
      const [c, d] = [...this.pointers.values()];
      this.zoomBy(Math.hypot(c.x - d.x, c.y - d.y) / before, { clientX: (c.x + d.x) / 2, clientY: (c.y + d.y) / 2 });
    } else this.pan(-dx / W, -dy / H);
  }

  /** @param {PointerEvent} event */
  onUp(event) {
    this.pointers.delete(event.pointerId);
    if (!this.touched || event.type !== "pointerup") return;
    const dx = event.clientX - this.touched.x;
    const dy = event.clientY - this.touched.y;
    this.touched = null;
    if (Math.abs(dx) > SWIPE && Math.abs(dx) > 2 * Math.abs(dy)) this.options.swiped?.(dx < 0 ? "left" : "right");
    else if (dy > 2 * SWIPE && dy > 2 * Math.abs(dx)) this.options.swiped?.("down");
  }

  stop() {
    this.observer.disconnect();
    this.small.removeAttribute("src");
    this.large.removeAttribute("src");
    this.tiles.replaceChildren();
  }
}
