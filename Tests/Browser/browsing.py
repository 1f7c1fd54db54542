# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The double of the server, started and told what to do; and the watch over what a page must not do."""

import json
import pathlib
import subprocess
import sys
import time
import urllib.request

HERE = pathlib.Path(__file__).parent
# That a library was looked at before, by its id. A blank page has no store.
WELCOMED = "try { localStorage.setItem('jozin.welcomed', '%s') } catch {}"


class Served:
    """A running server: its address, and a hand on the double's faults."""

    def __init__(self, url, process=None):
        self.url, self.process = url, process
        self.base = url.split("#")[0].rstrip("/")

    def tell(self, where, /, **said):
        request = urllib.request.Request(self.base + "/double/" + where, json.dumps(said).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def fault(self, path, status, times=1, **more):
        self.tell("fault", path=path, status=status, times=times, **more)

    def state(self, **said):
        self.tell("state", **said)

    def log(self):
        return self.tell("log")

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()


def begin(photos=2000, groups=300, port=0, slow=0):
    process = subprocess.Popen([sys.executable, str(HERE / "double" / "server.py"), "--photos", str(photos), "--groups", str(groups), "--port", str(port), "--slow", str(slow)],
                               stdout=subprocess.PIPE, text=True)
    return Served(process.stdout.readline().strip(), process)


class Watch:
    """What a page must not do. A test that makes something fail says which messages it expects."""

    def __init__(self, page, base):
        self.problems, self.expected, self.base = [], [], base
        self.page, self.open = page, set()
        page.on("console", self.said)
        page.on("pageerror", lambda error: self.problems.append(("error: %s" % error, "")))
        page.on("request", self.asked)
        page.on("requestfinished", self.answered)
        page.on("requestfailed", self.answered)

    def said(self, message):
        if message.type not in ("error", "warning"):
            return
        address = message.location.get("url", "")
        # How the server says that a position is one of an older state (docs/decisions/0009): the page asks anew, the browser reports it.
        if "status of 409" in message.text and "snapshot=" in address:
            return
        self.problems.append(("%s: %s" % (message.type, message.text), address))

    def asked(self, request):
        if not request.url.endswith("/api/events"):
            self.open.add(request)
        if not request.url.startswith((self.base, "blob:" + self.base, "data:")):
            self.problems.append(("asked elsewhere: " + request.url, ""))

    def answered(self, request):
        self.open.discard(request)

    def all_answered(self, seconds=20):
        """Waits until nothing that was asked is without its answer."""
        end = time.monotonic() + seconds
        while self.open:
            assert time.monotonic() < end, "never answered: %s" % [request.url for request in self.open]
            self.page.wait_for_timeout(30)

    def expect(self, *parts):
        self.expected += parts

    def left(self):
        return ["%s %s" % (said, address) for said, address in self.problems if not any(part in said for part in self.expected)]
