// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** Where the page begins: the session, the library, the frame, and one view after the other. */

import { connection, get, post } from "./api.js";
import { decisions } from "./decisions/decisions.js";
import { el } from "./dom.js";
import { events } from "./events.js";
import { count } from "./format.js";
import { useKeys } from "./keys.js";
import { router } from "./router.js";
import { Frame } from "./shell/frame.js";
import { openKeySheet } from "./shell/keysheet.js";
import { libraryBanners, note, startNotices } from "./shell/notices.js";
import { welcome } from "./shell/welcome.js";
import { apply as applyTheme } from "./theme.js";
import { PhotosView } from "./timeline/view.js";

/**
 * Only the photos are fetched with the page; the other views when they are first gone to.
 * @type {Record<string, () => Promise<any>>}
 */
const VIEWS = {
  photos: async () => PhotosView,
  duplicates: async () => (await import("./review/view.js")).DuplicatesView,
  albums: async () => (await import("./library/labels.js")).AlbumsView,
  tags: async () => (await import("./library/labels.js")).TagsView,
  folders: async () => (await import("./library/folders.js")).FoldersView,
  map: async () => (await import("./map/view.js")).MapView,
  jobs: async () => (await import("./jobs/view.js")).JobsView,
  failures: async () => (await import("./jobs/failures.js")).FailuresView,
  history: async () => (await import("./decisions/history.js")).HistoryView,
};

applyTheme();
/** @type {any} */ let library = null;
const frame = new Frame(() => library && welcome(library, { force: true }));
document.body.append(frame.element);
startNotices();

/** The token stays in the address no longer than it takes to trade it for a cookie. */
async function beginSession() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  try {
    await post("session", { token });
    connection.become("here");
  } catch {
    // The banner says what to do.
  }
}

/** @type {any} */ let view = null;
/** What is shown, or will be once it is fetched. */
let viewName = "";
let shownName = "";

/** @param {Record<string, string>} [before] what the address was */
async function show(before) {
  const name = VIEWS[router.view] ? router.view : "photos";
  if (name === viewName) return void (before && name === shownName && view?.routed?.(before));
  viewName = name;
  const View = await VIEWS[name]().catch(() => null);
  // Somebody may have gone on while it was fetched.
  if (viewName !== name) return;
  if (!View) {
    viewName = "";
    return note("This view could not be fetched. It is tried again when Jožin answers.", "bad");
  }
  shownName = name;
  view?.stop();
  view = new View(frame);
  frame.show(name, view.title);
  frame.main.replaceChildren(view.element);
  frame.element.dataset.view = name;
  view.start();
}

router.addEventListener("change", (event) => show(/** @type {CustomEvent} */ (event).detail.before));
frame.search.onLeave = () => view.grid?.focusOn(0);

async function readLibrary() {
  library = await get("library").catch(() => library);
  if (library) useLibrary(library);
}

/** @param {any} now */
function useLibrary(now) {
  library = now;
  libraryBanners(now);
  frame.badge("failures", now.failed ? count(now.failed) : "", "files that could not be read");
}

function startKeys() {
  useKeys({
    name: "Everywhere",
    bindings: [
      { keys: ["/", "Ctrl+k"], says: "Search", run: () => frame.search.focus() },
      { keys: ["?"], says: "This sheet", overAll: true, run: openKeySheet },
      { keys: ["u", "Ctrl+z"], says: "Undo", overAll: true, run: () => void decisions.undo() },
      { keys: ["U", "Ctrl+Shift+z", "Ctrl+y"], shown: "U", says: "Redo", overAll: true, run: () => decisions.redo() },
      ...Object.keys(VIEWS).slice(0, 9).map((name, i) => ({ keys: [`Alt+${i + 1}`], says: name === "photos" ? "All photos" : `View: ${{ jobs: "work" }[name] ?? name}`, run: () => router.go(name) })),
    ],
  });
}

async function start() {
  startKeys();
  await beginSession();
  show();
  events.addEventListener("library", (event) => useLibrary(/** @type {CustomEvent} */ (event).detail));
  events.addEventListener("again", readLibrary);
  connection.addEventListener("change", () => {
    if (connection.state !== "here") return;
    readLibrary();
    if (!viewName) show();
  });
  await readLibrary();
  if (connection.state !== "closed") events.open();
  if (decisions.queue.waiting.length) decisions.queue.send();
  if (library) welcome(library);
}

// The address of a new session was put into a window that was open already: what waits in it is sent, and lists are fetched again.
addEventListener("hashchange", async () => {
  if (!location.hash.startsWith("#token=")) return;
  await beginSession();
  events.wasLost = true;
  events.open();
});
addEventListener("error", (event) => document.body.append(el("p", { class: "no-script" }, `The page made a mistake: ${event.message}`)), { once: true });
start();
