# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The questions about size: memory, the cost of a file, a second scan, and a million fingerprints."""

import json
import tempfile

from contestants import RELEASE, all_cores, check, jozin_scan, one_core
from measure import run
from report import Answer, Section, megabytes, number
from rounds import alternate, say

ASKED_MEMORY = 100e6


class Growth:
    """Libraries of growing size, each scanned once for good; the largest keeps its state for the second scan."""

    def __init__(self, bench, counts):
        self._bench = bench
        self._counts = counts
        self._state = tempfile.TemporaryDirectory(dir=bench.scratch)

    def close(self):
        """Removes what was kept."""
        self._state.cleanup()

    def _scan(self, folder, state, watch_memory=False):
        cost = run(
            jozin_scan(folder, "quick", f"{state}/state"), all_cores(), environment={"XDG_STATE_HOME": f"{state}/state-home"},
            seconds=1800, watch_memory=watch_memory)
        check(cost, (0,))
        return cost

    def _first_scan(self, folder, watch_memory):
        with tempfile.TemporaryDirectory(dir=self._bench.scratch) as state:
            return self._scan(folder, state, watch_memory)

    def first_scans(self):
        """Memory and the cost of a file by the size of the library."""
        section = Section(
            "Growing library: first quick scan of 1024 x 768 photos",
            ["files", "wall, s", "CPU, s", "images/s", "wall ms/image", "CPU ms/image", "all processes, MB", "largest process, MB"])
        *small, large = self._counts
        folders = {count: self._bench.maker.library(count) for count in self._counts}
        results = alternate(
            [(count, lambda folder=folders[count]: self._first_scan(folder, True)) for count in small], self._bench.rounds)
        say(f"first scan of {large} files")
        results.costs[large] = [self._scan(folders[large], self._state.name, True)]
        for count in self._counts:
            wall, cpu = results.wall(count), results.cpu(count)
            section.rows.append([
                f"{count:,}", number(wall), number(cpu), number(count / wall), number(1000 * wall / count), number(1000 * cpu / count),
                megabytes(results.together(count)), megabytes(results.largest(count))])
        section.answers = self._growth_answers(results)
        section.notes = [
            f"Median of {self._bench.rounds} scans; the largest library was scanned once. {len(all_cores())} cores.",
            "Memory is the proportional set of `jozin`, its worker and its decoders, looked at ten times a second."]
        return section

    def _growth_answers(self, results):
        least, *_, middle, large = self._counts
        memory = results.together(large)
        growth = (results.wall(large) / large) / (results.wall(least) / least)
        return [
            Answer(f"peak memory of the scan at {large:,} files", ASKED_MEMORY / 1e6, memory / 1e6, at_least=False, unit=" MB"),
            Answer(f"growth of that from {middle:,} files", 10, 100 * (memory / results.together(middle) - 1), False, " %"),
            Answer(f"cost of a file at {large:,} against {least:,}", 1.2, growth, at_least=False),
        ]

    def second_scan(self):
        """Nothing changed: against `find` reading sizes and times."""
        large = self._counts[-1]
        folder = self._bench.maker.library(large)
        results = alternate(
            [("Jožin, second scan", lambda: self._scan(folder, self._state.name)),
             ("find -printf", lambda: run(["find", folder, "-type", "f", "-printf", "%s %T@\n"], all_cores()))], self._bench.rounds)
        section = Section(
            f"Second scan of {large:,} unchanged files", ["program", "wall, s", "CPU, s", "microseconds/file", "largest process, MB"])
        for name in results.costs:
            section.rows.append([
                name, number(results.wall(name)), number(results.cpu(name)), number(1e6 * results.wall(name) / large),
                megabytes(results.largest(name))])
        ratio = results.times_as_fast("find -printf", "Jožin, second scan")
        section.answers = [Answer(f"second scan of {large:,} files: times find's time", 3, ratio, at_least=False)]
        section.notes = [f"not run: {name}: {reason}" for name, reason in results.not_run.items()]
        return section

    def join(self):
        """The one step that sees the whole library, counted apart."""
        large = self._counts[-1]
        folder = self._bench.maker.library(large)
        command = [RELEASE / "jozin", "duplicates", folder, "--state", f"{self._state.name}/state", "--json-lines", "--quiet"]
        environment = {"XDG_STATE_HOME": f"{self._state.name}/state-home"}
        cost = run(command, all_cores(), environment=environment, watch_memory=True)
        check(cost, (0, 1))
        section = Section(f"The join: `jozin duplicates` over {large:,} files", ["wall, s", "CPU, s", "all processes, MB", "lines of output"])
        section.rows = [[number(cost.wall), number(cost.cpu), megabytes(cost.together), number(cost.output.count(b"\n"))]]
        section.notes = ["One run. The pictures are strips of 61 others."]
        return section


def fingerprints(bench, count):
    """All near pairs of made-up fingerprints, inside one process."""
    outputs = []

    def once():
        cost = run([RELEASE / "jozin-bench", str(count)], one_core())
        check(cost, (0,))
        outputs.append(json.loads(cost.output))
        return cost

    results = alternate([("all near pairs", once)], bench.rounds)
    section = Section(
        f"All near pairs of {count:,} fingerprints on one core",
        ["step", "s"])
    if not results.costs:
        section.notes = [f"not run: {reason}" for reason in results.not_run.values()]
        return section
    counted = outputs[1:]
    seconds = sorted(one["indexSeconds"] + one["searchSeconds"] for one in counted)
    middle = seconds[len(seconds) // 2]
    chosen = next(one for one in counted if one["indexSeconds"] + one["searchSeconds"] == middle)
    section.rows = [
        ["put into order", number(chosen["indexSeconds"])], ["searched", number(chosen["searchSeconds"])], ["together", number(middle)]]
    section.answers = [Answer(f"all near pairs of {count:,} fingerprints, s", 5, middle, at_least=False)]
    section.notes = [
        f"{chosen['pairs']:,} pairs found; peak memory of the process {megabytes(results.largest('all near pairs'))} MB, the "
        "fingerprints themselves included.",
        "Four in five fingerprints are random, the others in families of two to six; pHash within 10 and dHash within 8 bits."]
    return section
