// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What the page shows is its address: `?view=photos&q=…&at=2019-07-14.3&photo=sha256:…`. Reload, back and a copied link come to the same place. */

/** @typedef {Record<string, string|undefined|null>} Changes */

class Router extends EventTarget {
  /** @type {Record<string, string>} */ state = {};
  /** @type {Record<string, string>[]|null} the browser is on its way back: the entry it comes to, and those that are to come after it */ late = null;

  constructor() {
    super();
    this.read();
    addEventListener("popstate", () => this.onPop());
  }

  onPop() {
    if (this.late) {
      const entries = this.late;
      this.late = null;
      return entries.forEach((state, i) => history[i ? "pushState" : "replaceState"](null, "", this.address(state)));
    }
    const before = this.state;
    this.read();
    if (JSON.stringify(before) !== JSON.stringify(this.state)) this.tell(before);
  }

  read() {
    this.state = Object.fromEntries(new URLSearchParams(location.search));
  }

  get view() {
    return this.state.view ?? "photos";
  }

  /** @param {Record<string, any>} before */
  tell(before) {
    this.dispatchEvent(new CustomEvent("change", { detail: { before } }));
  }

  /** @param {Changes} changes */
  changed(changes) {
    const next = { ...this.state };
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined || value === null || value === "") delete next[key];
      else next[key] = value;
    }
    return next;
  }

  /** @param {Changes} changes what is null or empty goes @param {{replace?: boolean, quiet?: boolean}} [how] */
  change(changes, how = {}) {
    const before = this.state;
    const next = this.changed(changes);
    if (JSON.stringify(before) === JSON.stringify(next)) return;
    this.state = next;
    this.write(next, !!how.replace);
    if (!how.quiet) this.tell(before);
  }

  /**
   * To the entry before this one, which these changes make of it. The browser goes there later than it is told to: where somebody goes on
   * meanwhile, that is kept, and written behind it.
   * @param {Changes} changes
   */
  back(changes) {
    this.state = this.changed(changes);
    this.late = [this.state];
    history.back();
  }

  /** @param {Record<string, string>} state @param {boolean} isReplaced */
  write(state, isReplaced) {
    if (!this.late) return history[isReplaced ? "replaceState" : "pushState"](null, "", this.address(state));
    this.late.splice(isReplaced ? -1 : this.late.length, 1, state);
  }

  /**
   * To another view; what belonged to the old one goes.
   * @param {string} view @param {Changes} [rest]
   */
  go(view, rest = {}) {
    const cleared = Object.fromEntries(Object.keys(this.state).map((key) => [key, null]));
    this.change({ ...cleared, view: view === "photos" ? null : view, ...rest });
  }

  /** @param {Record<string, string>} state */
  address(state) {
    // Colons, commas, slashes and dots need no escape in a query, and read better.
    const text = new URLSearchParams(state).toString().replaceAll("%3A", ":").replaceAll("%2F", "/").replaceAll("%2C", ",");
    return location.pathname + (text ? "?" + text : "");
  }
}

export const router = new Router();
