// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The photos of a query in their timeline: the page's main view. Puts the parts of this folder together. */

import { Problem } from "../api.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill, quieted } from "../dom.js";
import { events } from "../events.js";
import { counted, day as dayInWords, problemWords } from "../format.js";
import { useKeys } from "../keys.js";
import { router } from "../router.js";
import { emptiness } from "../shell/emptiness.js";
import { note } from "../shell/notices.js";
import { Viewer } from "../viewer/viewer.js";
import { Grid } from "./grid.js";
import { gridKeys, onGridClick } from "./handling.js";
import { Layout, layOut } from "./layout.js";
import { Pages } from "./pages.js";
import { Scroller } from "./scroller.js";
import { Scrubber } from "./scrubber.js";
import { Selection } from "./selection.js";
import { selectionBar } from "./selectionBar.js";
import { Timeline } from "./timeline.js";

/** Below this width (as in timeline.css) the scrubber lies over the photos, and they are three to a row. */
const NARROW = 600;

export class PhotosView {
  title = "Photos";
  aborter = new AbortController();
  /** @type {Viewer|null} */ viewer = null;
  isStopped = false;
  /** The viewer was opened from here, so that closing it goes back in the browser's history. */
  wasOpened = false;
  /** The query that the list shows, or will once it is here. */
  wanted = "";

  /** @param {import("../shell/frame.js").Frame} frame */
  constructor(frame) {
    this.frame = frame;
    const timeline = new Timeline("", { snapshot: "0", total: 0, days: [], undated: 0 }, new Uint8Array());
    this.state = { timeline, pages: new Pages(timeline), layout: new Layout(timeline.shapes, timeline.starts, 800, 220), selection: new Selection() };
    this.content = el("div", { class: "grid", role: "grid", "aria-label": "Photos", "aria-multiselectable": "true", on: { click: (/** @type {MouseEvent} */ e) => onGridClick(this, e) } });
    this.viewport = el("div", { class: "viewport" }, this.content);
    this.scroller = new Scroller(this.viewport, this.content, () => this.onScroll());
    this.grid = new Grid(this.content, this.scroller, this.state);
    this.scrubber = new Scrubber(this.state, this.scroller);
    this.sticky = el("div", { class: "sticky-day", "aria-hidden": "true", hidden: true });
    this.empty = el("div", { class: "photos-empty", hidden: true });
    this.element = el("section", { class: "photos", "aria-label": "Photos" }, this.sticky, this.viewport, this.scrubber.element, selectionBar(this.state.selection), this.empty);
    this.keep = quieted(() => this.keepPlace(), 200);
    const reload = () => this.load(this.wanted, true);
    this.reloadSoon = quieted(reload, 300);
    // A scan changes the library all the time; a large one is not fetched all the time.
    this.reloadLater = quieted(reload, 1500);
  }

  start() {
    const { selection } = this.state;
    selection.addEventListener("change", () => (this.grid.drawTiles(), this.grid.drawDays()));
    const signal = { signal: this.aborter.signal };
    decisions.addEventListener("change", () => this.grid.drawTiles(), signal);
    decisions.addEventListener("foreign", () => (this.state.pages.forget(), this.grid.ask()), signal);
    events.addEventListener("snapshot", (event) => /** @type {CustomEvent} */ (event).detail.snapshot !== this.state.timeline.snapshot && (this.state.timeline.total > 50_000 ? this.reloadLater() : this.reloadSoon()), signal);
    events.addEventListener("again", () => this.reloadSoon(), signal);
    this.observer = new ResizeObserver(quieted(() => this.relayout(), 60));
    this.observer.observe(this.viewport);
    this.release = useKeys({ name: "Photos", bindings: gridKeys(this) });
    this.load(router.state.q ?? "", false);
  }

  stop() {
    this.isStopped = true;
    this.keep.cancel();
    this.reloadSoon.cancel();
    this.reloadLater.cancel();
    this.aborter.abort();
    this.loading?.abort();
    this.observer?.disconnect();
    this.state.pages.stop();
    this.viewer?.close();
    this.release?.();
  }

  /**
   * The address has changed.
   * @param {Record<string, string>} before
   */
  routed(before) {
    const { q = "", at, photo } = router.state;
    if (!photo) this.viewer?.close();
    if (q !== (before.q ?? "")) {
      this.state.selection.clear();
      this.load(q, false);
    } else if (photo && photo !== before.photo) this.openViewer(photo);
    else if (at !== before.at && !photo && !before.photo) this.goTo(at ?? "");
  }

  /** @type {AbortController|undefined} */ loading;

  /**
   * Fetches days and shapes; with `isSame` the place is kept.
   * @param {string} query @param {boolean} isSame
   */
  async load(query, isSame) {
    this.loading?.abort();
    const controller = (this.loading = new AbortController());
    this.wanted = query;
    try {
      const timeline = await Timeline.load(query, controller.signal);
      if (this.isStopped) return;
      const place = isSame ? this.anchor() : { at: router.state.at ?? "", offset: 0 };
      const layout = await layOut(this.layoutFor(timeline), controller.signal);
      this.use(timeline, layout, place);
    } catch (error) {
      if (/** @type {any} */ (error).name === "AbortError" || this.isStopped) return;
      // The library has changed between two questions: that says nothing of the query.
      const again = (/** @type {number} */ wait) => void setTimeout(() => !this.isStopped && this.loading === controller && this.load(query, isSame), wait);
      if (!(error instanceof Problem)) throw error;
      if (error.status === 409) return again(150);
      if (error.status >= 400 && error.status < 500 && error.status !== 401) return this.refuse(error);
      const isReading = error.status === 503 && this.state.timeline.total === 0;
      if (isReading) this.showReading();
      again(isReading ? 1000 : 2500);
    }
  }

  /**
   * What is no query leaves the photos of the last one where they are.
   * @param {Problem} problem
   */
  refuse(problem) {
    this.frame.search.refuse(problem);
    this.wanted = this.state.timeline.query;
    if (this.state.timeline.total) return;
    this.empty.hidden = false;
    this.viewport.hidden = this.scrubber.element.hidden = true;
    fill(this.empty, emptiness("search", "This search cannot be read.", el("p", {}, problemWords(problem)), el("button", { class: "primary", on: { click: () => this.frame.search.submit("") } }, "Show all photos")));
  }

  /** What rows may take: beside the scrubber, and with a gap at either side. */
  get width() {
    return this.element.clientWidth - (this.element.clientWidth < NARROW ? 8 : 60);
  }

  /** @param {Timeline} timeline */
  layoutFor(timeline) {
    const width = this.width;
    return new Layout(timeline.shapes, timeline.starts, width, width < NARROW ? 104 : width < 1000 ? 170 : 216);
  }

  /** @param {Timeline} timeline @param {Layout} layout @param {{at: string, offset: number}} place */
  use(timeline, layout, place) {
    const { state } = this;
    state.pages.stop();
    if (state.selection.pending.length) {
      state.selection.clear();
      note("The library changed while photos were being chosen; please choose again.", "bad");
    }
    const isAlike = isSame(state.timeline, timeline) && state.layout.width === layout.width;
    const pages = new Pages(timeline, isAlike ? state.pages : undefined);
    pages.addEventListener("arrived", () => (this.grid.drawTiles(), performance.mark("photos-arrived")));
    pages.addEventListener("stale", () => this.reloadSoon());
    const focused = state.timeline.total ? state.timeline.place(this.grid.focus) : "";
    if (isAlike) {
      // Nothing moved: photos are looked at again where they are, without a flicker.
      Object.assign(state, { timeline, pages });
      this.grid.ask();
      this.grid.mend();
      return this.viewer?.relocate(state);
    }
    Object.assign(state, { timeline, layout, pages });
    this.viewport.hidden = false;
    this.grid.focus = focused && timeline.total ? timeline.position(focused) : 0;
    this.scroller.setTotal(layout.height);
    this.restore(place);
    this.grid.reset();
    this.scrubber.reset();
    this.showEmptiness();
    this.showNumber();
    performance.mark("photos-laid-out");
    if (this.viewer) this.viewer.relocate(state);
    else if (router.state.photo) this.openViewer(router.state.photo);
  }

  showNumber() {
    const { timeline } = this.state;
    const text = counted(timeline.total, "photo");
    fill(this.frame.tools, this.frame.search.chips, el("span", { class: "total", role: "status" }, text));
  }

  /** Right after the start of a server for a large library, which is not an empty one. */
  showReading() {
    this.viewport.hidden = true;
    this.empty.hidden = false;
    if (!this.empty.querySelector(".is-reading")) fill(this.empty, el("h2", { class: "is-reading", role: "status" }, "Reading the catalog…"), el("p", {}, "This is a large library; it takes some seconds after Jožin was started."));
  }

  showEmptiness() {
    const { timeline } = this.state;
    this.empty.hidden = timeline.total > 0;
    this.viewport.hidden = timeline.total === 0;
    if (timeline.total) return;
    fill(this.empty, timeline.query
      ? emptiness("search", "No photo is like that.", el("p", {}, `Nothing here has all of “${timeline.query}”.`), el("button", { class: "primary", on: { click: () => this.frame.search.submit("") } }, "Show all photos"))
      : emptiness("photos", "No photos yet.", el("p", {}, "Jožin has to look at the folder once. It only reads."), el("button", { class: "primary", on: { click: () => router.go("jobs") } }, "Let it look")));
  }

  async relayout() {
    const { state } = this;
    if (this.isStopped || state.timeline.total === 0 || Math.abs(this.width - state.layout.width) < 1) return;
    const place = this.anchor();
    const wanted = this.layoutFor(state.timeline);
    const layout = await layOut(wanted, this.aborter.signal).catch(() => null);
    // Another width, another list or another view may have come meanwhile.
    if (!layout || this.width !== wanted.width || state.timeline.starts !== wanted.starts) return;
    state.layout = layout;
    this.scroller.setTotal(layout.height);
    this.restore(place);
    this.grid.reset();
    this.scrubber.reset();
  }

  /** Where the reader is, in words that outlive a layout and a snapshot. */
  anchor() {
    const { layout, timeline } = this.state;
    if (layout.rows === 0 || this.scroller.top < 4) return { at: "", offset: 0 };
    const row = layout.rowAt(this.scroller.top);
    return { at: timeline.place(layout.first[row]), offset: this.scroller.top - layout.top[row] };
  }

  /** @param {{at: string, offset: number}} place */
  restore({ at, offset }) {
    const { layout, timeline } = this.state;
    const row = at && timeline.total ? layout.rowOf(timeline.position(at)) : 0;
    this.scroller.jump((layout.top[row] ?? 0) + offset);
  }

  /** @param {string} at */
  goTo(at) {
    this.restore({ at, offset: 0 });
  }

  keepPlace() {
    if (router.view !== "photos" || router.state.photo || this.isStopped) return;
    router.change({ at: this.anchor().at }, { replace: true, quiet: true });
  }

  onScroll() {
    this.grid.onScroll();
    this.scrubber.follow();
    this.drawSticky();
    this.keep();
  }

  drawSticky() {
    const { layout, timeline } = this.state;
    const row = layout.rows ? layout.rowAt(this.scroller.top + 1) : -1;
    const isHidden = row < 0 || (layout.isHeaded(row) && this.scroller.top <= layout.top[row] + 6) || this.scroller.top < 8;
    this.sticky.hidden = isHidden;
    if (!isHidden) this.sticky.textContent = dayInWords(timeline.dateOf(layout.first[row]));
  }

  /** @param {number} position */
  open(position) {
    const photo = this.state.pages.photo(position);
    if (!photo) return;
    this.grid.focusOn(position);
    this.wasOpened = true;
    router.change({ photo: photo.id, at: this.state.timeline.place(position) });
  }

  /** @param {string} id */
  openViewer(id) {
    if (this.viewer) return void this.viewer.show(id);
    this.viewer = new Viewer({
      state: this.state, frame: this.frame,
      closed: (position) => {
        this.viewer = null;
        if (position !== null && !this.isStopped) this.grid.focusOn(position);
        if (router.state.photo && this.wasOpened) router.back({ photo: null, info: null });
        else router.change({ photo: null, info: null }, { replace: true, quiet: true });
        this.wasOpened = false;
        this.keep();
      },
    });
    this.viewer.show(id);
  }
}

/**
 * True where two states of a list have the same days and shapes, so that nothing has to move.
 * @param {Timeline} a @param {Timeline} b
 */
function isSame(a, b) {
  const equal = (/** @type {ArrayLike<any>} */ x, /** @type {ArrayLike<any>} */ y) => x.length === y.length && Array.prototype.every.call(x, (value, i) => value === y[i]);
  return a.total > 0 && a.query === b.query && equal(a.dates, b.dates) && equal(a.starts, b.starts) && equal(a.shapes, b.shapes);
}
