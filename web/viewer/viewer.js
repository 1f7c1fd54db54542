// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** One photo at a time, over the page; the list it came from lies beneath and is moved through. */

import { get, Problem, thumbnail } from "../api.js";
import { decisionKeys, toggleFavourite } from "../decisions/actions.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill, quieted } from "../dom.js";
import { count, moment, problemWords, spoken } from "../format.js";
import { icon } from "../icons.js";
import { useKeys } from "../keys.js";
import { router } from "../router.js";
import { drawFilmstrip } from "./filmstrip.js";
import { describeNow, drawPanel } from "./panel.js";
import { Stage } from "./stage.js";

const SHOW_EACH = 4000;
/** Milliseconds until details that could not be had are asked for again. */
const AGAIN = 2500;

export class Viewer {
  /** @type {number|null} */ position = null;
  /** @type {import("../api.js").Photo|null} */ photo = null;
  /** What `show` was asked for. */
  wanted = "";
  /** @type {any} */ details = null;
  /** @type {any} */ playing = null;
  aborter = new AbortController();

  /** @param {{state: any, frame: import("../shell/frame.js").Frame, closed: (position: number|null) => void}} options */
  constructor({ state, frame, closed }) {
    this.state = state;
    this.frame = frame;
    this.closed = closed;
    this.stage = new Stage({ swiped: (way) => (way === "down" ? this.close() : void this.step(way === "left" ? 1 : -1)) });
    this.strip = el("div", { class: "filmstrip", role: "group", "aria-label": "Neighbours" });
    this.panel = el("aside", { class: "panel", "aria-label": "Information", tabindex: "0" });
    this.name = el("p", { class: "viewer-name", role: "status" });
    const round = (/** @type {any} */ picture, /** @type {string} */ name, /** @type {string} */ key, /** @type {() => void} */ run, extra = "") => el("button", { class: "round " + extra, "aria-label": name, title: `${name} (${key})`, on: { click: run } }, icon(picture));
    this.heart = round("heart", "Favourite", "f", () => this.photo && toggleFavourite([this.photo]), "heart");
    this.play = round("play", "Slide show", "Space", () => this.togglePlay());
    this.infoButton = round("info", "Information", "i", () => this.toggleInfo());
    this.mark = el("span", { class: "viewer-chosen", hidden: true }, icon("check", "Chosen"));
    this.element = el("div", { class: "viewer", role: "dialog", "aria-modal": "true", "aria-label": "Photo", tabindex: "-1" },
      el("div", { class: "viewer-main" },
        el("div", { class: "viewer-top" }, round("close", "Close", "Esc", () => this.close()), this.name, this.mark, this.heart, round("zoom", "1:1", "z", () => this.stage.toggleActual()), this.play, this.infoButton),
        this.stage.element,
        round("left", "Photo before", "←", () => this.step(-1), "viewer-before"), round("right", "Next photo", "→", () => this.step(1), "viewer-next"),
        el("div", { class: "filmstrip-frame" }, this.strip)),
      this.panel);
    this.before = /** @type {HTMLElement|null} */ (document.activeElement);
    document.body.append(this.element);
    frame.element.inert = true;
    this.release = useKeys({ name: "Photo", isModal: true, bindings: this.keys() });
    this.detail = quieted(() => this.fetchDetails(), 60);
    const signal = { signal: this.aborter.signal };
    decisions.addEventListener("change", () => this.drawState(), signal);
    decisions.addEventListener("saved", () => this.detail(), signal);
    decisions.addEventListener("foreign", () => this.detail(), signal);
    this.drawInfo();
    this.element.focus();
  }

  /** @returns {import("../keys.js").Binding[]} */
  keys() {
    const zoomed = () => this.stage.look.zoom > 1.001;
    const jump = (/** @type {"day"|"month"|"year"} */ unit, /** @type {1|-1} */ step) => () => this.position !== null && void this.go(this.state.timeline.jump(this.position, unit, step));
    return [
      { keys: ["ArrowRight"], says: "Next photo (when zoomed: to the right)", run: () => (zoomed() ? this.stage.pan(0.15, 0) : void this.step(1)) },
      { keys: ["ArrowLeft"], says: "Photo before (when zoomed: to the left)", run: () => (zoomed() ? this.stage.pan(-0.15, 0) : void this.step(-1)) },
      { keys: ["ArrowUp"], says: "Up, when zoomed", run: () => this.stage.pan(0, -0.15) }, { keys: ["ArrowDown"], says: "Down, when zoomed", run: () => this.stage.pan(0, 0.15) },
      { keys: ["d"], says: "Next day", run: jump("day", 1) }, { keys: ["D"], says: "Previous day", run: jump("day", -1) },
      { keys: ["m"], says: "Next month", run: jump("month", 1) }, { keys: ["M"], says: "Previous month", run: jump("month", -1) },
      { keys: ["y"], says: "Next year", run: jump("year", 1) }, { keys: ["Y"], says: "Previous year", run: jump("year", -1) },
      { keys: ["z"], says: "1:1, or the whole", run: () => this.stage.toggleActual() },
      { keys: ["+", "="], shown: "+", says: "Larger", run: () => this.stage.zoomBy(1.4) }, { keys: ["-"], says: "Smaller", run: () => this.stage.zoomBy(1 / 1.4) },
      { keys: [" "], says: "Slide show", run: () => this.togglePlay() },
      { keys: ["i"], says: "Information", run: () => this.toggleInfo() },
      { keys: ["x"], says: "Choose the photo, or no more", run: () => this.toggleChosen() },
      ...decisionKeys(() => (this.photo ? [this.photo] : [])),
      { keys: ["Escape"], says: "Back to the list", inFields: true, run: () => this.close() },
    ];
  }

  /**
   * By its name, wherever it is in the list.
   * @param {string} id
   */
  async show(id) {
    if (this.photo?.id === id) return;
    this.wanted = id;
    try {
      this.position = await this.find(id);
      // A list that has changed just then is no reason to show nothing: the next one says where the photo is.
      const [listed] = this.position === null ? [] : await this.state.pages.range(this.position, this.position + 1).catch(() => []);
      const photo = listed?.id === id ? listed : await get("photos/" + id, {}, this.aborter.signal);
      if (this.wanted === id) this.use(photo);
    } catch (error) {
      if (/** @type {any} */ (error).name !== "AbortError") this.stage.say(error instanceof Problem ? problemWords(error) : String(error));
    }
  }

  /** @param {string} id @returns {Promise<number|null>} */
  async find(id) {
    const { timeline, pages } = this.state;
    if (timeline.total === 0) return null;
    const hint = timeline.position(router.state.at ?? timeline.dates[0]);
    try {
      if ((await pages.range(hint, hint + 1))[0]?.id === id) return hint;
      const { snapshot, position } = await get("timeline/position", { q: timeline.query, id });
      return snapshot === timeline.snapshot ? position : null;
    } catch {
      return null;
    }
  }

  /**
   * The list was made anew below.
   * @param {any} state
   */
  async relocate(state) {
    this.state = state;
    if (!this.photo) return void (this.wanted && this.show(this.wanted));
    this.position = await this.find(this.photo.id);
    this.drawAround();
  }

  /** @param {number} position */
  async go(position) {
    const { timeline, pages } = this.state;
    if (this.position === null || position < 0 || position >= timeline.total || position === this.position) return;
    this.position = position;
    const [photo] = pages.photo(position) ? [pages.photo(position)] : await pages.range(position, position + 1).catch(() => []);
    if (photo && this.position === position) this.use(photo);
  }

  /** @param {1|-1} step */
  step(step) {
    return this.go((this.position ?? 0) + step);
  }

  /** @param {import("../api.js").Photo} photo */
  use(photo) {
    this.photo = photo;
    this.wanted = photo.id;
    this.details = null;
    this.stage.look = { zoom: 1, x: 0.5, y: 0.5 };
    this.stage.show(photo, spoken(decisions.photo(photo)));
    const at = this.position === null ? undefined : this.state.timeline.place(this.position);
    router.change({ photo: photo.id, ...(at ? { at } : {}) }, { replace: true, quiet: true });
    this.drawState();
    this.drawAround();
    this.detail();
  }

  drawState() {
    if (!this.photo) return;
    const photo = decisions.photo(this.photo);
    const stars = photo.rating ? "  " + "★".repeat(photo.rating) : "";
    const where = this.position === null ? "" : `  ·  ${count(this.position + 1)} of ${count(this.state.timeline.total)}`;
    this.name.textContent = `${photo.title || photo.name}${stars}${photo.rejected ? "  rejected" : ""}${photo.taken ? "  ·  " + moment(photo.taken) : ""}${where}`;
    this.heart.setAttribute("aria-pressed", String(!!photo.favourite));
    this.mark.hidden = !this.state.selection?.files.has(photo.file);
    this.drawPanel();
  }

  /** Not under somebody's hands: a field that is written in, or a button that is just pressed, stays as it is. */
  drawPanel() {
    const { panel, photo } = this;
    const focused = /** @type {HTMLElement|null} */ (panel.contains(document.activeElement) ? document.activeElement : null);
    if (!photo || panel.hidden) return;
    if (panel.matches(":active") || focused?.matches("input, textarea")) {
      if (this.details) describeNow(panel, decisions.overlay.get(photo.id)?.description ?? this.details.decisions?.description ?? "");
      return void setTimeout(() => this.panel.isConnected && this.photo === photo && this.drawPanel(), 300);
    }
    const name = focused?.getAttribute("aria-label");
    drawPanel(panel, photo, this.details, this.position === null ? "" : this.state.timeline.dateOf(this.position));
    if (focused) /** @type {HTMLElement} */ ((name && panel.querySelector(`[aria-label="${CSS.escape(name)}"]`)) || panel).focus({ preventScroll: true });
  }

  /** Filmstrip, and the pictures before and after fetched ahead. */
  drawAround() {
    if (this.position === null) return void this.strip.replaceChildren();
    const { pages } = this.state;
    const position = this.position;
    pages.need(position - 20, position + 20);
    const draw = () => this.position === position && drawFilmstrip(this.strip, this.state, position, (to) => this.go(to));
    draw();
    pages.addEventListener("arrived", draw, { once: true });
    this.ahead = [1, -1, 2].map((step) => pages.photo(position + step)).filter(Boolean).map((photo) => Object.assign(new Image(), { src: thumbnail(photo.id, 1440, photo.recipe) }));
  }

  async fetchDetails() {
    const { photo } = this;
    if (!photo) return;
    const details = await get("photos/" + photo.id, {}, this.aborter.signal).catch((error) => ({ isAbsent: error.status === 404, isUnknown: true }));
    if (this.photo !== photo || this.aborter.signal.aborted) return;
    // What could not be had is asked for again; a photo that is not there any more is not.
    if (details.isUnknown) return void (details.isAbsent || setTimeout(() => this.photo === photo && !this.aborter.signal.aborted && !this.details && this.detail(), AGAIN));
    this.details = details;
    this.stage.setLevels(details.tiles?.levels ?? 0);
    this.drawPanel();
  }

  toggleInfo() {
    router.change({ info: router.state.info ? null : "1" }, { replace: true, quiet: true });
    this.drawInfo();
  }

  drawInfo() {
    this.panel.hidden = !router.state.info;
    this.infoButton.setAttribute("aria-pressed", String(!this.panel.hidden));
    this.drawPanel();
  }

  toggleChosen() {
    if (!this.photo) return;
    this.state.selection?.toggle(this.photo, this.photo.taken?.slice(0, 10) ?? "", this.position ?? 0);
    this.drawState();
  }

  togglePlay() {
    clearInterval(this.playing);
    this.playing = this.playing ? null : setInterval(() => this.step(1), SHOW_EACH);
    fill(this.play, icon(this.playing ? "pause" : "play"));
    this.play.setAttribute("aria-pressed", String(!!this.playing));
  }

  close() {
    clearInterval(this.playing);
    this.detail.cancel();
    this.aborter.abort();
    this.release();
    this.stage.stop();
    this.element.remove();
    this.frame.element.inert = false;
    this.closed(this.position);
    if (document.activeElement === document.body) this.before?.focus({ preventScroll: true });
  }
}
