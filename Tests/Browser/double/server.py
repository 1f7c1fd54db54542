#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""A double of `jozin serve` for tests of the page alone: it follows contracts/api/jozin.openapi.yaml from memory.

It reads no photo, keeps nothing, and proves nothing about the server. What a test wants to go wrong is said to `/double/fault`:
`{"path": "/api/decisions", "status": 507, "times": 2}`; status 0 closes the connection without an answer. `/double/state` sets
`reachable`, `elsewhere`, `snapshot` (anything new), `session` (false ends it), `job` (told as an event).
"""

import argparse
import http.server
import json
import pathlib
import queue
import socket
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import pictures  # noqa: E402
from answers import Answers, Refusal  # noqa: E402
from library import Library  # noqa: E402

WEB = pathlib.Path(__file__).resolve().parents[3] / "web"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".svg": "image/svg+xml", ".bin": "application/octet-stream", ".json": "application/json"}
POLICY = ("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
          "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")


class Double:
    """What all connections share."""

    def __init__(self, library, token, slow=0):
        self.answers = Answers(library)
        self.library, self.token, self.slow = library, token, slow
        self.lock = threading.Lock()
        self.listeners = set()
        self.faults = []
        self.sessions = set()
        self.requests = []

    def tell(self, kind, value):
        for listener in list(self.listeners):
            listener.put((kind, value))

    def fault(self, path):
        with self.lock:
            for fault in self.faults:
                if path.startswith(fault["path"]) and fault.get("times", 1) > 0:
                    fault["times"] = fault.get("times", 1) - 1
                    return fault
        return None


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    double = None

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.answer("GET")

    def do_POST(self):
        self.answer("POST")

    def answer(self, method):
        address = urllib.parse.urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        parameters = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True))
        path = urllib.parse.unquote(address.path)
        try:
            if path.startswith("/double/"):
                return self.control(path, json.loads(body or b"{}"))
            if not path.startswith("/api/"):
                return self.page(path)
            self.double.requests.append((method, self.path))
            fault = self.double.fault(urllib.parse.unquote(self.path))
            if fault:
                if fault["status"] == 0:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return None
                raise Refusal(fault["status"], fault.get("code", "environment"), fault.get("message", "The fault that was asked for."), fault.get("remedy"))
            self.api(method, path, parameters, body)
        except Refusal as refusal:
            self.send(refusal.status, json.dumps({"error": refusal.problem}).encode(), "application/json")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def api(self, method, path, parameters, body):
        double = self.double
        if path == "/api/session":
            if json.loads(body).get("token") != double.token:
                raise Refusal(401, "forbidden", "This token opens nothing.", "Open the address that `jozin serve` prints.")
            key = "s%d" % time.monotonic_ns()
            double.sessions.add(key)
            return self.send(204, b"", None, {"Set-Cookie": "jozin=%s; HttpOnly; SameSite=Strict; Path=/" % key})
        cookie = (self.headers.get("Cookie") or "").partition("jozin=")[2].split(";")[0]
        if cookie not in double.sessions:
            raise Refusal(401, "forbidden", "Nobody is signed in here.", "Open the address that `jozin serve` prints.")
        if path == "/api/events":
            return self.events()
        if double.slow:
            time.sleep(double.slow)
        if path.startswith("/api/photos/") and path.endswith(("/thumbnail", "/tile")):
            return self.picture(path, parameters)
        if path == "/api/duplicates/plan":
            text = double.answers.plan(parameters.get("format", "sh"))
            return self.send(200, text.encode(), "text/x-shellscript", {"Content-Disposition": 'attachment; filename="jozin-plan.%s"' % parameters.get("format", "sh")})
        if method == "POST":
            if self.headers.get("Content-Type") != "application/json":
                raise Refusal(415, "misuse", "Say it in JSON.")
            with double.lock:
                status, answer, events = double.answers.post(path, json.loads(body or b"{}"))
            for kind, value in events:
                double.tell(kind, value)
            return self.send(status, json.dumps(answer).encode(), "application/json")
        answer = double.answers.get(path, parameters)
        if isinstance(answer, bytes):
            return self.send(200, answer, "application/octet-stream")
        return self.send(200, json.dumps(answer).encode(), "application/json")

    def picture(self, path, parameters):
        library = self.double.library
        index = self.double.answers.index(path.split("/")[3])
        if path.endswith("/tile"):
            found = pictures.tile(library, index, int(parameters["level"]), int(parameters["column"]), int(parameters["row"]))
            if found is None:
                raise Refusal(404, "absent", "There is no such tile.")
        else:
            found = pictures.picture(library, index, int(parameters.get("size", 320)))
        self.send(200, found[1], found[0], {"ETag": '"%d"' % index, "Cache-Control": "private, max-age=3600"})

    def page(self, path):
        file = (WEB / (path.lstrip("/") or "index.html")).resolve()
        if WEB not in file.parents or not file.is_file():
            return self.send(404, b"", "text/plain")
        return self.send(200, file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream"), {"Content-Security-Policy": POLICY})

    def events(self):
        listener = queue.Queue()
        self.double.listeners.add(listener)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        try:
            self.wfile.write(b": here\n\n")
            while True:
                try:
                    kind, value = listener.get(timeout=2)
                    self.wfile.write(("event: %s\ndata: %s\n\n" % (kind, json.dumps(value))).encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.double.listeners.discard(listener)

    def control(self, path, body):
        double, library = self.double, self.double.library
        if path == "/double/fault":
            with double.lock:
                double.faults = [] if body.get("clear") else double.faults + [body]
        elif path == "/double/state":
            library.reachable = body.get("reachable", library.reachable)
            library.elsewhere = body.get("elsewhere", library.elsewhere)
            if body.get("session") is False:
                double.sessions.clear()
            if "snapshot" in body:
                library.snapshot += 1
                double.tell("snapshot", {"snapshot": "%x" % library.snapshot})
            if "job" in body:
                double.answers.jobs = [body["job"]] + [j for j in double.answers.jobs if j["job"] != body["job"]["job"]]
                double.tell("job", body["job"])
            double.tell("library", double.answers.library_answer())
        elif path == "/double/log":
            return self.send(200, json.dumps({"entries": library.log, "requests": double.requests[-400:]}).encode(), "application/json")
        elif path == "/double/forget":
            double.requests.clear()
        self.send(200, b"{}", "application/json")

    def send(self, status, body, kind, headers=None):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
            self.send_header("X-Content-Type-Options", "nosniff")
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        if not headers or "Cache-Control" not in headers:
            self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--port", type=int, default=0)
    arguments.add_argument("--photos", type=int, default=2000)
    arguments.add_argument("--groups", type=int, default=300)
    arguments.add_argument("--slow", type=float, default=0, help="seconds that every answer waits")
    arguments.add_argument("--token", default="opensesame")
    said = arguments.parse_args()
    Handler.double = Double(Library(said.photos, said.groups), said.token, said.slow)
    server = Server(("127.0.0.1", said.port), Handler)
    print("http://127.0.0.1:%d/#token=%s" % (server.server_address[1], said.token), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
