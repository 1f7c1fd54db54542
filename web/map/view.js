// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Where photos were taken. The coastlines are the page's own: no map server learns where anybody has been. */

import { get, thumbnail } from "../api.js";
import { el, fill, quieted } from "../dom.js";
import { count, counted } from "../format.js";
import { useKeys } from "../keys.js";
import { router } from "../router.js";
import { placeTerm } from "../search/terms.js";
import { landPath, readLand, toLatitude, toLongitude, toX, toY } from "./land.js";

const DEEPEST = 20_000;
/** Cells of this many photos or fewer open their photos; larger ones are gone into first. */
const FEW = 200;

export class MapView {
  title = "Map";
  /** The middle, and how many pixels the world is broad. */
  x = 0.53;
  y = 0.36;
  scale = 1400;
  /** @type {Path2D|null} */ land = null;
  asked = 0;
  aborter = new AbortController();

  /** @param {import("../shell/frame.js").Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.canvas = el("canvas", { "aria-hidden": "true" });
    this.markers = el("div", { class: "markers", role: "group", "aria-label": "Places with photos" });
    const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ run) => el("button", { class: "round", "aria-label": name, on: { click: run } }, text);
    this.element = el("section", { class: "map", "aria-label": "Map", on: { wheel: (/** @type {WheelEvent} */ e) => this.onWheel(e), pointerdown: (/** @type {PointerEvent} */ e) => this.onDown(e), pointermove: (/** @type {PointerEvent} */ e) => this.onMove(e), pointerup: () => (this.held = null), pointercancel: () => (this.held = null) } },
      this.canvas, this.markers,
      el("div", { class: "map-tools" }, button("+", "Closer", () => this.zoomBy(2)), button("−", "Farther", () => this.zoomBy(0.5)), el("button", { on: { click: () => this.showPhotos(this.box()) } }, "Photos of this part")),
      el("p", { class: "map-note" }, "Names: GeoNames, CC BY 4.0. Coastlines: Natural Earth. Nothing is fetched from elsewhere."));
    this.fetch = quieted(() => this.load(), 180);
    this.observer = new ResizeObserver(() => this.draw());
  }

  async start() {
    this.release = useKeys({ name: "Map", bindings: [
      { keys: ["ArrowLeft"], says: "West", run: () => this.pan(-0.2, 0) }, { keys: ["ArrowRight"], says: "East", run: () => this.pan(0.2, 0) },
      { keys: ["ArrowUp"], says: "North", run: () => this.pan(0, -0.2) }, { keys: ["ArrowDown"], says: "South", run: () => this.pan(0, 0.2) },
      { keys: ["+", "="], shown: "+", says: "Closer", run: () => this.zoomBy(2) }, { keys: ["-"], says: "Farther", run: () => this.zoomBy(0.5) },
      { keys: ["Enter"], says: "Photos of this part", run: () => this.showPhotos(this.box()) },
    ] });
    this.scale = Math.max(this.element.clientWidth, 600);
    if (router.state.box) this.showBox(router.state.box.split(",").map(Number));
    this.observer.observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw(), { signal: this.aborter.signal });
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    const answer = await fetch("/map/land.bin", { signal: this.aborter.signal }).catch(() => null);
    if (answer?.ok) this.land = landPath(readLand(new Uint8Array(await answer.arrayBuffer().catch(() => new ArrayBuffer(0)))));
    if (this.aborter.signal.aborted) return;
    this.draw();
    this.load();
  }

  stop() {
    this.fetch.cancel();
    this.aborter.abort();
    this.observer.disconnect();
    this.release?.();
  }

  /** @param {number[]} box west, south, east, north */
  showBox([west, south, east, north]) {
    if (![west, south, east, north].every(Number.isFinite)) return;
    this.x = (toX(west) + toX(east)) / 2;
    this.y = (toY(south) + toY(north)) / 2;
    this.scale = Math.min(this.element.clientWidth * DEEPEST, this.element.clientWidth / Math.max(1e-5, toX(east) - toX(west)));
  }

  box() {
    const { clientWidth: W, clientHeight: H } = this.element;
    const held = (/** @type {number} */ n, /** @type {number} */ most) => Math.max(-most, Math.min(most, n));
    return { west: held(toLongitude(this.x - W / 2 / this.scale), 180), east: held(toLongitude(this.x + W / 2 / this.scale), 180), south: held(toLatitude(this.y + H / 2 / this.scale), 90), north: held(toLatitude(this.y - H / 2 / this.scale), 90) };
  }

  draw() {
    const { clientWidth: W, clientHeight: H } = this.element;
    this.scale = Math.max(this.scale, Math.min(W, H));
    this.x = Math.max(0, Math.min(1, this.x));
    this.y = Math.max(0, Math.min(1, this.y));
    const ratio = devicePixelRatio;
    if (this.canvas.width !== W * ratio || this.canvas.height !== H * ratio) Object.assign(this.canvas, { width: W * ratio, height: H * ratio });
    const style = getComputedStyle(this.element);
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = style.getPropertyValue("--sea");
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    context.setTransform(this.scale * ratio, 0, 0, this.scale * ratio, (W / 2 - this.x * this.scale) * ratio, (H / 2 - this.y * this.scale) * ratio);
    context.lineWidth = 1 / this.scale;
    context.strokeStyle = style.getPropertyValue("--grid-line");
    context.beginPath();
    const step = this.scale > 20_000 ? 1 : this.scale > 4000 ? 5 : 15;
    for (let at = -180; at <= 180; at += step) (context.moveTo(toX(at), 0), context.lineTo(toX(at), 1));
    for (let at = -75; at <= 75; at += step) (context.moveTo(0, toY(at)), context.lineTo(1, toY(at)));
    context.stroke();
    if (this.land) {
      context.fillStyle = style.getPropertyValue("--land");
      context.fill(this.land, "evenodd");
      context.strokeStyle = style.getPropertyValue("--coast");
      context.stroke(this.land);
    }
    this.placeMarkers();
  }

  async load() {
    const asked = ++this.asked;
    const box = this.box();
    router.change({ box: [box.west, box.south, box.east, box.north].map((n) => n.toFixed(3)).join(",") }, { replace: true, quiet: true });
    const answer = await get("map", { q: router.state.q, ...box, cells: Math.max(4, Math.min(24, Math.round(this.element.clientWidth / 90))) }, this.aborter.signal).catch(() => null);
    if (!answer || asked !== this.asked) return;
    const had = /** @type {HTMLElement|null} */ (document.activeElement)?.dataset?.cell;
    this.cells = answer.cells;
    fill(this.markers, answer.cells.map((/** @type {any} */ cell) => this.marker(cell)));
    fill(this.frame.tools, el("span", { class: "total", role: "status" }, counted(answer.total, "photo")));
    this.placeMarkers();
    if (had) /** @type {HTMLElement|null} */ (this.markers.querySelector(`[data-cell="${had}"]`))?.focus();
  }

  /** @type {any[]} */ cells = [];

  /** @param {any} cell */
  marker(cell) {
    const go = () => {
      const box = this.box();
      if (cell.photos > FEW && this.scale < this.element.clientWidth * DEEPEST) {
        this.x = toX(cell.longitude);
        this.y = toY(cell.latitude);
        return this.zoomBy(4);
      }
      const [dx, dy] = [(box.east - box.west) / 40, (box.north - box.south) / 40];
      this.showPhotos({ west: cell.longitude - dx, east: cell.longitude + dx, south: cell.latitude - dy, north: cell.latitude + dy });
    };
    return el("button", { class: "marker", "data-cell": `${cell.latitude} ${cell.longitude}`, "aria-label": `${cell.place ?? `${cell.latitude.toFixed(2)}, ${cell.longitude.toFixed(2)}`}, ${counted(cell.photos, "photo")}`, on: { click: go } },
      el("img", { src: thumbnail(cell.id), alt: "", draggable: false }), el("span", { class: "marker-count", "aria-hidden": "true" }, count(cell.photos)));
  }

  placeMarkers() {
    const { clientWidth: W, clientHeight: H } = this.element;
    this.cells.forEach((cell, i) => {
      const marker = /** @type {HTMLElement} */ (this.markers.children[i]);
      if (marker) marker.style.transform = `translate(${W / 2 + (toX(cell.longitude) - this.x) * this.scale}px, ${H / 2 + (toY(cell.latitude) - this.y) * this.scale}px)`;
    });
  }

  /** @param {{west: number, south: number, east: number, north: number}} box */
  showPhotos(box) {
    router.go("photos", { q: [router.state.q, placeTerm(box)].filter(Boolean).join(" ") });
  }

  /** @param {number} dx @param {number} dy in parts of the window */
  pan(dx, dy) {
    this.x += (dx * this.element.clientWidth) / this.scale;
    this.y += (dy * this.element.clientHeight) / this.scale;
    this.draw();
    this.fetch();
  }

  /** @param {number} factor @param {number} [px] @param {number} [py] what stays where it is, from the middle */
  zoomBy(factor, px = 0, py = 0) {
    const scale = Math.max(this.element.clientWidth * 0.5, Math.min(this.element.clientWidth * DEEPEST, this.scale * factor));
    this.x += px / this.scale - px / scale;
    this.y += py / this.scale - py / scale;
    this.scale = scale;
    this.draw();
    this.fetch();
  }

  /** @param {WheelEvent} event */
  onWheel(event) {
    event.preventDefault();
    const box = this.element.getBoundingClientRect();
    this.zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.06 : 0.002)), event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2);
  }

  /** @type {{x: number, y: number}|null} */ held = null;

  /** @param {PointerEvent} event */
  onDown(event) {
    if (/** @type {HTMLElement} */ (event.target).closest("button")) return;
    this.held = { x: event.clientX, y: event.clientY };
    this.element.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  onMove(event) {
    if (!this.held) return;
    this.pan((this.held.x - event.clientX) / this.element.clientWidth, (this.held.y - event.clientY) / this.element.clientHeight);
    this.held = { x: event.clientX, y: event.clientY };
  }
}
