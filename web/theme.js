// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Light, dark, or as the machine has it. */

const ORDER = ["auto", "light", "dark"];

export const theme = () => localStorage.getItem("jozin.theme") ?? "auto";

/** @param {string} name */
export function setTheme(name) {
  if (name === "auto") localStorage.removeItem("jozin.theme");
  else localStorage.setItem("jozin.theme", name);
  apply();
}

export const nextTheme = () => setTheme(ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length]);

export function apply() {
  const name = theme();
  if (name === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
}
