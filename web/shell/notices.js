// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What the page has to say at any time: banners that stay as long as their reason does, and short notes of what was just done. */

import { el, fill } from "../dom.js";
import { icon } from "../icons.js";
import { connection } from "../api.js";
import { events } from "../events.js";
import { decisions } from "../decisions/decisions.js";
import { counted, problemWords } from "../format.js";

/** @typedef {{tone: "bad"|"warn"|"calm", text: string, more?: string, action?: {says: string, run: () => void}}} Banner */

const banners = el("div", { class: "banners", role: "region", "aria-label": "Notices" });
const notes = el("div", { class: "notes", role: "status", "aria-live": "polite" });
/** @type {Map<string, Banner>} */ const shown = new Map();
/** @type {Set<string>} */ const dismissed = new Set();

/** @param {string} name @param {Banner|null} value */
export function banner(name, value) {
  if (value) shown.set(name, value);
  else {
    shown.delete(name);
    dismissed.delete(name);
  }
  draw();
}

function draw() {
  const visible = [...shown].filter(([name]) => !dismissed.has(name));
  const had = /** @type {HTMLElement|null|undefined} */ (banners.contains(document.activeElement) ? document.activeElement?.closest("[data-banner]") : null)?.dataset.banner;
  fill(banners, visible.map(([name, { tone, text, more, action }]) =>
    el("div", { class: "banner " + tone, role: tone === "bad" ? "alert" : "status", "data-banner": name },
      el("p", {}, el("strong", {}, text), more ? " " + more : ""),
      action ? el("button", { on: { click: action.run } }, action.says) : null,
      tone === "calm" ? el("button", { class: "quiet round", "aria-label": "Dismiss", on: { click: () => (dismissed.add(name), draw()) } }, icon("close")) : null)));
  if (had) /** @type {HTMLElement|null} */ (banners.querySelector(`[data-banner="${had}"] button`))?.focus();
}

/** @param {string} text @param {"good"|"bad"} [tone] @param {{says: string, run: () => void}} [action] */
export function note(text, tone = "good", action) {
  const element = el("div", { class: "note-card " + tone }, el("span", {}, text), action ? el("button", { class: "quiet", on: { click: () => (element.remove(), action.run()) } }, action.says) : null);
  for (const old of notes.querySelectorAll(".good")) old.remove();
  while (notes.childElementCount > 2) notes.firstElementChild?.remove();
  notes.append(element);
  setTimeout(() => element.remove(), tone === "bad" ? 12_000 : 5000);
}

function connectionBanners() {
  banner("gone", connection.state === "gone" ? { tone: "bad", text: "Jožin does not answer.", more: "What you see stays, and what you decide is kept here until it does. Is “jozin serve” still running?", action: { says: "Try now", run: () => events.open() } } : null);
  banner("closed", connection.state === "closed" ? { tone: "bad", text: "This page is not signed in any more.", more: "Open the address that “jozin serve” prints (it ends in #token=…). What you decided here is kept in this window until then." } : null);
}

function waitingBanner() {
  const { waiting, problem } = decisions.queue;
  if (!problem || waiting.length === 0) return banner("waiting", null);
  const reason = problem.status === 507 ? "The disk is full: make room on it." : problemWords(problem);
  banner("waiting", { tone: "bad", text: `${counted(waiting.length, "decision")} not saved yet.`, more: `${reason} Kept in this page, and tried again by itself.`, action: { says: "Try now", run: () => decisions.queue.retry() } });
}

/** @param {any} library */
export function libraryBanners(library) {
  banner("unreachable", library.isReachable ? null : { tone: "warn", text: "The folder of photos is not there.", more: `Is the disk with ${library.path} plugged in? Nothing is lost: what is known can be browsed, and decisions are kept.` });
  banner("elsewhere", library.state.isElsewhere ? { tone: "calm", text: "Nothing is written among the photos.", more: `This library is read-only, or was opened with a state folder of its own: what you decide is kept in ${library.state.path}.` } : null);
}

export function startNotices() {
  document.body.append(banners, notes);
  connection.addEventListener("change", connectionBanners);
  decisions.queue.addEventListener("change", waitingBanner);
  decisions.addEventListener("said", (event) => {
    const { text, tone } = /** @type {CustomEvent} */ (event).detail;
    note(text, tone, tone === "good" && !/^undo|^Taken back/.test(text) ? { says: "Undo", run: () => decisions.undo() } : undefined);
  });
  waitingBanner();
}
