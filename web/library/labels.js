// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Albums and tags, each with how many photos have it; one opens the photos. */

import { get, thumbnail } from "../api.js";
import { allLabels } from "../decisions/labels.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill, quieted } from "../dom.js";
import { events } from "../events.js";
import { counted } from "../format.js";
import { router } from "../router.js";
import { emptiness } from "../shell/emptiness.js";
import { albumTerm, tagTerm } from "../search/terms.js";

/** So many albums are asked for a photo; further ones are found by their names. */
const COVERED = 200;

class LabelsView {
  aborter = new AbortController();
  asked = 0;
  /** What is shown, as it was answered. */
  drawn = "";

  /** @param {"tag"|"album"} kind @param {string} title @param {(name: string) => string} term */
  constructor(kind, title, term) {
    this.kind = kind;
    this.title = title;
    this.term = term;
    this.body = el("ul", { class: kind === "album" ? "covers" : "tag-cloud", "aria-label": title });
    this.words = el("div", { hidden: true });
    this.element = el("section", { class: "scroll padded", tabindex: "0", "aria-label": title }, this.body, this.words);
  }

  start() {
    const again = quieted(() => this.load(), 400);
    const signal = { signal: this.aborter.signal };
    for (const kind of ["saved", "foreign"]) decisions.addEventListener(kind, again, signal);
    for (const kind of ["snapshot", "again"]) events.addEventListener(kind, again, signal);
    this.load();
  }

  async load() {
    const asked = ++this.asked;
    const labels = await allLabels(this.kind).catch(() => null);
    if (!labels || asked !== this.asked || this.aborter.signal.aborted) return;
    // What stands already is left alone, and with it the focus.
    const text = JSON.stringify(labels);
    if (text === this.drawn) return;
    this.drawn = text;
    const had = /** @type {HTMLElement|null} */ (this.body.contains(document.activeElement) ? document.activeElement : null)?.dataset.name;
    fill(this.body, labels.map((label) => el("li", {}, this.link(label))));
    if (had !== undefined) /** @type {HTMLElement} */ (this.body.querySelector(`[data-name="${CSS.escape(had)}"]`) ?? this.element).focus({ preventScroll: true });
    if (this.kind === "album") this.cover(labels);
    this.words.hidden = labels.length > 0;
    const key = this.kind === "album" ? "l" : "t";
    fill(this.words, emptiness(this.kind === "album" ? "albums" : "tags", `No ${this.title.toLowerCase()} yet.`,
      el("p", {}, `Choose photos, then “${this.title}” above them, or press `, el("kbd", {}, key), "."), el("p", { class: "hint" }, "The files stay where they are: this is a note of Jožin's."),
      el("button", { class: "primary", on: { click: () => router.go("photos") } }, "Choose photos")));
  }

  /**
   * An album shows its newest photo.
   * @param {{name: string}[]} labels
   */
  async cover(labels) {
    const { asked } = this;
    for (const [i, { name }] of labels.slice(0, COVERED).entries()) {
      const { photos } = await get("photos", { q: this.term(name), limit: 1 }, this.aborter.signal).catch(() => ({ photos: [] }));
      if (asked !== this.asked) return;
      const frame = this.body.children[i]?.querySelector(".cover-picture");
      if (photos[0] && frame?.childElementCount === 0) frame.append(el("img", { src: thumbnail(photos[0].id), alt: "", loading: "lazy" }));
    }
  }

  /** @param {{name: string, photos: number}} label */
  link({ name, photos }) {
    const go = (/** @type {MouseEvent} */ event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      router.go("photos", { q: this.term(name) });
    };
    const isAlbum = this.kind === "album";
    return el("a", { href: router.address({ q: this.term(name) }), class: isAlbum ? "cover" : "tag", "data-name": name, on: { click: go } },
      isAlbum && el("span", { class: "cover-picture" }),
      el("span", { class: "cover-name" }, name), el("span", { class: "hint" }, isAlbum ? counted(photos, "photo") : String(photos)));
  }

  stop() {
    this.aborter.abort();
  }
}

export class AlbumsView extends LabelsView {
  constructor() {
    super("album", "Albums", albumTerm);
  }
}

export class TagsView extends LabelsView {
  constructor() {
    super("tag", "Tags", tagTerm);
  }
}
