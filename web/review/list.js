// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The groups one below the other: only those in sight are in the document. */

import { thumbnail } from "../api.js";
import { decisions } from "../decisions/decisions.js";
import { el, fill } from "../dom.js";
import { bytes, counted, day } from "../format.js";
import { paintPlaceholder } from "../placeholder.js";
import { router } from "../router.js";

export const KINDS = /** @type {Record<string, string>} */ ({ exact: "Same file", pixel: "Same picture", near: "Nearly the same" });
const ROW = 104;
const MARGIN = 3;
const FACES = 5;

/** @param {import("./groups.js").Group} group @returns {{keep: number[], drop: number[]}} what the suggestion comes to; what was said to stay stays */
export const suggestion = (group) => ({ keep: [group.keeper], drop: group.members.filter((member) => member.file !== group.keeper && !member.kept).map((member) => member.file) });

/** @param {import("./groups.js").Group} group */
export function verdictWords(group) {
  const verdict = decisions.verdicts.get(group.group);
  if (!verdict) {
    if (!group.isReviewed) return "";
    const dropped = group.members.filter((member) => member.dropped).length;
    return dropped ? `${counted(group.members.length - dropped, "photo")} kept, ${dropped} dropped` : "All kept";
  }
  if (verdict.distinct) return "Not duplicates";
  return `${counted(verdict.keep?.length ?? 0, "photo")} kept, ${verdict.drop?.length ?? 0} dropped`;
}

export class GroupList {
  /** @type {Map<number, HTMLElement>} */ rows = new Map();
  focus = 0;

  /** @param {import("./groups.js").Groups} groups */
  constructor(groups) {
    this.groups = groups;
    this.content = el("div", { class: "group-rows", role: "list", "aria-label": "Groups of duplicates" });
    this.element = el("div", { class: "group-list", on: { scroll: () => this.draw() } }, this.content);
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.element);
  }

  draw() {
    const { groups } = this;
    const { scrollTop, clientHeight } = this.element;
    this.content.style.height = (groups.known + (groups.isComplete ? 0 : 4)) * ROW + "px";
    const first = Math.max(0, Math.floor(scrollTop / ROW) - MARGIN);
    const last = Math.min(groups.known - 1, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN);
    for (const [at, row] of this.rows)
      if (at < first || at > last) {
        if (row.contains(document.activeElement)) continue;
        row.remove();
        this.rows.delete(at);
      }
    for (let at = first; at <= last; at++) this.place(at);
    if (!groups.isComplete && !groups.isBroken && (scrollTop + clientHeight * 2) / ROW > groups.known) groups.need(groups.known).catch(() => undefined);
    for (const [at, row] of this.rows) /** @type {HTMLElement} */ (row.firstElementChild).tabIndex = at === this.focus || (at === first && (this.focus < first || this.focus > last)) ? 0 : -1;
  }

  /** @param {number} at */
  place(at) {
    const group = this.groups.group(at);
    if (!group) return void this.groups.need(at).catch(() => undefined);
    const words = verdictWords(group);
    const there = this.rows.get(at);
    if (there && there.dataset.group === group.group && there.dataset.verdict === words) return;
    const had = there?.contains(document.activeElement);
    const row = this.row(at, group, words);
    row.style.transform = `translateY(${at * ROW}px)`;
    there?.remove();
    let next = null;
    for (const [other, element] of this.rows) if (other > at && (next === null || other < Number(next.dataset.at))) next = element;
    this.content.insertBefore(row, next);
    this.rows.set(at, row);
    if (had) /** @type {HTMLElement} */ (row.firstElementChild).focus({ preventScroll: true });
  }

  /** @param {number} at @param {import("./groups.js").Group} group @param {string} words */
  row(at, group, words) {
    const { members } = group;
    const more = members.length - FACES;
    const date = members[0]?.taken ? day(members[0].taken.slice(0, 10)) : "";
    const certainty = group.certainty === undefined || group.kind !== "near" ? "" : `${Math.round(group.certainty * 100)} % sure`;
    const open = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.focus = at;
      router.change({ group: group.group });
    };
    return el("div", { class: "group-row" + (words ? " is-decided" : ""), role: "listitem", "aria-setsize": String(this.groups.total || -1), "aria-posinset": String(at + 1), "data-group": group.group, "data-verdict": words, "data-at": String(at) },
      el("a", { class: "group-open", href: `/?view=duplicates&group=${group.group}`, tabindex: "-1", "aria-label": `${KINDS[group.kind]}, ${counted(members.length, "photo")}, ${members[0]?.name}, ${bytes(group.gain ?? 0)}${words ? ", " + words : ""}`, on: { click: open, focus: () => (this.focus = at) } },
        el("span", { class: "faces" }, members.slice(0, FACES).map((member) => this.face(member, group)), more > 0 && el("span", { class: "more" }, `+${more}`)),
        el("span", { class: "group-words" }, el("strong", {}, KINDS[group.kind] ?? group.kind, certainty ? el("span", { class: "certainty" }, certainty) : ""), el("span", { class: "hint" }, [members[0]?.name, date].filter(Boolean).join(" · ")), words ? el("span", { class: "verdict" }, words) : el("span", { class: "hint" }, group.reason ? `Suggested: ${group.reason}` : "")),
        el("span", { class: "gain" }, bytes(group.gain ?? 0))),
      words ? decisions.verdicts.has(group.group) && el("button", { on: { click: () => decisions.undo() } }, "Undo")
        : [el("button", { title: "Keep the suggested one, drop the others (c)", on: { click: () => this.confirm(at) } }, "Keep suggested"), el("button", { class: "quiet", title: "Not duplicates, for good (a)", on: { click: () => this.keepAll(at) } }, "Keep all")]);
  }

  /** @param {import("../api.js").Photo} member @param {import("./groups.js").Group} group */
  face(member, group) {
    const face = el("span", { class: "face" + (member.file === group.keeper ? " is-keeper" : "") }, el("img", { src: thumbnail(member.id), alt: "", loading: "lazy", draggable: false, on: { error: () => face.classList.add("is-broken") } }));
    paintPlaceholder(face, member.placeholder);
    return face;
  }

  /** @param {number} at */
  confirm(at) {
    const group = this.groups.group(at);
    if (group && !decisions.verdicts.has(group.group)) decisions.verdict(group.group, suggestion(group), `Dropped ${suggestion(group).drop.length}`);
  }

  /** @param {number} at */
  keepAll(at) {
    const group = this.groups.group(at);
    if (group && !decisions.verdicts.has(group.group)) decisions.verdict(group.group, { distinct: true }, "Not duplicates");
  }

  /** @param {number} at */
  async focusOn(at) {
    at = Math.max(0, at);
    if (!(await this.groups.need(at).catch(() => undefined))) return;
    this.focus = at;
    const { scrollTop, clientHeight } = this.element;
    if (at * ROW < scrollTop) this.element.scrollTop = at * ROW;
    else if ((at + 1) * ROW > scrollTop + clientHeight) this.element.scrollTop = (at + 1) * ROW - clientHeight;
    this.draw();
    /** @type {HTMLElement|undefined} */ (this.rows.get(at)?.firstElementChild)?.focus({ preventScroll: true });
  }

  stop() {
    this.observer.disconnect();
    fill(this.content);
  }
}
