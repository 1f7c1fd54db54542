// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/**
 * The server's answers (contracts/api/jozin.openapi.yaml). Every request of the page goes through here, so that a lost server and an ended
 * session are noticed in one place.
 *
 * @typedef {{code: string, message: string, remedy?: string, position?: {start: number, end: number}}} ProblemBody
 * @typedef {{file: number, id: string, name: string, width: number, height: number, taken?: string, placeholder?: string, rating?: number,
 *   favourite?: boolean, rejected?: boolean, dropped?: boolean, kept?: boolean, badge?: string, title?: string, place?: string, recipe?: string, isMissing?: boolean, problem?: ProblemBody}} Photo
 * @typedef {{snapshot: string, total: number, days: [string, number][], undated: number}} TimelineAnswer
 * @typedef {{number: number, time: string, label: string, photos: number, undoes?: number, redoes?: number, isUndone?: boolean}} LogEntry
 */

export class Problem extends Error {
  /** @param {number} status 0: no answer at all @param {ProblemBody} body */
  constructor(status, body) {
    super(body.message);
    this.status = status;
    this.code = body.code;
    this.remedy = body.remedy;
    this.position = body.position;
  }
}

/** Tells "change" whenever `state` does: "here", "gone" (no answer) or "closed" (401). */
class Connection extends EventTarget {
  state = "here";

  /** @param {"here"|"gone"|"closed"} state */
  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

export const connection = new Connection();

/** @param {string} path @param {Record<string, any>} [parameters] */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined && value !== null && value !== "") query.set(key, String(value));
  const text = query.toString();
  return "/api/" + path + (text ? "?" + text : "");
}

/** @param {string} to @param {RequestInit} [options] */
async function ask(to, options = {}) {
  /** @type {Response} */ let response;
  try {
    response = await fetch(to, { credentials: "same-origin", ...options });
  } catch (error) {
    if (/** @type {any} */ (error).name === "AbortError") throw error;
    connection.become("gone");
    throw new Problem(0, { code: "gone", message: "Jožin does not answer.", remedy: "Is it still running?" });
  }
  if (response.status === 401) connection.become("closed");
  else if (response.status !== 502 && response.status !== 503) connection.become("here");
  if (response.ok) return response;
  /** @type {ProblemBody} */ let body = { code: "bug", message: `Jožin answered ${response.status}.` };
  try {
    body = (await response.json()).error ?? body;
  } catch {
    // The answer was no JSON: the message above has to do.
  }
  throw new Problem(response.status, body);
}

/** @param {string} path @param {Record<string, any>} [parameters] @param {AbortSignal} [signal] */
export const get = async (path, parameters, signal) => (await ask(address(path, parameters), { signal })).json();

/** @param {string} path @param {Record<string, any>} [parameters] @param {AbortSignal} [signal] */
export const getBytes = async (path, parameters, signal) => new Uint8Array(await (await ask(address(path, parameters), { signal })).arrayBuffer());

/** @param {string} path @param {object} [body] */
export async function post(path, body = {}) {
  const response = await ask("/api/" + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return response.status === 204 ? null : response.json();
}

/**
 * @param {string} id @param {320|1440} [size]
 * @param {string} [recipe] the photo's, so that another look has another address
 */
export const thumbnail = (id, size = 320, recipe) => address(`photos/${id}/thumbnail`, { size, recipe });

/** @param {string} id @param {number} level @param {number} column @param {number} row @param {string} [recipe] */
export const tile = (id, level, column, row, recipe) => address(`photos/${id}/tile`, { level, column, row, recipe });
