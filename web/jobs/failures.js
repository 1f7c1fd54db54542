// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Files that could not be read, each with its reason and what helps. */

import { get } from "../api.js";
import { el } from "../dom.js";
import { problemWords } from "../format.js";
import { emptiness } from "../shell/emptiness.js";
import { pagedList } from "../shell/pagedList.js";

export class FailuresView {
  title = "Failures";

  constructor() {
    this.list = pagedList({
      label: "Files that could not be read", class: "failures",
      page: async (after) => {
        const { failures, next } = await get("failures", { after });
        return { items: failures, next };
      },
      row: ({ path, problem }) => el("div", { class: "line tall" }, el("div", { class: "line-main" }, el("p", { class: "path" }, path), el("p", {}, problemWords({ message: problem.message })), problem.remedy && el("p", { class: "hint" }, problem.remedy))),
      empty: emptiness("check", "Every file could be read.", el("p", {}, "What cannot be is listed here, with its reason. Nothing is left out in silence.")),
    });
    this.element = this.list.element;
  }

  start() {}

  stop() {
    this.list.stop();
  }
}
