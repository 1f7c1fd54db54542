// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The sheet behind `?`: every key that has a say where one is. */

import { el } from "../dom.js";
import { keyName, scopes } from "../keys.js";
import { openDialog } from "./dialog.js";

export function openKeySheet() {
  const lists = scopes().filter((scope) => scope.bindings.length).map((scope) =>
    el("section", {}, el("h3", {}, scope.name), el("dl", { class: "keys" }, scope.bindings.filter((b) => b.says).map((binding) =>
      el("div", {}, el("dt", {}, (binding.shown ? [binding.shown] : binding.keys).map((key, i) => [i ? " " : "", el("kbd", {}, keyName(key))])), el("dd", {}, binding.says))))));
  openDialog({ title: "Keys", class: "wide", body: el("div", { class: "key-lists" }, lists) });
}
