# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""A library that is nowhere: every photo is computed from its number, so a million of them cost a million bytes."""

import base64
import bisect
import colorsys
import datetime
import hashlib
import math
import random

PLACES = ["Lednice", "Olomouc", "Praha", "Brno", "Mikulov", "Telč", "Wien", "Bergen", "Lisboa", "Kyoto"]
SPOTS = [(48.80, 16.80), (49.59, 17.25), (50.08, 14.43), (49.19, 16.61), (48.80, 16.64), (49.18, 15.45),
         (48.20, 16.37), (60.39, 5.32), (38.72, -9.14), (35.01, 135.76)]
CAMERAS = [("Canon", "EOS R6", "RF24-105mm F4 L IS USM"), ("FUJIFILM", "X-T5", "XF23mmF1.4 R"), ("Google", "Pixel 8", "Pixel 8 back camera 6.9mm f/1.68")]
SIZES = [(4032, 3024), (3024, 4032), (6000, 4000), (6000, 4000), (4000, 6000), (4080, 3072), (4000, 4000), (9000, 3000)]
TAGS = ["Sea", "Mountains", "Garden", "Family", "Bicycle", "Winter", "Birthday"]
ALBUMS = ["Trip to Norway", "Grandmother at eighty", "The house", "Summer"]


def shape_byte(width, height):
    return max(0, min(255, round(128 + 32 * math.log2(width / height))))


SHAPES = bytes(shape_byte(*size) for size in SIZES)


def mixed(index, salt=0):
    """A number that looks like chance and is the same on every run."""
    x = (index * 0x9E3779B97F4A7C15 + salt * 0xBF58476D1CE4E5B9 + 0x1234567) & 0xFFFFFFFFFFFFFFFF
    x ^= x >> 31
    x = (x * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return x ^ (x >> 29)


def photo_id(index):
    return "sha256:%08x%s" % (index, hashlib.sha256(str(index).encode()).hexdigest()[:56])


def index_of(identifier):
    return int(identifier.split(":")[1][:8], 16)


class Library:
    """Photos by number (0 is the newest), days, and what was decided."""

    def __init__(self, count, groups):
        self.count = count
        chance = random.Random(7)
        shapes = bytearray(chance.choices(SHAPES, k=count))
        self.third = max(1, count // 3)
        self.groups = min(groups, self.third)
        for part in (1, 2):
            shapes[part * self.third:part * self.third + self.groups] = shapes[:self.groups]
        self.shapes = bytes(shapes)
        self.size_of_shape = {shape_byte(*size): size for size in SIZES}
        self.snapshot = 1
        self.reachable, self.elsewhere = True, False
        self.decisions, self.verdicts = {}, {}
        self.log = []
        self.days, self.starts = self.make_days(chance)
        self.cached = {}

    def make_days(self, chance):
        days, starts, at = [], [], 0
        day = datetime.date(2026, 11, 20)
        busy = max(1, self.count // 80000)
        while at < self.count:
            size = min(self.count - at, max(1, int(chance.paretovariate(1.1) * busy * chance.choice([1, 1, 2, 6]))))
            size = min(size, max(40, self.count // 300))
            days.append([day.isoformat(), size])
            starts.append(at)
            at += size
            step = chance.choice([1, 1, 1, 2, 3, 6]) if self.count > 100000 else chance.choice([1, 1, 2, 5, 14, 40])
            day -= datetime.timedelta(days=step)
        return days, starts

    # Queries: enough of a language to try a page with.

    def positions(self, query):
        """The numbers of a query's photos; None stands for all."""
        query = query.strip()
        if not query:
            return None
        key = (query, len(self.log), self.snapshot)
        if key not in self.cached:
            if len(self.cached) > 20:
                self.cached.clear()
            self.cached[key] = self.search(query)
        return self.cached[key]

    def search(self, query):
        said = self.decisions
        if query == "nothing":
            return []
        if query in ("favourite", "is:favourite"):
            return sorted(i for i, d in said.items() if d.get("favourite"))
        for key, field in (("tag:", "tags"), ("album:", "albums")):
            if query.startswith(key):
                name = query[len(key):].strip('"')
                own = {i for i, d in said.items() if name in d.get(field, [])}
                return sorted(own | set(self.labelled(field, name)))
        if query.startswith("rating:"):
            return sorted(i for i, d in said.items() if d.get("rating") == int(query[7:8] or 0))
        salt = int(hashlib.sha256(query.encode()).hexdigest()[:6], 16)
        return [i for i in range(self.count) if mixed(i, salt) % 7 == 0]

    def labelled(self, field, name):
        names = TAGS if field == "tags" else ALBUMS
        if name not in names:
            return []
        step = 37 + 11 * names.index(name)
        return range(names.index(name) * 3, min(self.count, 40000), step)

    def timeline(self, query):
        chosen = self.positions(query)
        if chosen is None:
            return self.count, self.days
        days = []
        for index in chosen:
            day = self.days[bisect.bisect_right(self.starts, index) - 1][0]
            if days and days[-1][0] == day:
                days[-1][1] += 1
            else:
                days.append([day, 1])
        return len(chosen), days

    def shapes_of(self, query):
        chosen = self.positions(query)
        return self.shapes if chosen is None else bytes(self.shapes[i] for i in chosen)

    # Photos.

    def taken(self, index):
        at = bisect.bisect_right(self.starts, index) - 1
        day, size = self.days[at]
        second = int(64800 * (1 - (index - self.starts[at]) / size)) + 18000
        return "%sT%02d:%02d:%02d" % (day, second // 3600 % 24, second // 60 % 60, second % 60)

    def colours(self, index):
        """Sky above, sky below, land, as (r, g, b): what the picture is drawn with."""
        hour = int(self.taken(index)[11:13])
        base = 0.56 if 8 <= hour < 17 else 0.04 if hour < 20 else 0.68
        hue = (base + (mixed(index, 3) % 100 - 50) / 900) % 1
        light = 0.9 if 8 <= hour < 19 else 0.55
        sky = colorsys.hsv_to_rgb(hue, 0.45, light)
        low = colorsys.hsv_to_rgb((hue + 0.05) % 1, 0.16, min(1, light + 0.08))
        land = colorsys.hsv_to_rgb(0.22 + (mixed(index, 5) % 100) / 500, 0.32, light * 0.62)
        return [tuple(int(255 * c) for c in colour) for colour in (sky, low, land)]

    def placeholder(self, index):
        """As in Sources/JozinCore/Placeholder.swift: means, and one half wave down of each plane."""
        def planes(r, g, b):
            return 0.299 * r + 0.587 * g + 0.114 * b, 128 - 0.168736 * r - 0.331264 * g + 0.5 * b, 128 + 0.5 * r - 0.418688 * g - 0.081312 * b

        sky, low, land = (planes(*colour) for colour in self.colours(self.origin(index)[0]))
        above, below = [(a + b) / 2 for a, b in zip(sky, low)], land
        mean = [round((a + b) / 2) for a, b in zip(above, below)]
        waves = [(a - b) / 2 for a, b in zip(above, below)]
        largest = [max(1, math.ceil(abs(waves[0]))), max(1, math.ceil(max(abs(waves[1]), abs(waves[2]))))]
        halves = [8] * 36
        for at, wave, scale in ((0, waves[0], largest[0]), (26, waves[1], largest[1]), (31, waves[2], largest[1])):
            halves[at] = 8 + round(7 * wave / scale)
        width, height = self.size_of_shape[self.shapes[index]]
        shape = max(1, min(255, round(128 + 24 * math.log2(width / height))))
        return base64.b64encode(bytes([shape, *mean, *largest] + [halves[i] << 4 | halves[i + 1] for i in range(0, 36, 2)])).decode()

    def photo(self, index):
        width, height = self.size_of_shape[self.shapes[index]]
        answer = {"file": index + 1, "id": photo_id(index), "name": "IMG_%05d.jpg" % (index % 100000), "width": width, "height": height,
                  "taken": self.taken(index), "placeholder": self.placeholder(index)}
        if mixed(index, 9) % 3 == 0:
            answer["place"] = PLACES[mixed(index // 40) % len(PLACES)]
        if mixed(index, 11) % 29 == 0:
            answer["badge"] = "RAW"
        said = self.decisions.get(index, {})
        for key in ("rating", "favourite", "rejected", "title", "dropped"):
            if said.get(key):
                answer[key] = said[key]
        return answer

    def file(self, index, copy=0):
        at = self.taken(index)
        name = "IMG_%05d%s.jpg" % (index % 100000, " (%d)" % copy if copy else "")
        return {"file": index + 1, "path": "%s/%s %s/%s" % (at[:4], at[:10], "Photos" if copy else "Camera", name),
                "bytes": 2_000_000 + mixed(index, 2) % 6_000_000, "modified": at, "format": "JPEG", "isPresent": True,
                "fileDigest": "sha256:" + hashlib.sha256(b"f%d" % index).hexdigest()}

    def said(self, index):
        """All decisions of a photo, with the labels that it was born with."""
        answer = {"tags": [], "albums": [], **self.decisions.get(index, {})}
        for field, names in (("tags", TAGS), ("albums", ALBUMS)):
            gone = self.decisions.get(index, {}).get("without " + field, [])
            born = [n for n in names if index in self.labelled(field, n) and n not in gone]
            answer[field] = sorted(set(answer[field]) | set(born))
        return {k: v for k, v in answer.items() if not k.startswith("without")}

    def details(self, index):
        make, model, lens = CAMERAS[mixed(index // 500) % 3]
        latitude, longitude = SPOTS[mixed(index // 40) % len(SPOTS)]
        answer = self.photo(index)
        answer["files"] = [self.file(index)]
        answer["decisions"] = self.said(index)
        answer["tags"] = answer["decisions"]["tags"]
        answer["exif"] = {"make": make, "model": model, "lens": lens, "iso": 100 << mixed(index, 4) % 5, "fNumber": [1.8, 2.8, 4, 8][mixed(index, 6) % 4],
                          "exposureSeconds": [0.0005, 0.004, 0.0166, 0.5][mixed(index, 7) % 4], "focalLengthMM": 24 + mixed(index, 8) % 80,
                          "captured": {"local": answer["taken"], "subsecond": "42", "offset": "+02:00"},
                          "gps": {"latitude": latitude, "longitude": longitude, "altitude": 212}}
        answer["hashes"] = {"phash64": "%016x" % mixed(index, 21), "dhash64": "%016x" % mixed(index, 22), "bmh64": "%016x" % mixed(index, 23)}
        answer["tiles"] = {"levels": 4, "size": 512}
        group = self.group_of(index)
        answer["groups"] = [group] if group else []
        return answer

    # Duplicates: group g has photo g, the one a third of the library behind it and, in every fifth group, one more third behind.

    def origin(self, index):
        """The photo whose picture this one is of, and how far this copy is from it."""
        number, part = index % self.third, index // self.third
        return (number, part) if number < self.groups and index in self.members(number) else (index, 0)

    def group_of(self, index):
        number, _ = self.origin(index)
        return "%016x" % number if number < self.groups and index in self.members(number) else None

    def members(self, number):
        return [number + part * self.third for part in range(3 if number % 5 == 0 else 2)]

    def group(self, number):
        members = self.members(number)
        files = [self.file(m, copy=i) for i, m in enumerate(members)]
        kind = ("exact", "pixel", "near", "near")[number % 4]
        width, height = self.size_of_shape[self.shapes[members[0]]]
        photos = []
        for i, m in enumerate(members):
            photo = self.photo(m)
            scale = 1 if kind != "near" or i == 0 else 2
            photo.update(width=width // scale, height=height // scale, name=files[i]["path"].split("/")[-1])
            photo.update({word: True for word in ("dropped", "kept") if m in self.judged(number)[word]})
            photos.append(photo)
        return {"group": "%016x" % number, "kind": kind, "certainty": 1 if kind != "near" else round(0.8 + mixed(number, 31) % 190 / 1000, 3),
                "isReviewed": self.reviewed(number), "keeper": next((m for m in members if m not in self.judged(number)["dropped"]), members[0]) + 1, "reason": "It has the most pixels, and its metadata is the camera's own.",
                "gain": sum(f["bytes"] for f in files[1:]), "members": photos}

    def judged(self, number):
        """The numbers of the photos of a group that were dropped, and of those that are to stay."""
        said, members = self.verdicts.get(number, {}), self.members(number)
        kept = members if said.get("distinct") else [f - 1 for f in said.get("keep", [])]
        return {"dropped": [f - 1 for f in said.get("drop", [])], "kept": kept}

    def reviewed(self, number):
        left = set(self.members(number)) - set(self.judged(number)["dropped"])
        return len(left) < 2 or left <= set(self.judged(number)["kept"])

    def group_details(self, number):
        answer = self.group(number)
        members = self.members(number)
        answer["files"] = [self.file(m, copy=i) for i, m in enumerate(members)]
        answer["locked"] = [members[0] + 1] if number % 11 == 3 else []
        near = answer["kind"] == "near"
        answer["relations"] = [{"a": members[0] + 1, "b": m + 1, "kind": answer["kind"], "hashes": [
            {"name": n, "distance": (mixed(number, 40 + i) % 7) if near else 0, "threshold": t, "agrees": not near or mixed(number, 40 + i) % 7 <= t}
            for i, (n, t) in enumerate((("pHash64", 6), ("dHash64", 6), ("bmh64", 5), ("cmh192", 12)))]} for m in members[1:]]
        photos = answer["members"]
        rows = [("pixels", ["%d × %d" % (p["width"], p["height"]) for p in photos], 0), ("size", ["%.1f MB" % (f["bytes"] / 1e6) for f in answer["files"]], 0),
                ("path", [f["path"] for f in answer["files"]], None), ("camera", ["Canon EOS R6"] + [None] * (len(members) - 1), 0)]
        answer["differences"] = [{"field": f, "values": v, **({"best": b} if b is not None else {})} for f, v, b in rows if len(set(v)) > 1]
        return answer
