// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What a view shows when it has nothing to show: why, and what would help. */

import { el } from "../dom.js";
import { icon } from "../icons.js";

/** @param {Parameters<typeof icon>[0]} picture @param {string} title @param {...any} rest */
export const emptiness = (picture, title, ...rest) => el("div", { class: "empty" }, el("span", { class: "empty-picture" }, icon(picture)), el("h2", {}, title), rest);
