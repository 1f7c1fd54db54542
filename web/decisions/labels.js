// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Tags and albums of one photo or of many: add by name with proposals, take away. */

import { get } from "../api.js";
import { el, fill } from "../dom.js";
import { count, counted } from "../format.js";
import { icon } from "../icons.js";
import { Combobox } from "../shell/combobox.js";
import { openDialog } from "../shell/dialog.js";
import { decisions } from "./decisions.js";

const WORDS = {
  tag: { one: "tag", many: "tags", title: "Tags", add: /** @type {const} */ ("addTags"), remove: /** @type {const} */ ("removeTags") },
  album: { one: "album", many: "albums", title: "Albums", add: /** @type {const} */ ("addAlbums"), remove: /** @type {const} */ ("removeAlbums") },
};

/**
 * All labels of a kind, page after page.
 * @param {"tag"|"album"} kind @returns {Promise<{name: string, photos: number}[]>}
 */
export async function allLabels(kind) {
  const found = [];
  for (let after; ; ) {
    /** @type {{labels: {name: string, photos: number}[], next?: string}} */ const page = await get("labels", { kind, after, limit: 500 });
    found.push(...page.labels);
    if (!page.next || found.length > 20_000) return found;
    after = page.next;
  }
}

/** @param {"tag"|"album"} kind @param {import("../api.js").Photo[]} photos */
export async function openLabels(kind, photos) {
  const words = WORDS[kind];
  const [known, details] = await Promise.all([allLabels(kind).catch(() => []), photos.length === 1 ? get("photos/" + photos[0].id).catch(() => null) : null]);
  /** @type {Set<string>} */ const has = new Set(details ? decisions.labels(photos[0].id, kind, (kind === "tag" ? details.tags : details.decisions?.albums) ?? []) : []);
  const list = el("ul", { class: "chips large" });
  const draw = () => fill(list, [...has].sort().map((name) => el("li", {}, el("span", {}, name), el("button", { class: "quiet", "aria-label": `Remove ${name}`, on: { click: () => remove(name) } }, icon("close")))));
  const add = (/** @type {string} */ name) => {
    name = name.trim();
    if (!name) return;
    has.add(name);
    decisions.change(photos, { [words.add]: [name] }, `${words.title.slice(0, -1)} “${name}”`);
    draw();
  };
  const remove = (/** @type {string} */ name) => {
    has.delete(name);
    decisions.change(photos, { [words.remove]: [name] }, `No ${words.one} “${name}”`);
    draw();
    box.input.focus();
  };
  const clean = (/** @type {string} */ text) => {
    box.input.value = "";
    add(text);
  };
  const box = new Combobox({
    label: `Add ${words.one}`, placeholder: `Name of a ${words.one}`, first: true,
    propose: async (text) => {
      const part = text.trim().toLowerCase();
      const found = known.filter((label) => label.name.toLowerCase().includes(part) && !has.has(label.name)).slice(0, 8);
      return found.map((label) => ({ text: label.name, note: count(label.photos), value: label.name }));
    },
    choose: (proposal) => clean(proposal.value), submit: clean,
  });
  const removing = photos.length > 1 ? el("details", {}, el("summary", {}, `Take a ${words.one} away from all of them`),
    el("ul", { class: "chips large" }, known.map((label) => el("li", {}, el("button", { class: "quiet", on: { click: () => remove(label.name) } }, label.name))))) : null;
  draw();
  openDialog({ title: `${words.title} of ${photos.length === 1 ? photos[0].title || photos[0].name : counted(photos.length, "photo")}`, class: "small labels", body: [box.element, list, removing] });
}
