// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Everything that was decided, newest first; each can be taken back by itself. */

import { get } from "../api.js";
import { el, quieted } from "../dom.js";
import { counted } from "../format.js";
import { emptiness } from "../shell/emptiness.js";
import { note } from "../shell/notices.js";
import { pagedList } from "../shell/pagedList.js";
import { decisions } from "./decisions.js";

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export class HistoryView {
  title = "History";
  aborter = new AbortController();

  constructor() {
    this.list = pagedList({
      label: "Decisions, newest first", class: "history",
      page: async (after) => {
        const { entries, next } = await get("history", { after });
        return { items: entries, next };
      },
      row: (entry) => this.row(entry),
      empty: emptiness("history", "Nothing decided yet.", el("p", {}, "Ratings, tags, albums and verdicts are listed here, and each can be taken back.")),
    });
    this.element = this.list.element;
  }

  /** @param {import("../api.js").LogEntry} entry */
  row(entry) {
    const isUndo = entry.undoes !== undefined || entry.redoes !== undefined;
    return el("div", { class: "line" + (entry.isUndone ? " is-undone" : "") },
      el("time", { datetime: entry.time, class: "hint" }, timeFormat.format(new Date(entry.time))), el("span", { class: "line-main" }, entry.label), el("span", { class: "hint" }, counted(entry.photos, "photo")),
      entry.isUndone ? el("span", { class: "hint" }, "taken back") : !isUndo && el("button", { "aria-label": `Take back ${entry.label}`, on: { click: () => this.undo(entry) } }, "Take back"));
  }

  /** @param {import("../api.js").LogEntry} entry */
  undo(entry) {
    decisions.undoEntry(entry);
    note(`Taking back: ${entry.label}`);
  }

  start() {
    const again = quieted(() => this.list.again(), 200);
    for (const kind of ["saved", "foreign"]) decisions.addEventListener(kind, again, { signal: this.aborter.signal });
  }

  stop() {
    this.aborter.abort();
    this.list.stop();
  }
}
