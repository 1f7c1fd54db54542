#!/usr/bin/env python3
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Measures Jožin against its peers and against the limits, and writes RESULTS.md: see README.md."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import jpegfile
import library
import machine
import questions
from contestants import CZKAWKA, DEEP, EIGHTH, FULL, HERE, IMAGEHASH_DRAFT, QUICK, RELEASE, ROOT, build_limits
from measure import NotRun, own_memory
from photos import THREE_OF_EIGHT, PhotoMaker, jpegs_below, spread
from report import Section, document, megabytes
from rounds import say

ASKED_QUICK = {FULL.name: 2.2, EIGHTH.name: 1.5, IMAGEHASH_DRAFT.name: 2}
ASKED_12_MEGAPIXELS = {CZKAWKA.name: 6, **ASKED_QUICK}
ASKED_2_MEGAPIXELS = {CZKAWKA.name: 4, **ASKED_QUICK}
ASKED_TWO_CORES = 1.9
ASKED_THUMBNAILS = 1.3
MOST_OWN_PHOTOS = 400
CORPUS = Path(os.environ.get("JOZIN_CORPORA", ROOT.parent / "shared" / "corpora")) / "speed"


class Bench:
    """What all questions share: how many rounds, and which photos."""

    def __init__(self, options, scratch):
        self.rounds = 1 if options.quick else options.rounds
        self.heavy = options.heavy
        self.scratch = scratch
        self.maker = PhotoMaker(Path(options.work).resolve(), RELEASE / "jozin-demo")
        self._quick = options.quick
        self._own = Path(options.photos) if options.photos else None
        # What is made of somebody's own photos goes when the run ends.
        self._source_maker = PhotoMaker(Path(scratch), self.maker.demo) if self._own else self.maker

    def count(self, full, quick):
        """How many, in the full mode or in the quick one."""
        return quick if self._quick else full

    @property
    def source(self):
        """Where large photos come from: the given folder, cameras, or the demo's brush."""
        if self._own:
            return "own"
        return "camera" if CORPUS.is_dir() else "drawn"

    def sources(self):
        """Large photos to make sets of."""
        if self.source == "drawn":
            return self.drawn(4032, 3024)
        found = list(jpegs_below(self._own or CORPUS))
        if not found:
            raise NotRun("the folder holds no JPEG files")
        return spread(found, MOST_OWN_PHOTOS)

    def drawn(self, width, height):
        """A dozen demo pictures."""
        return self.maker.drawn(width, height, self.count(12, 2))

    def large(self):
        """The given photos, or distinct copies of the camera's, or drawn ones."""
        if self.source == "own":
            return self._source_maker.plain_copies("own", "the given folder", self.sources())
        if self.source == "camera":
            return self.maker.copies("camera-12", "camera, 12 MP and more", self.sources(), self.count(120, 12))
        return self.drawn_12()

    def camera_2(self):
        """The camera's photos at 2 megapixels."""
        reduced = self.maker.reduced("camera-reduced", self.sources(), 1632)
        return self.maker.copies("camera-2", "camera, reduced to 2 MP", reduced, self.count(360, 24))

    def drawn_12(self):
        """Demo pictures of 12 megapixels."""
        return self.maker.copies("drawn-12", "drawn, 12 MP", self.drawn(4032, 3024), self.count(120, 8))

    def drawn_2(self):
        """Demo pictures of 2 megapixels."""
        return self.maker.copies("drawn-2", "drawn, 2 MP", self.drawn(1632, 1224), self.count(360, 24))

    def dressed(self, name, title, orientations, profile=None):
        """Large photos with these orientations, again and again, and this profile."""
        def change(jpeg, index):
            return jpegfile.dressed(jpeg, orientations[index % len(orientations)], profile)
        title = f"{title} ({self.source})"
        return self._source_maker.copies(f"{self.source}-{name}", title, self.sources(), self.count(120, 8), change)

    def upright(self):
        """Large photos that need no turning and no colour conversion."""
        return self.dressed("upright", "upright sRGB", (1,))

    def quick_sections(self):
        """The quick pass on every set."""
        if self.source == "own":
            yield lambda: questions.quick_pass(self, self.large(), ASKED_QUICK)
        elif self.source == "camera":
            yield lambda: questions.quick_pass(self, self.large(), ASKED_12_MEGAPIXELS)
            yield lambda: questions.quick_pass(self, self.camera_2(), ASKED_2_MEGAPIXELS)
        yield lambda: questions.quick_pass(self, self.drawn_12(), ASKED_12_MEGAPIXELS)
        yield lambda: questions.quick_pass(self, self.drawn_2(), ASKED_2_MEGAPIXELS)

    def deep_section(self):
        """The deep pass on upright, turned and Display P3 photos."""
        sets = [
            (self.upright(), 0.85), (self.dressed("turned", "3 of 8 turned, sRGB", THREE_OF_EIGHT), 0.70),
            (self.dressed("display-p3", "upright, Display P3", (1,), jpegfile.display_p3()), None)]
        return questions.deep_pass(self, sets)

    def cores_section(self):
        """One core against all."""
        return questions.two_cores(
            self, [(QUICK, self.large()), (QUICK, self.drawn_2()), (DEEP, self.upright())], ASKED_TWO_CORES)

    def sections(self):
        """Every question, in the order of the report; each is asked when it is called."""
        yield from self.quick_sections()
        yield self.deep_section
        yield lambda: questions.thumbnails(self, self.large(), ASKED_THUMBNAILS)
        yield self.cores_section
        growth = library.Growth(self, self.count((1_000, 10_000, 100_000), (100, 200, 400)))
        yield growth.first_scans
        yield growth.second_scan
        yield growth.join
        growth.close()
        yield lambda: library.fingerprints(self, self.count(1_000_000, 20_000))


def answered(question):
    """A question that cannot be asked here is in the report all the same."""
    try:
        return question()
    except NotRun as reason:
        return Section("A question that was not run", notes=[f"not run: {reason}"])


def opening(options, started, load_before, rounds):
    """How it was measured, for the reader of the page."""
    minutes = (time.monotonic() - started) / 60
    return [
        f"Written by `make bench` on {time.strftime('%Y-%m-%d')}; {minutes:.0f} minutes, load average {load_before} at the start and "
        f"{machine.load()} at the end (1, 5, 15 minutes; the run itself makes up to as much as there are cores).",
        "",
        f"Whole processes, wall-clock time. Programs alternate, round by round, after one round that does not count; counted rounds: {rounds}; "
        "medians; a ratio is taken within each round and the median of these is shown. All programs have the same processors, and the "
        "photos are in the page cache. Every quick pass has a new state folder and writes sidecars and catalog, synced to the disk. "
        "The peers do less or other work than Jožin: the tables say what. Trust ratios more than seconds, and on a busy machine the "
        "ratios of processor time more than those of wall-clock time. A process's memory cannot show below what the program that "
        f"starts it has itself, {megabytes(own_memory())} MB.",
    ]


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", metavar="FOLDER", help="a folder of own photos to measure on; it is only read")
    parser.add_argument("--quick", action="store_true", help="few photos, one round, nothing written: does the harness work?")
    parser.add_argument("--rounds", type=int, default=3, help="counted rounds (3)")
    parser.add_argument("--heavy", action="store_true", help="take in peers of which the installation is large")
    parser.add_argument("--work", metavar="FOLDER", default=ROOT / ".build-bench", help="where photos are made and kept")
    return parser.parse_args()


def main():
    """Asks every question and writes the page."""
    options = arguments()
    started, load_before, versions = time.monotonic(), machine.load(), machine.rows()
    work = Path(options.work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    build_limits(ROOT / ".build-bench")
    with tempfile.TemporaryDirectory(dir=work, prefix="scratch-") as scratch:
        bench = Bench(options, scratch)
        sections = []
        for question in bench.sections():
            sections.append(answered(question))
            say(sections[-1].title)
            print(sections[-1].text(), flush=True)
    page = document(sections, opening(options, started, load_before, bench.rounds), versions)
    if options.quick:
        print(page)
    else:
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
        say(f"written: {HERE / 'RESULTS.md'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
