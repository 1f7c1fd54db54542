// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What keys and clicks do in the grid. */

import { decisionKeys } from "../decisions/actions.js";
import { note } from "../shell/notices.js";
import { askLine } from "../shell/dialog.js";

/** @typedef {import("./view.js").PhotosView} PhotosView */

/**
 * The photos an action is about: the chosen ones, else the one with the focus.
 * @param {PhotosView} view
 */
function chosen({ state, grid }) {
  if (state.selection.size) return state.selection.photos;
  const photo = state.pages.photo(grid.focus);
  return photo ? [photo] : [];
}

/** @param {PhotosView} view @param {number} from @param {number} to inclusive, in any order */
async function chooseRange({ state }, from, to) {
  const done = await state.selection.setRange(state.pages, Math.min(from, to), Math.max(from, to) + 1).catch(() => true);
  if (!done) note("At most 10,000 photos can be chosen at once.", "bad");
}

/**
 * Chooses from the anchor to here; where an earlier reach went further, the rest is let go.
 * @param {PhotosView} view @param {number} position
 */
async function reach(view, position) {
  const { selection, pages } = view.state;
  const anchor = (selection.anchor ??= view.grid.focus);
  const old = selection.reach ?? anchor;
  selection.reach = position;
  const isShorter = (position - anchor) * (old - position) >= 0 && old !== position;
  if (isShorter && old > position) await selection.setRange(pages, Math.max(position, anchor) + 1, old + 1, false).catch(() => true);
  else if (isShorter) await selection.setRange(pages, old, Math.min(position, anchor), false).catch(() => true);
  await chooseRange(view, anchor, position);
}

/** @param {PhotosView} view @param {number} position */
function toggle({ state }, position) {
  const photo = state.pages.photo(position);
  if (photo) state.selection.toggle(photo, state.timeline.dateOf(position), position);
}

/** @param {PhotosView} view @param {number} day */
function toggleDay({ state }, day) {
  const { timeline, selection, pages } = state;
  const isWhole = (selection.days.get(timeline.dates[day]) ?? 0) >= timeline.starts[day + 1] - timeline.starts[day];
  selection.setRange(pages, timeline.starts[day], timeline.starts[day + 1], !isWhole).then((done) => done || note("At most 10,000 photos can be chosen at once.", "bad"), () => undefined);
}

/** @param {PhotosView} view @param {MouseEvent} event */
export function onGridClick(view, event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const day = /** @type {HTMLElement|null} */ (target.closest(".day-tick"));
  if (day) return toggleDay(view, Number(day.dataset.day));
  const tile = /** @type {import("./tile.js").Tile|null} */ (target.closest(".tile"));
  if (!tile) return;
  const { position } = tile;
  const { selection } = view.state;
  view.grid.focusOn(position);
  if (event.shiftKey && (selection.anchor !== null || selection.size)) chooseRange(view, selection.anchor ?? position, position);
  else if (event.ctrlKey || event.metaKey || selection.size || target.closest(".tick")) toggle(view, position);
  else view.open(position);
}

/** @param {string} text */
function dateProblem(text) {
  return /^\d{4}(-\d\d?(-\d\d?)?)?$/.test(text) ? null : "Write a year, a month or a day, as in 2019, 2019-07 or 2019-07-14.";
}

/** @param {PhotosView} view */
export async function askDate(view) {
  const { timeline } = view.state;
  const said = await askLine({ title: "Go to a date", label: "Date", placeholder: "2019-07", hint: `From ${timeline.dates.at(-1) ?? ""} to ${timeline.dates[0] ?? ""}.`, go: "Go", check: dateProblem });
  if (!said || timeline.total === 0) return;
  const [year, month, day] = said.split("-");
  // The list runs backwards: a year or a month is entered at its newest photo.
  const date = `${year}-${month ? month.padStart(2, "0") : "12"}-${day ? day.padStart(2, "0") : "31"}`;
  view.grid.focusOn(timeline.starts[timeline.dayAt(date)]);
  view.goTo(timeline.place(view.grid.focus));
}

/** @param {PhotosView} view @returns {import("../keys.js").Binding[]} */
export function gridKeys(view) {
  const { grid } = view;
  const isHere = () => view.content.contains(document.activeElement) || document.activeElement === document.body || document.activeElement === view.frame.main;
  /** @param {number} position @param {KeyboardEvent} event */
  const to = (position, event) => {
    if (!isHere()) return false;
    const { selection } = view.state;
    if (event.shiftKey && event.key.startsWith("Arrow")) reach(view, Math.max(0, Math.min(view.state.timeline.total - 1, position)));
    else selection.reach = null;
    grid.focusOn(position);
  };
  const jump = (/** @type {"day"|"month"|"year"} */ unit, /** @type {1|-1} */ step) => (/** @type {KeyboardEvent} */ event) => to(view.state.timeline.jump(grid.focus, unit, step), event);
  const screen = (/** @type {1|-1} */ step) => {
    const { layout } = view.state;
    const row = layout.rowOf(grid.focus);
    return layout.first[layout.rowAt(layout.top[row] + step * view.scroller.height * 0.85)];
  };
  return [
    { keys: ["ArrowLeft", "Shift+ArrowLeft"], shown: "ArrowLeft", says: "Photo before (with Shift: choose as you go)", run: (e) => to(grid.focus - 1, e) },
    { keys: ["ArrowRight", "Shift+ArrowRight"], shown: "ArrowRight", says: "Next photo", run: (e) => to(grid.focus + 1, e) },
    { keys: ["ArrowUp", "Shift+ArrowUp"], shown: "ArrowUp", says: "Row above", run: (e) => to(grid.neighbour(grid.focus, -1), e) },
    { keys: ["ArrowDown", "Shift+ArrowDown"], shown: "ArrowDown", says: "Row below", run: (e) => to(grid.neighbour(grid.focus, 1), e) },
    { keys: ["PageUp"], says: "Screen up", run: (e) => to(screen(-1), e) },
    { keys: ["PageDown"], says: "Screen down", run: (e) => to(screen(1), e) },
    { keys: ["Home"], says: "Newest photo", run: (e) => to(0, e) },
    { keys: ["End"], says: "Oldest photo", run: (e) => to(view.state.timeline.total - 1, e) },
    { keys: ["d"], says: "Next day", run: jump("day", 1) }, { keys: ["D"], says: "Previous day", run: jump("day", -1) },
    { keys: ["m"], says: "Next month", run: jump("month", 1) }, { keys: ["M"], says: "Previous month", run: jump("month", -1) },
    { keys: ["y"], says: "Next year", run: jump("year", 1) }, { keys: ["Y"], says: "Previous year", run: jump("year", -1) },
    { keys: ["g"], says: "Go to a date", run: () => void askDate(view) },
    { keys: ["Enter"], says: "Open the photo", run: () => (isHere() ? view.open(grid.focus) : false) },
    { keys: ["x"], says: "Choose the photo, or no more", run: () => toggle(view, grid.focus) },
    { keys: ["X"], says: "Choose up to here", run: () => void chooseRange(view, view.state.selection.anchor ?? grid.focus, grid.focus) },
    { keys: ["Ctrl+a"], says: "Choose the whole day", run: () => toggleDay(view, view.state.timeline.dayOf(grid.focus)) },
    { keys: ["Escape"], says: "Choose none", run: () => (view.state.selection.size ? view.state.selection.clear() : false) },
    ...decisionKeys(() => chosen(view)),
  ];
}
