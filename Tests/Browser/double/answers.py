# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What the contract's paths answer, from a library that is nowhere."""

import base64
import datetime

from library import ALBUMS, PLACES, SPOTS, TAGS, index_of, mixed, photo_id

FIELDS = ("rating", "favourite", "rejected", "title", "description", "adjustments")


class Refusal(Exception):
    def __init__(self, status, code, sentence, remedy=None, position=None):
        self.status = status
        self.problem = {"code": code, "message": sentence}
        if remedy:
            self.problem["remedy"] = remedy
        if position:
            self.problem["position"] = {"start": position[0], "end": position[1]}


def cursor(number):
    return base64.urlsafe_b64encode(str(number).encode()).decode().rstrip("=")


def place(text):
    return int(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))) if text else 0


class Answers:
    def __init__(self, library):
        self.library = library
        self.jobs = []

    # Reading.

    def get(self, path, said):
        parts = path.split("/")[2:]
        name = parts[0]
        if name == "timeline":
            return self.timeline(parts, said)
        if name == "photos":
            return self.photos(said) if len(parts) == 1 else self.library.details(self.index(parts[1]))
        if name == "duplicates":
            return self.groups(said) if len(parts) == 1 else self.library.group_details(self.number(parts[1]))
        if name == "map":
            return self.map(said)
        simple = {"library": self.library_answer, "jobs": lambda: {"jobs": self.jobs}, "completions": lambda: self.completions(said), "folders": lambda: self.folders(said),
                  "labels": lambda: self.labels(said), "failures": lambda: self.failures(said), "history": lambda: self.history(said)}
        if name not in simple:
            raise Refusal(404, "absent", "There is nothing here.")
        return simple[name]()

    def library_answer(self):
        library = self.library
        path = "/home/eva/Pictures"
        state = "/home/eva/.local/state/jozin/6f1c" if library.elsewhere else path + "/.jozin"
        return {"id": "double", "name": "Pictures", "path": path, "version": "0.0-double", "snapshot": "%x" % library.snapshot, "photos": library.count,
                "failed": 3, "unsupported": 12, "missing": 0, "state": {"path": state, "isElsewhere": library.elsewhere},
                "isReachable": library.reachable, "thumbnailSizes": [320, 1440]}

    def check(self, said):
        if "snapshot" in said and said["snapshot"] != "%x" % self.library.snapshot:
            raise Refusal(409, "changed", "The library has changed since.")

    def query(self, said):
        text = said.get("q", "")
        if text.count('"') % 2:
            raise Refusal(400, "misuse", "A quotation mark is missing.", "Close it.", (text.rindex('"'), len(text)))
        return text

    def timeline(self, parts, said):
        query = self.query(said)
        if len(parts) > 1 and parts[1] == "shapes":
            self.check(said)
            return self.library.shapes_of(query)
        if len(parts) > 1 and parts[1] == "position":
            chosen, index = self.library.positions(query), self.index(said["id"])
            if chosen is not None and index not in chosen:
                raise Refusal(404, "absent", "This query does not have that photo.")
            return {"snapshot": "%x" % self.library.snapshot, "position": index if chosen is None else chosen.index(index)}
        total, days = self.library.timeline(query)
        return {"snapshot": "%x" % self.library.snapshot, "total": total, "days": days, "undated": 0}

    def photos(self, said):
        self.check(said)
        chosen = self.library.positions(self.query(said))
        total = self.library.count if chosen is None else len(chosen)
        start = int(said["from"]) if "from" in said else place(said.get("after"))
        end = min(total, start + int(said.get("limit", 100)))
        numbers = range(start, end) if chosen is None else chosen[start:end]
        answer = {"snapshot": "%x" % self.library.snapshot, "photos": [self.library.photo(i) for i in numbers]}
        if end < total:
            answer["next"] = cursor(end)
        return answer

    def index(self, identifier):
        try:
            index = index_of(identifier)
        except (ValueError, IndexError):
            index = -1
        if not 0 <= index < self.library.count or photo_id(index) != identifier:
            raise Refusal(404, "absent", "This library has no such photo.")
        return index

    def number(self, group):
        number = int(group, 16)
        if number >= self.library.groups:
            raise Refusal(404, "absent", "There is no such group.")
        return number

    def groups(self, said):
        library, limit, start = self.library, int(said.get("limit", 100)), place(said.get("after"))
        kind, state = said.get("kind", "any"), said.get("state", "open")
        step = {"certainty": 1, "bytes": -1, "date": 1}[said.get("sort", "certainty")]
        answer, at = [], start
        while at < library.groups and len(answer) < limit:
            number = at if step > 0 else library.groups - 1 - at
            at += 1
            if (state != "all" and library.reviewed(number) != (state == "reviewed")) or kind not in ("any", ("exact", "pixel", "near", "near")[number % 4]):
                continue
            answer.append(library.group(number))
        reviewed = sum(library.reviewed(n) for n in library.verdicts)
        total = {"open": library.groups - reviewed, "reviewed": reviewed, "all": library.groups}[state]
        page = {"groups": answer, "total": total, "gain": total * 5_200_000, "dropped": sum(len(v.get("drop", [])) for v in library.verdicts.values())}
        if at < library.groups:
            page["next"] = cursor(at)
        return page

    def plan(self, kind):
        dropped = [n for v in self.library.verdicts.values() for n in v.get("drop", [])]
        return "#!/bin/sh\n# A double's plan: %d files\n" % len(dropped) if kind == "sh" else "\n".join(map(str, dropped))

    def completions(self, said):
        text = said.get("q", "")
        at = int(said.get("cursor", len(text)))
        start = text.rfind(" ", 0, at) + 1
        word = text[start:at].lower()
        offered = [("camera:canon", "camera", 812), ("camera:fujifilm", "camera", 640), ("favourite", "decision", 12), ("rating:5", "decision", 4)]
        offered += [('tag:"%s"' % t, "tag", 54) for t in TAGS] + [('album:"%s"' % a, "album", 43) for a in ALBUMS]
        offered += [(p.lower(), "place", 60) for p in PLACES]
        found = [o for o in offered if word and word in o[0].lower()][:8]
        chips, position = [], 0
        quoted = False
        for i, c in enumerate(text + " "):
            quoted ^= c == '"'
            if c == " " and not quoted:
                if i > position:
                    chips.append({"text": text[position:i], "start": position, "end": i})
                position = i + 1
        return {"completions": [{"text": t, "kind": k, "count": c, "start": start, "end": at} for t, k, c in found], "chips": chips}

    def folders(self, said):
        inside = said.get("in", "")
        if inside == "":
            rows = [{"path": str(y), "name": str(y), "photos": 312 - (2026 - y) * 9, "hasFolders": True} for y in range(2026, 2012, -1)]
        elif "/" not in inside:
            rows = [{"path": "%s/%02d" % (inside, m), "name": "%02d" % m, "photos": 26, "hasFolders": False} for m in range(1, 13)]
        else:
            rows = []
        return {"folders": rows}

    def labels(self, said):
        names = TAGS if said["kind"] == "tag" else ALBUMS
        field = "tags" if said["kind"] == "tag" else "albums"
        own = {n for d in self.library.decisions.values() for n in d.get(field, [])}
        rows = []
        for name in sorted(set(names) | own):
            found = sorted({i for i, d in self.library.decisions.items() if name in d.get(field, [])} | set(self.library.labelled(field, name)))
            rows.append({"name": name, "photos": len(found)})
        return {"labels": rows}

    def failures(self, said):
        problem = {"code": "damagedFile", "message": "The file ends in the middle of the picture.", "remedy": "Copy it again from the card or a backup."}
        return {"failures": [{"path": "2019/07/IMG_0%d.jpg" % n, "problem": problem} for n in (113, 114, 208)]}

    def history(self, said):
        return {"entries": self.library.log[::-1][:100]}

    def map(self, said):
        west, south, east, north = (float(said.get(k, d)) for k, d in (("west", -180), ("south", -90), ("east", 180), ("north", 90)))
        cells = []
        for at, (latitude, longitude) in enumerate(SPOTS):
            if south <= latitude <= north and west <= longitude <= east:
                cells.append({"latitude": latitude, "longitude": longitude, "photos": 20 + mixed(at, 90) % 4000, "id": photo_id(at * 40 % self.library.count), "place": PLACES[at]})
        return {"cells": cells, "total": sum(c["photos"] for c in cells)}

    # Changing.

    def post(self, path, body):
        parts = path.split("/")[2:]
        if parts == ["decisions"]:
            return self.logged(self.decide(body))
        if parts[0] == "duplicates" and parts[-1] == "verdict":
            return self.logged(self.judge(self.number(parts[1]), body))
        if parts[0] == "history":
            return self.logged(self.undo(body) if parts[1] == "undo" else self.redo(body))
        if parts == ["jobs"]:
            if any(j["kind"] == body["kind"] and j["state"] == "running" for j in self.jobs):
                raise Refusal(409, "locked", "One is at work already.")
            job = {"job": len(self.jobs) + 1, "kind": body["kind"], "state": "running", "stage": "reading", "done": 0, "total": self.library.count, "failed": 0, "rate": 94.2, "secondsLeft": self.library.count / 94, "current": "2019/07/IMG_0007.jpg"}
            self.jobs.insert(0, job)
            return 201, job, [("job", job)]
        if parts[0] == "jobs":
            job = next(j for j in self.jobs if j["job"] == int(parts[1]))
            job["state"] = {"pause": "paused", "resume": "running", "stop": "stopped"}[parts[2]]
            return 200, job, [("job", job)]
        raise Refusal(404, "absent", "There is nothing here.")

    def logged(self, entry):
        entry["number"] = len(self.library.log) + 1
        entry["time"] = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")
        self.library.log.append(entry)
        shown = {k: v for k, v in entry.items() if not k.startswith("_")}
        self.library.log[-1] = {**shown}
        self.kept = getattr(self, "kept", {})
        self.kept[entry["number"]] = entry
        return 200, shown, [("decision", shown)]

    def decide(self, body):
        numbers = [self.index(p) for p in body["photos"]]
        before = {n: dict(self.library.decisions.get(n, {})) for n in numbers}
        for n in numbers:
            said = self.library.decisions.setdefault(n, {})
            for key in FIELDS:
                if key in body["set"]:
                    said[key] = body["set"][key]
            for field, key in (("tags", "Tags"), ("albums", "Albums")):
                gone = set(body["set"].get("remove" + key, []))
                said[field] = sorted((set(said.get(field, [])) | set(body["set"].get("add" + key, []))) - gone)
                said["without " + field] = sorted(gone | (set(said.get("without " + field, [])) - set(said[field])))
        label = ", ".join("%s %s" % (k, v if not isinstance(v, list) else " ".join(v)) for k, v in body["set"].items())
        return {"label": "%s, %d photo%s" % (label, len(numbers), "" if len(numbers) == 1 else "s"), "photos": len(numbers), "_before": before,
                "_after": {n: dict(self.library.decisions[n]) for n in numbers}}

    def judge(self, number, body):
        before = self.library.verdicts.get(number)
        files = {m + 1 for m in self.library.members(number)}
        keep, drop = set(body.get("keep", [])), set(body.get("drop", []))
        if keep & drop or not (keep | drop) <= files or bool(body.get("distinct")) == bool(keep | drop):
            raise Refusal(400, "misuse", "a verdict says either which files to keep and to drop, or that the pictures are distinct", "Say one of the two.")
        gone = (set((before or {}).get("drop", [])) | drop) - keep
        if drop and gone >= files:
            raise Refusal(409, "misuse", "of these duplicates at least one file has to stay", "Keep one of them, and drop the others.")
        said = body if body.get("distinct") else {"drop": sorted(gone), "keep": sorted((set((before or {}).get("keep", [])) | keep) - drop)}
        self.library.verdicts[number] = said
        label = "not duplicates" if body.get("distinct") else "dropped %d" % len(drop)
        return {"label": label, "photos": len(self.library.members(number)), "_group": (number, before, said)}

    def undo(self, body):
        number = body.get("entry") or next((e["number"] for e in reversed(self.library.log) if not e.get("isUndone") and "undoes" not in e and "redoes" not in e), 0)
        if not 1 <= number <= len(self.library.log):
            raise Refusal(404, "absent", "There is nothing to take back.")
        entry = self.kept[number]
        if "undoes" in entry or "redoes" in entry or self.library.log[number - 1].get("isUndone"):
            raise Refusal(409, "misuse", "Entry %d cannot be taken back." % number)
        self.library.log[number - 1]["isUndone"] = True
        self.put(entry, "_before", 1)
        return {"label": "undo: " + entry["label"], "photos": entry["photos"], "undoes": number}

    def redo(self, body):
        number = body.get("entry") or next((e["undoes"] for e in reversed(self.library.log) if "undoes" in e and self.library.log[e["undoes"] - 1].get("isUndone")), 0)
        if not number:
            raise Refusal(404, "absent", "There is nothing to do again.")
        entry = self.kept[number]
        if not self.library.log[number - 1].get("isUndone"):
            raise Refusal(409, "misuse", "Entry %d is not undone." % number)
        self.library.log[number - 1]["isUndone"] = False
        self.put(entry, "_after", 2)
        return {"label": "redo: " + entry["label"], "photos": entry["photos"], "redoes": number}

    def put(self, entry, side, place_of):
        for n, said in entry.get(side, {}).items():
            self.library.decisions[n] = dict(said)
        if "_group" in entry:
            verdict = entry["_group"][place_of]
            if verdict is None:
                self.library.verdicts.pop(entry["_group"][0], None)
            else:
                self.library.verdicts[entry["_group"][0]] = verdict
