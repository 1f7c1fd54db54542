// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Duplicates: the list, and one group at a time. Nothing is removed here; what is dropped goes into a plan that the owner runs. */

import { address } from "../api.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill } from "../dom.js";
import { events } from "../events.js";
import { bytes, count, counted } from "../format.js";
import { icon } from "../icons.js";
import { useKeys } from "../keys.js";
import { router } from "../router.js";
import { Focus } from "./focus.js";
import { Groups } from "./groups.js";
import { GroupList } from "./list.js";

const SORTS = [["certainty", "Most certain first"], ["bytes", "Most bytes first"], ["date", "Newest first"]];
const STATES = [["open", "To review"], ["reviewed", "Reviewed"], ["all", "All groups"]];
const KINDS = [["any", "All kinds"], ["exact", "Same file"], ["pixel", "Same picture"], ["near", "Nearly the same"]];

export class DuplicatesView {
  title = "Duplicates";
  aborter = new AbortController();
  /** @type {Focus|null} */ focus = null;

  /** @param {import("../shell/frame.js").Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.numbers = el("p", { class: "review-numbers", role: "status" });
    this.body = el("div", { class: "review-body" });
    this.head = el("div", { class: "review-head" }, this.numbers, el("span", { class: "grow" }),
      this.choice("Order", "sort", SORTS), this.choice("Kind", "kind", KINDS), this.choice("Which", "state", STATES), this.plan());
    this.element = el("section", { class: "review", "aria-label": "Duplicates" }, this.head, this.body);
  }

  /** @param {string} label @param {string} key @param {string[][]} values */
  choice(label, key, values) {
    const now = router.state[key] ?? values[0][0];
    return el("label", { class: "choice" }, el("span", { class: "unseen" }, label), el("select", { on: { change: (/** @type {any} */ e) => router.change({ [key]: e.target.value === values[0][0] ? null : e.target.value }) } },
      values.map(([value, name]) => el("option", { value, selected: value === now }, name))));
  }

  plan() {
    const link = (/** @type {string} */ format, /** @type {string} */ name) => el("a", { href: address("duplicates/plan", { format }), download: "" }, name);
    return el("details", { class: "menu" }, el("summary", {}, icon("download"), " Plan"), el("div", { class: "menu-body" },
      el("p", { class: "hint" }, "Everything dropped, for you to run. It looks at each file again, moves to the trash, and can be undone."), link("sh", "Script"), link("csv", "Table (CSV)"), link("json", "JSON")));
  }

  start() {
    const signal = { signal: this.aborter.signal };
    decisions.addEventListener("change", () => (this.list?.draw(), this.drawNumbers()), signal);
    decisions.addEventListener("foreign", () => this.open(), signal);
    decisions.addEventListener("undone", (event) => {
      const { group } = /** @type {CustomEvent} */ (event).detail;
      // After another search the group may be another one, or none.
      if (group && this.focus && router.state.group !== group && this.groups?.indexOf(group) !== -1) router.change({ group });
    }, signal);
    events.addEventListener("job", (event) => {
      const { kind, state } = /** @type {CustomEvent} */ (event).detail;
      if (kind === "duplicates" && state === "done") this.searched();
    }, signal);
    events.addEventListener("again", () => this.searched(), signal);
    this.listen();
    this.open();
    if (router.state.group) this.show(router.state.group);
  }

  /** The list's keys, as long as it is what is seen. */
  listen() {
    this.release?.();
    this.release = useKeys({ name: "Duplicates", bindings: this.keys() });
  }

  /** @returns {import("../keys.js").Binding[]} */
  keys() {
    const list = () => /** @type {GroupList} */ (this.list);
    // A verdict is only given on a group that is seen to have the focus; otherwise the key gives it the focus.
    const judge = (/** @type {"confirm"|"keepAll"} */ verdict) => {
      const isSeen = document.activeElement?.closest(".group-row");
      if (isSeen) list()[verdict](list().focus);
      list().focusOn(list().focus + (isSeen ? 1 : 0));
    };
    return [
      { keys: ["ArrowDown", "j"], says: "Next group", run: () => list().focusOn(document.activeElement?.closest(".group-row") ? list().focus + 1 : list().focus) },
      { keys: ["ArrowUp"], says: "Group before", run: () => list().focusOn(list().focus - 1) },
      { keys: ["Enter"], says: "Compare the group", run: () => list().focusOn(list().focus) },
      { keys: ["c"], says: "Keep the suggested one, drop the others", run: () => judge("confirm") },
      { keys: ["a"], says: "Keep all: not duplicates, for good", run: () => judge("keepAll") },
    ];
  }

  /** The groups were made anew. */
  searched() {
    this.open();
    this.focus?.follow(/** @type {Groups} */ (this.groups));
  }

  /** The list, from its beginning. */
  open() {
    const { sort, kind, q, state } = router.state;
    const had = this.list?.element.contains(document.activeElement) ? this.list.focus : -1;
    this.list?.stop();
    this.groups = new Groups({ sort, kind, q, state });
    this.list = new GroupList(this.groups);
    this.groups.addEventListener("change", () => (this.list?.draw(), this.drawNumbers()));
    if (!this.focus) fill(this.body, this.list.element);
    this.groups.need(0).then(() => performance.mark("groups-shown")).catch(() => undefined);
    if (had >= 0) this.list.focusOn(had);
  }

  drawNumbers() {
    const groups = /** @type {Groups} */ (this.groups);
    const decided = [...decisions.verdicts.values()].length;
    const dropped = [...decisions.verdicts.values()].reduce((sum, verdict) => sum + (verdict.drop?.length ?? 0), 0);
    const waiting = groups.total;
    fill(this.numbers, el("strong", {}, count(waiting)), waiting === 1 ? " group" : " groups", groups.gain ? ` · ${bytes(groups.gain)} to gain` : "", decided ? ` · ${count(decided)} decided here, ${counted(dropped, "file")} dropped` : groups.dropped ? ` · ${counted(groups.dropped, "file")} dropped` : "");
    if (groups.isComplete && groups.known === 0 && !this.focus && router.state.state === "reviewed") fill(this.body, el("div", { class: "empty" }, el("h2", {}, "Nothing is reviewed yet."), el("p", {}, "Groups that you have judged are found here, and can be judged again.")));
    else if (groups.isComplete && groups.known === 0 && !this.focus) fill(this.body, el("div", { class: "empty" }, el("h2", {}, "No duplicates wait for you."), el("p", {}, "What Jožin finds when it looks for them is shown here."), el("button", { class: "primary", on: { click: () => router.go("jobs") } }, "Let it look")));
  }

  /** @param {Record<string, string>} before */
  routed(before) {
    const { sort, kind, q, state, group } = router.state;
    if (sort !== before.sort || kind !== before.kind || q !== before.q || state !== before.state) this.open();
    if (group !== before.group) group ? this.show(group) : this.hide();
  }

  /** @param {string} group */
  show(group) {
    const groups = /** @type {Groups} */ (this.groups);
    this.release?.();
    this.focus ??= new Focus(groups);
    this.head.hidden = true;
    fill(this.body, this.focus.element);
    this.focus.show(group);
  }

  hide() {
    this.focus?.stop();
    this.focus = null;
    this.head.hidden = false;
    this.listen();
    const list = /** @type {GroupList} */ (this.list);
    fill(this.body, list.element);
    list.focusOn(list.focus);
  }

  stop() {
    this.aborter.abort();
    this.focus?.stop();
    this.list?.stop();
    this.release?.();
  }
}
