# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The built programs laid out, a folder of photos, and a server asked as an owner's browser asks it."""

import atexit
import functools
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PROGRAMS = pathlib.Path(os.environ.get("JOZIN_PROGRAMS", ROOT / ".build/release"))
IS_FULL = os.environ.get("JOZIN_DEPLOY") == "full"
IS_ROOT = os.geteuid() == 0
# Whoever this is, it is not root, and owns nothing else here.
OWNER = 7421


def not_run(test, reason):
    """A test that cannot run says so, and is not passed in silence."""
    print(f"not run: {test}: {reason}", flush=True)
    test.skipTest(reason)


def missing(*programs):
    """Those of the programs that this machine lacks."""
    return [program for program in programs if shutil.which(program) is None]


def run(*words, **options):
    """Runs a program to its end; what it says is in the exception where it fails."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{words} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


@functools.cache
def scratch():
    """A folder for this run; nothing is mounted any more where it goes."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="jozin-deploy-", dir=os.environ.get("TMPDIR")))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, True)
    return folder


@functools.cache
def staged():
    """The installation that `deploy/stage.sh` lays out."""
    folder = scratch() / "staged"
    run(DEPLOY / "stage.sh", PROGRAMS, folder)
    return folder


def photos(name, owner=OWNER):
    """A small library of its own, readable by its owner alone."""
    folder = scratch() / name
    run(PROGRAMS / "jozin-demo", folder, "--photos", "6", "--cheap", "--no-oddities", "--no-series")
    if IS_ROOT:
        run("chown", "-R", f"{owner}:{owner}", folder)
    folder.chmod(0o700)
    return folder


def digest(folder):
    """All that can be seen of the files below a folder."""
    return run("sh", "-c", "cd \"$1\" && find . -exec stat -c '%n %F %s %Y %Z %a %u' {} + | sort; find . -type f -exec sha256sum {} + | sort",
               "sh", folder)


def is_over(process):
    """Whether a process is gone, or waits for its parent to see that it is."""
    try:
        state = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in "ZX"


def eventually(question, seconds=60):
    """The first answer that is not false; the last one where the patience ends."""
    until = time.monotonic() + seconds
    while True:
        answer = question()
        if answer or time.monotonic() > until:
            return answer
        time.sleep(0.05)


def end(process):
    """For whatever a failed test left running."""
    if process.poll() is None:
        process.kill()
    process.communicate()


def free_port():
    """A port where nobody listened a moment ago."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A server on this machine's loopback, by the line that it prints."""

    def __init__(self, line):
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]{64})\n?", line)
        if found is None:
            raise AssertionError(f"no address: {line!r}")
        self.port, self.token = int(found[1]), found[2]

    def get(self, target, host=None, key=True):
        """Status and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        fields = {"Host": host or f"127.0.0.1:{self.port}"}
        if key:
            fields["Authorization"] = f"Bearer {self.token}"
        connection.request("GET", target, headers=fields)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def json(self, target):
        """What the owner is told."""
        status, body = self.get(target)
        assert status == 200, (status, body)
        return json.loads(body)

    def is_idle(self):
        """Whether all jobs came to their end, and there was one."""
        jobs = self.json("/api/jobs")["jobs"]
        return len(jobs) > 2 and all(job["state"] == "done" for job in jobs)

    def stream(self):
        """A page that listens for what happens, and goes on doing so."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.sendall(
            f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode())
        assert b" 200 " in connection.recv(4096)
        return connection


def check_served(test, server, originals, before, stop):
    """What holds wherever the server runs: photos seen and drawn, strangers refused, an end with a stream open; how long that took."""
    test.assertTrue(eventually(server.is_idle), server.json("/api/jobs"))
    library = server.json("/api/library")
    test.assertGreater(library["photos"], 5)
    test.assertEqual(library["failed"], 0)
    test.assertTrue(library["isReachable"])
    # The catalog is followed, some time after a job's end.
    seen = eventually(lambda: server.json("/api/photos?limit=1")["photos"])
    photo = seen[0]["id"]
    status, picture = server.get(f"/api/photos/{photo}/thumbnail?size=320")
    test.assertEqual((status, picture[:2]), (200, b"\xff\xd8"), "drawn by jozin-decode")
    test.assertEqual(server.get("/")[0], 200)
    test.assertEqual(server.get("/api/contract")[0], 200)
    test.assertEqual(server.get("/api/library", key=False)[0], 401)
    for host in ("photos.example", f"photos.example:{server.port}", f"0.0.0.0:{server.port}", f"127.0.0.1:{server.port + 1}"):
        test.assertEqual(server.get("/api/library", host=host)[0], 403, host)
    stream = server.stream()
    start = time.monotonic()
    stop()
    seconds = time.monotonic() - start
    test.assertLess(seconds, 10, "before it would be killed")
    stream.settimeout(2)
    while stream.recv(4096):
        pass
    stream.close()
    test.assertEqual(digest(originals), before, "the originals are as they were")
    return seconds
