// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * Every key of the page. Scopes lie on a stack; the uppermost that knows a key has it. The sheet behind `?` is made from the same lists, so it
 * cannot forget one.
 *
 * @typedef {{keys: string[], says: string, run: (event: KeyboardEvent) => void|boolean, shown?: string, inFields?: boolean, overAll?: boolean}} Binding
 * @typedef {{name: string, bindings: Binding[], isModal?: boolean}} Scope
 */

/** @type {Scope[]} */ const stack = [];

/** @param {Scope} scope @returns {() => void} takes it away again */
export function useKeys(scope) {
  stack.push(scope);
  return () => {
    const at = stack.indexOf(scope);
    if (at >= 0) stack.splice(at, 1);
  };
}

/**
 * The scopes that have a say now, uppermost first; below a modal one only the page's own keys that go over all.
 * @returns {Scope[]}
 */
export function scopes() {
  const uppermost = [...stack].reverse();
  const modal = uppermost.findIndex((scope) => scope.isModal);
  if (modal < 0) return uppermost;
  const { name, bindings } = stack[0];
  return [...uppermost.slice(0, modal + 1), { name, bindings: bindings.filter((binding) => binding.overAll) }];
}

/** @param {KeyboardEvent} event as in "Ctrl+z", "D", "Shift+ArrowRight" */
function name(event) {
  const key = event.key;
  const isLetter = key.length === 1;
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey && !isLetter ? "Shift+" : "") + (isLetter && event.ctrlKey ? key.toLowerCase() : key);
}

/** @param {EventTarget|null} target */
function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !/^(checkbox|radio|range)$/.test(/** @type {any} */ (target).type);
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "z" ? "Ctrl+Shift+z" : name(event);
  const inField = isField(event.target);
  const target = /** @type {HTMLElement} */ (event.target);
  const isPressable = target instanceof HTMLElement && !!target.closest("button, a[href], summary, [role=option]");
  if (isPressable && (pressed === "Enter" || pressed === " ")) return;
  for (const scope of scopes()) {
    for (const binding of scope.bindings) {
      if (!binding.keys.includes(pressed) || (inField && !binding.inFields)) continue;
      if (binding.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
});

const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "Space", Escape: "Esc", "Ctrl+z": "Ctrl Z", "Ctrl+Shift+z": "Ctrl Shift Z" };

/** @param {string} key */
export const keyName = (key) => NAMES[/** @type {keyof typeof NAMES} */ (key)] ?? key.replace(/(?<=.)\+/g, " ").replace(/Arrow(\w+)/, (_, side) => ({ Left: "←", Right: "→", Up: "↑", Down: "↓" })[/** @type {"Left"} */ (side)]);
