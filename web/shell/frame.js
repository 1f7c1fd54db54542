// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The frame around every view: where one is, where one can go, the search box. */

import { el } from "../dom.js";
import { icon } from "../icons.js";
import { router } from "../router.js";
import { nextTheme, theme } from "../theme.js";
import { SearchBox } from "../search/box.js";
import { openDialog } from "./dialog.js";
import { openKeySheet } from "./keysheet.js";
import { note } from "./notices.js";

/** @type {[string, string, any][]} the address, the name, the icon */
const VIEWS = [["photos", "Photos", "photos"], ["duplicates", "Duplicates", "duplicates"], ["albums", "Albums", "albums"], ["tags", "Tags", "tags"], ["folders", "Folders", "folders"], ["map", "Map", "map"],
  ["jobs", "Work", "jobs"], ["failures", "Failures", "failures"], ["history", "History", "history"]];

/** What a telephone's bar has room for; the others are behind "More". */
const FOREMOST = ["photos", "duplicates", "albums", "map"];

export class Frame {
  /** @param {() => void} about */
  constructor(about) {
    this.about = about;
    this.search = new SearchBox();
    this.main = el("main", { id: "main", tabindex: "-1" });
    this.links = VIEWS.map(([view, name, picture]) =>
      el("a", { href: view === "photos" ? "/" : "/?view=" + view, "data-view": view, title: name, class: FOREMOST.includes(view) ? "is-foremost" : "", on: { click: (/** @type {MouseEvent} */ e) => this.onLink(e, view) } }, icon(picture), el("span", { class: "nav-name" }, name), el("span", { class: "nav-badge" })));
    this.more = el("button", { class: "nav-more quiet", "aria-haspopup": "dialog", on: { click: () => this.openMore() } }, icon("more"), el("span", { class: "nav-name" }, "More"));
    this.themeButton = el("button", { class: "quiet round", on: { click: () => this.onTheme() } }, icon("sun"));
    this.nav = el("nav", { class: "nav", "aria-label": "Views" },
      el("a", { class: "brand", href: "/", "aria-label": "Jožin, all photos", on: { click: (/** @type {MouseEvent} */ e) => this.onLink(e, "photos") } }, el("img", { src: "/icon.svg", alt: "", width: 30, height: 30 }), el("span", { class: "nav-name" }, "Jožin")),
      el("div", { class: "nav-links" }, this.links, this.more),
      el("div", { class: "nav-foot" }, this.themeButton,
        el("button", { class: "quiet round", "aria-label": "Keys", title: "Keys (?)", on: { click: openKeySheet } }, icon("keyboard")),
        el("button", { class: "quiet round", "aria-label": "About Jožin", title: "About Jožin", on: { click: about } }, icon("about"))));
    this.tools = el("div", { class: "top-tools" });
    this.title = el("h1", { class: "view-title" });
    this.element = el("div", { class: "frame" },
      el("a", { class: "skip", href: "#main", on: { click: (/** @type {Event} */ e) => (e.preventDefault(), this.main.focus()) } }, "Skip to the photos"),
      this.nav, el("header", { class: "top" }, this.search.element, this.tools), this.title, this.main);
    this.nameTheme();
  }

  /** @param {MouseEvent} event @param {string} view */
  onLink(event, view) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    router.go(view);
  }

  openMore() {
    const line = (/** @type {any} */ picture, /** @type {string} */ name, /** @type {() => void} */ run, current = false) =>
      el("li", {}, el("button", { class: "quiet", "aria-current": current ? "page" : null, on: { click: () => (opened.close(), run()) } }, icon(picture), name));
    const views = VIEWS.filter(([view]) => !FOREMOST.includes(view));
    const opened = openDialog({ title: "More", class: "small sheet", body: el("ul", {}, views.map(([view, name, picture]) => line(picture, name, () => router.go(view), router.view === view)), line("sun", "Light or dark", () => this.onTheme()), line("about", "About Jožin", this.about)) });
  }

  onTheme() {
    nextTheme();
    this.nameTheme();
    note({ auto: "Light or dark, as this machine has it", light: "Light", dark: "Dark" }[theme()] ?? "");
  }

  nameTheme() {
    this.themeButton.setAttribute("aria-label", `Appearance: ${theme()}`);
    this.themeButton.title = `Appearance: ${theme()}`;
  }

  /** @param {string} view @param {string} title */
  show(view, title) {
    for (const link of this.links) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    this.more.classList.toggle("is-current", !FOREMOST.includes(view));
    this.title.textContent = title;
    document.title = view === "photos" ? "Jožin" : `${title} · Jožin`;
    this.tools.replaceChildren();
  }

  /**
   * A number beside a view's name.
   * @param {string} view @param {string} text @param {string} [spoken]
   */
  badge(view, text, spoken = "") {
    const badge = this.links.find((link) => link.dataset.view === view)?.querySelector(".nav-badge");
    if (!badge) return;
    badge.textContent = text;
    if (spoken) badge.setAttribute("title", spoken);
  }
}
