// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The folders as they lie on the disk, a tree by the ARIA pattern: arrows open and close, Enter shows the photos. */

import { get } from "../api.js";
import { el, fill } from "../dom.js";
import { counted } from "../format.js";
import { icon } from "../icons.js";
import { router } from "../router.js";
import { emptiness } from "../shell/emptiness.js";
import { folderTerm } from "../search/terms.js";

/** @typedef {{path: string, name: string, photos: number, hasFolders: boolean}} Folder */

export class FoldersView {
  title = "Folders";

  constructor() {
    this.tree = el("ul", { class: "tree", role: "tree", "aria-label": "Folders", on: { keydown: (/** @type {KeyboardEvent} */ e) => this.onKey(e) } });
    this.element = el("section", { class: "scroll padded", "aria-label": "Folders" }, this.tree);
  }

  async start() {
    await this.fillFrom(this.tree, "", 1).catch(() => undefined);
    if (this.tree.childElementCount === 0) fill(this.element, emptiness("folders", "No folders.", el("p", {}, "All photos lie in the library's own folder.")));
    const first = /** @type {HTMLElement|null} */ (this.tree.querySelector("[role=treeitem]"));
    if (first) first.tabIndex = 0;
    // What was open is in the address.
    for (const path of (router.state.in ?? "").split("|").filter(Boolean)) {
      const item = [...this.items()].find((other) => other.dataset.path === path);
      if (item) await this.toggle(item, true);
    }
  }

  /** @param {Element} list @param {string} path @param {number} level @param {string} [after] */
  async fillFrom(list, path, level, after) {
    const { folders, next } = await get("folders", { in: path, after, limit: 500 });
    list.append(...folders.map((/** @type {Folder} */ folder) => this.item(folder, level)));
    if (next) await this.fillFrom(list, path, level, next);
  }

  /** @param {Folder} folder @param {number} level */
  item(folder, level) {
    const line = el("div", { class: "tree-line" },
      el("span", { class: "tree-arrow", on: { click: (/** @type {Event} */ e) => (e.stopPropagation(), this.toggle(item)) } }, folder.hasFolders ? icon("chevron") : null), icon("folders"),
      el("span", { class: "tree-name" }, folder.name), el("span", { class: "hint" }, counted(folder.photos, "photo")));
    const item = el("li", { role: "treeitem", tabindex: "-1", "aria-level": String(level), "aria-label": `${folder.name}, ${counted(folder.photos, "photo")}`, "data-path": folder.path, ...(folder.hasFolders ? { "aria-expanded": "false" } : {}),
      on: { click: (/** @type {Event} */ e) => (e.stopPropagation(), this.open(folder.path)) } }, line);
    return item;
  }

  /** @param {string} path */
  open(path) {
    router.go("photos", { q: folderTerm(path) });
  }

  /** @param {HTMLElement} item @param {boolean} [isOpen] */
  async toggle(item, isOpen = item.getAttribute("aria-expanded") !== "true") {
    if (!item.hasAttribute("aria-expanded")) return;
    item.setAttribute("aria-expanded", String(isOpen));
    if (isOpen && !item.querySelector("ul")) {
      const list = el("ul", { role: "group" });
      item.append(list);
      await this.fillFrom(list, item.dataset.path ?? "", Number(item.getAttribute("aria-level")) + 1).catch(() => list.remove());
    }
    const open = [...this.items()].filter((other) => other.getAttribute("aria-expanded") === "true").map((other) => other.dataset.path);
    router.change({ in: open.join("|") }, { replace: true, quiet: true });
  }

  /** @returns {HTMLElement[]} those that can be seen */
  items() {
    return /** @type {HTMLElement[]} */ ([...this.tree.querySelectorAll("[role=treeitem]")]).filter((item) => !item.parentElement?.closest("[aria-expanded=false]"));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const item = /** @type {HTMLElement} */ (event.target);
    const items = this.items();
    const at = items.indexOf(item);
    const go = (/** @type {HTMLElement|null|undefined} */ other) => {
      if (!other) return;
      item.tabIndex = -1;
      other.tabIndex = 0;
      other.focus();
    };
    const isOpen = item.getAttribute("aria-expanded") === "true";
    /** @type {Record<string, () => void>} */
    const moves = {
      ArrowDown: () => go(items[at + 1]), ArrowUp: () => go(items[at - 1]), Home: () => go(items[0]), End: () => go(items.at(-1)),
      ArrowRight: () => (isOpen ? go(items[at + 1]) : void this.toggle(item, true)), Enter: () => this.open(item.dataset.path ?? ""),
      ArrowLeft: () => (isOpen ? void this.toggle(item, false) : go(/** @type {any} */ (item.parentElement?.closest("[role=treeitem]")))),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    moves[event.key]();
  }

  stop() {}
}
