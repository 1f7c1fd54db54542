# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The double of the server, started and told what to do; and the watch over what a page must not do."""

import json
import pathlib
import subprocess
import sys
import urllib.request

HERE = pathlib.Path(__file__).parent


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
        page.on("console", self.said)
        page.on("pageerror", lambda error: self.problems.append("error: %s" % error))
        page.on("request", self.asked)

    def said(self, message):
        if message.type in ("error", "warning"):
            self.problems.append("%s: %s" % (message.type, message.text))

    def asked(self, request):
        if not request.url.startswith((self.base, "blob:" + self.base, "data:")):
            self.problems.append("asked elsewhere: " + request.url)

    def expect(self, *parts):
        self.expected += parts

    def left(self):
        return [p for p in self.problems if not any(part in p for part in self.expected)]
