// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0
// @ts-check
/** The server's events, told on as `job`, `library`, `snapshot`, `decision`; `again` after every lost connection that came back. */

import { connection, get } from "./api.js";

class Events extends EventTarget {
  /** @type {EventSource|null} */ source = null;
  wasLost = false;

  open() {
    this.source?.close();
    const source = (this.source = new EventSource("/api/events"));
    for (const kind of ["job", "library", "snapshot", "decision"])
      source.addEventListener(kind, (event) => this.dispatchEvent(new CustomEvent(kind, { detail: JSON.parse(event.data) })));
    source.onopen = () => {
      connection.become("here");
      if (this.wasLost) this.dispatchEvent(new Event("again"));
      this.wasLost = false;
    };
    source.onerror = () => {
      this.wasLost = true;
      // An EventSource does not say why it failed; an ordinary request does, and sets the connection's state.
      get("library").catch(() => undefined);
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.source === source && this.open(), 3000);
    };
  }
}

export const events = new Events();
