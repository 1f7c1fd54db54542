# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""A demo library of its own for each test, served by the program that was built.

JOZIN_BUILD is the folder of `jozin`, `jozin-decode` and `jozin-demo` (`.build/release`).
"""

import json
import os
import pathlib
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("JOZIN_BUILD", ROOT / ".build" / "release"))
DAMAGED = "2019/damaged.jpg"
# Larger than any preview.
LARGE = "2019/large.jpg"


class Library:
    """A folder of photos, what Jožin knows of it, and the server of it, if one runs."""

    def __init__(self, folder):
        self.folder = folder
        self.photos = folder / "photos"
        self.state = self.photos / ".jozin"
        self.process = None
        self.url = self.base = ""

    @property
    def environment(self):
        return dict(os.environ, XDG_STATE_HOME=str(self.folder / "state"), TERM="dumb")

    def run(self, verb, *arguments, ok=(0, 1)):
        """A command on the library; its standard output. Photos that cannot be read (1) are part of the demo."""
        answer = subprocess.run([BUILD / "jozin", verb, self.photos, *arguments], env=self.environment, capture_output=True, text=True)
        assert answer.returncode in ok, (verb, answer.returncode, answer.stderr)
        return answer.stdout

    def lines(self, verb, *arguments):
        return [json.loads(line) for line in self.run(verb, *arguments, "--json-lines").splitlines()]

    def serve(self, *options, port=0, wrapped=()):
        """Starts the server; at the port that it had, if that is asked for."""
        command = [*wrapped, BUILD / "jozin", "serve", self.photos, "--port", str(port), *options]
        with open(self.folder / "server.log", "ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True)
        self.url = self.process.stdout.readline().strip().split()[-1]
        self.base = self.url.split("#")[0].rstrip("/")
        while "--no-scan" in options and not self.is_read():
            time.sleep(0.02)
        return self

    def is_read(self):
        """The catalog is read once the server listens."""
        try:
            return self.ask("timeline")["total"]
        except urllib.error.HTTPError as refusal:
            assert refusal.code == 503
            return False

    @property
    def port(self):
        return int(self.base.rsplit(":", 1)[1])

    def ask(self, path, body=None):
        """The API from outside the page, with the token."""
        headers = {"Authorization": "Bearer " + self.url.split("token=")[1]}
        if body is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.base + "/api/" + path, None if body is None else json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def work(self, kind):
        """A worker from its beginning to its end; a scan starts the others by itself, and those are waited for first."""
        self.rest()
        try:
            self.ask("jobs", {"kind": kind})
        except urllib.error.HTTPError as refusal:
            # Another came first.
            assert refusal.code == 409
            return self.work(kind)
        return self.rest()

    def rest(self):
        while any(job["state"] in ("running", "paused", "stopping") for job in self.ask("jobs")["jobs"]):
            time.sleep(0.05)

    def kill(self):
        """As a crash would: nothing is said to anybody."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None

    def copy(self, folder):
        """The library with all that is known of it, for one test alone."""
        # The demo has a named pipe, which only `cp` copies.
        subprocess.run(["cp", "-a", "--reflink=auto", self.folder, folder], check=True)
        return Library(folder)


def demo(folder):
    """The demo library with a damaged and a large file more, looked at, its duplicates found and its thumbnails drawn."""
    library = Library(folder)
    (folder / "state").mkdir(parents=True)
    subprocess.run([BUILD / "jozin-demo", library.photos], check=True, capture_output=True)
    whole = next((library.photos / "2019" / "Beach holiday").glob("*.JPG")).read_bytes()
    (library.photos / DAMAGED).write_bytes(whole[: len(whole) // 3])
    subprocess.run([BUILD / "jozin-demo", folder / "large", "--photos", "1", "--size", "2400x1600", "--no-series", "--no-oddities", "--duplicates-share", "0"], check=True, capture_output=True)
    next((folder / "large").rglob("*.JPG")).rename(library.photos / LARGE)
    library.run("scan")
    library.run("thumbs")
    library.serve("--no-scan").work("duplicates")
    library.stop()
    return library
