// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** What is at work: how far, how fast, how long yet. */

import { get, post, Problem } from "../api.js";
import { el, fill } from "../dom.js";
import { events } from "../events.js";
import { count, counted, duration, problemWords } from "../format.js";
import { icon } from "../icons.js";
import { note } from "../shell/notices.js";

const KINDS = /** @type {Record<string, string>} */ ({ scan: "Looking at the photos", duplicates: "Looking for duplicates", thumbs: "Drawing small pictures" });
const STATES = /** @type {Record<string, string>} */ ({ running: "at work", paused: "paused", stopping: "stopping", done: "done", failed: "failed", stopped: "stopped" });

export class JobsView {
  title = "Work";
  aborter = new AbortController();
  /** @type {Map<number, {element: HTMLElement, job: any}>} */ shown = new Map();
  /** @type {Map<number, number>} how often each was heard of */ heard = new Map();

  constructor() {
    this.list = el("div", { class: "jobs", "aria-live": "off" });
    this.empty = el("p", { class: "hint" }, "Nothing is at work, and nothing was since Jožin was started.");
    this.element = el("section", { class: "scroll padded", tabindex: "0", "aria-label": "Work" },
      el("div", { class: "job-starts" }, this.starter("scan", "Look for new photos", "Reads what is new or changed. No photo is written to."), this.starter("duplicates", "Look for duplicates", "Compares what is known of every photo. What it finds waits for your verdict."), this.starter("thumbs", "Draw small pictures ahead", "So that every photo shows at once. They lie in Jožin's own folder.")), this.list, this.empty);
  }

  /** @param {string} kind @param {string} name @param {string} words */
  starter(kind, name, words) {
    return el("div", { class: "starter" }, el("button", { on: { click: () => this.act(() => post("jobs", { kind })) } }, name), el("p", { class: "hint" }, words));
  }

  async start() {
    events.addEventListener("job", (event) => {
      const { detail: job } = /** @type {CustomEvent} */ (event);
      this.heard.set(job.job, (this.heard.get(job.job) ?? 0) + 1);
      this.draw(job);
    }, { signal: this.aborter.signal });
    events.addEventListener("again", () => this.load(), { signal: this.aborter.signal });
    await this.load();
  }

  async load() {
    const { jobs } = await this.newest(() => get("jobs")).catch(() => ({ jobs: [] }));
    for (const job of jobs.reverse()) this.draw(job);
  }

  /**
   * Jobs of an answer, without those of which an event has told meanwhile: it is newer.
   * @param {() => Promise<{jobs: any[]}>} ask
   */
  async newest(ask) {
    const before = new Map(this.heard);
    const { jobs } = await ask();
    return { jobs: jobs.filter(({ job }) => this.heard.get(job) === before.get(job)) };
  }

  /** @param {() => Promise<any>} what */
  async act(what) {
    try {
      const { jobs } = await this.newest(async () => ({ jobs: [await what()] }));
      for (const job of jobs) this.draw(job);
    } catch (error) {
      note(error instanceof Problem ? problemWords(error) : String(error), "bad");
    }
  }

  /** @param {any} job */
  draw(job) {
    let entry = this.shown.get(job.job);
    if (!entry) {
      entry = { element: el("article", { class: "job", "aria-label": KINDS[job.kind] ?? job.kind }), job };
      this.shown.set(job.job, entry);
      this.list.prepend(entry.element);
    }
    this.empty.hidden = true;
    const steer = (/** @type {string} */ action, /** @type {string} */ name, /** @type {any} */ picture) => el("button", { on: { click: () => this.act(() => post(`jobs/${job.job}/${action}`)) } }, icon(picture), " ", name);
    const had = entry.element.contains(document.activeElement) ? [...entry.element.querySelectorAll("button")].indexOf(/** @type {any} */ (document.activeElement)) : -1;
    const isOpen = ["running", "paused"].includes(job.state);
    const part = job.total ? Math.min(1, job.done / job.total) : null;
    const numbers = [job.total ? `${count(job.done)} of ${counted(job.total, "file")}` : job.done > 0 && counted(job.done, "file"), job.failed && `${count(job.failed)} failed`, isOpen && job.rate !== undefined && `${count(Math.round(job.rate * 10) / 10)} a second`, job.state === "running" && job.secondsLeft !== undefined && `${duration(job.secondsLeft)} left`];
    fill(entry.element,
      el("div", { class: "job-head" }, el("h2", {}, KINDS[job.kind] ?? job.kind), el("span", { class: "job-state is-" + job.state }, STATES[job.state] ?? job.state), isOpen && job.stage && job.stage !== job.kind && el("span", { class: "hint" }, job.stage), el("span", { class: "grow" }),
        job.state === "running" && steer("pause", "Pause", "pause"), job.state === "paused" && steer("resume", "Go on", "play"), isOpen && steer("stop", "Stop", "stop")),
      el("progress", { max: "1", ...(part === null ? (isOpen ? {} : { value: "1" }) : { value: String(part) }), "aria-label": `${KINDS[job.kind] ?? job.kind}: progress` }),
      el("p", { class: "job-numbers" }, numbers.filter(Boolean).join(" · ")),
      isOpen && job.current && el("p", { class: "path hint" }, job.current),
      job.problem && el("p", { class: "wrong" }, problemWords(job.problem)));
    if (had >= 0) /** @type {HTMLElement|undefined} */ (entry.element.querySelectorAll("button")[had])?.focus();
  }

  stop() {
    this.aborter.abort();
  }
}
