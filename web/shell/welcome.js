// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What Jožin will do and never do: shown when somebody looks at a library for the first time, and behind "About". */

import { el } from "../dom.js";
import { openDialog } from "./dialog.js";

const KEY = "jozin.welcomed";

const WILL = [
  "look at every photo, and remember what is in it: date, place, camera, likeness",
  "show them all in one timeline, however many there are",
  "find duplicates, say why it thinks so, and let you decide",
  "keep what you say (ratings, tags, albums, verdicts) in small files of its own, and let you undo any of it",
  "keep all it makes in one folder of its own, which you may delete",
];
const NEVER = [
  "change, move or delete a photo of yours",
  "send a photo, or anything about it, anywhere",
  "remove a duplicate by itself: it writes a plan, and you run it",
  "learn from your photos for anybody else",
  "need an account, or the internet",
];

/** What is not Jožin's own, as its licences ask for it to be named. */
const CREDITS = "Names of places: GeoNames (geonames.org), licensed under CC BY 4.0. Coastlines: Natural Earth, in the public domain.";

/** @param {any} library @param {{force?: boolean}} [how] */
export function welcome(library, how = {}) {
  const { force = false } = how;
  const seen = localStorage.getItem(KEY) ?? "";
  if (!force && seen.split(" ").includes(library.id)) return;
  const go = el("button", { class: "primary", "data-first": true, on: { click: () => opened.close() } }, force ? "Close" : "Show me my photos");
  const opened = openDialog({
    title: force ? "About Jožin" : "Hello, I am Jožin.", class: "welcome",
    body: [
      el("div", { class: "welcome-head" }, el("img", { src: "/icon.svg", alt: "", width: 72, height: 72 }), el("p", {}, "A friendly monster for your photo swamp. I live on this machine, and so does all that I know of ", el("strong", {}, library.name), ".")),
      el("div", { class: "welcome-lists" },
        el("section", {}, el("h3", {}, "I will"), el("ul", { class: "will" }, WILL.map((line) => el("li", {}, line)))),
        el("section", {}, el("h3", {}, "I will never"), el("ul", { class: "never" }, NEVER.map((line) => el("li", {}, line))))),
      el("p", { class: "hint" }, `Photos: ${library.path}. What I make: ${library.state.path}. Press ? anywhere to see the keys. Version ${library.version}.`),
      el("p", { class: "hint" }, CREDITS),
    ],
    actions: [go],
    closed: () => localStorage.setItem(KEY, (seen + " " + library.id).trim()),
  });
}
