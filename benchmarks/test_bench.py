# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The harness tells the truth: python3 -m unittest discover benchmarks"""

import sys
import unittest
from types import SimpleNamespace

import jpegfile
import report
from contestants import Contestant
from measure import NotRun, median_ratio, run
from photos import spread
from rounds import Results, alternate

FRAME = (0xC0, bytes.fromhex("08000a0014") + b"\x03" + bytes(9))
SCAN = b"\xff\xda\x00\x08\x03\x01\x02\x03\x00?data\xff\xd9"
SMALLEST = jpegfile.join([(0xE0, b"JFIF\0"), (0xE1, b"Exif\0\0old"), (0xE2, b"ICC_PROFILE\0old"), (0xDB, bytes(65)), FRAME], SCAN)


class JPEGFiles(unittest.TestCase):
    def test_a_file_split_and_joined_is_itself(self):
        self.assertEqual(jpegfile.join(*jpegfile.split(SMALLEST)), SMALLEST)

    def test_a_comment_changes_bytes_and_nothing_else(self):
        changed = jpegfile.commented(SMALLEST, b"copy 1")
        segments, rest = jpegfile.split(changed)
        self.assertEqual(rest, SCAN)
        self.assertEqual([part for part in segments if part[0] != 0xFE], jpegfile.split(SMALLEST)[0])
        self.assertNotEqual(changed, jpegfile.commented(SMALLEST, b"copy 2"))

    def test_a_dressed_file_has_one_orientation_and_one_profile(self):
        segments, _ = jpegfile.split(jpegfile.dressed(SMALLEST, 6, b"profile"))
        self.assertEqual([marker for marker, _ in segments], [0xE0, 0xE1, 0xE2, 0xDB, 0xC0])
        self.assertEqual(segments[1][1][:6] + segments[1][1][24:26], b"Exif\0\0\0\x06")
        self.assertEqual(segments[2][1], b"ICC_PROFILE\0\x01\x01profile")

    def test_the_size_is_the_frames(self):
        self.assertEqual(jpegfile.size(SMALLEST), (20, 10))

    def test_what_is_no_photo_is_refused(self):
        for damaged in (b"", b"GIF89a", b"\xff\xd8\xff", SMALLEST[:30]):
            with self.assertRaises((ValueError, IndexError)):
                jpegfile.size(damaged)

    def test_the_profile_is_as_long_as_it_says(self):
        profile = jpegfile.display_p3()
        self.assertEqual(int.from_bytes(profile[:4], "big"), len(profile))
        self.assertEqual(profile[36:40], b"acsp")


class Measuring(unittest.TestCase):
    def test_time_memory_code_and_output_are_the_processes(self):
        cost = run([sys.executable, "-c", "import time; x = b'x' * 200_000_000; print('out'); time.sleep(0.3); exit(3)"], {0})
        self.assertEqual((cost.code, cost.output), (3, b"out\n"))
        self.assertGreaterEqual(cost.wall, 0.3)
        self.assertGreater(cost.largest, 200_000_000)

    def test_children_count_as_the_watcher_sees_them(self):
        child = "x = b'x' * 50_000_000; import time; time.sleep(0.7)"
        parent = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in 'ab']]"
        self.assertGreater(run([sys.executable, "-c", parent], {0}, watch_memory=True).together, 100_000_000)

    def test_a_program_that_is_not_there_is_not_run(self):
        with self.assertRaises(NotRun):
            run(["/no/such/program"], {0})

    def test_a_program_that_hangs_is_ended(self):
        with self.assertRaises(NotRun):
            run([sys.executable, "-c", "import time; time.sleep(60)"], {0}, seconds=0.5)

    def test_a_program_that_fails_has_no_time(self):
        photos = SimpleNamespace(list=b"")
        failing = Contestant("failing", "", lambda *_: [sys.executable, "-c", "exit(2)"])
        with self.assertRaises(NotRun):
            failing.cost(photos, {0}, None)


class Rounds(unittest.TestCase):
    def test_programs_alternate_behind_one_round_that_does_not_count(self):
        order = []
        costs = {name: lambda name=name: order.append(name) or SimpleNamespace(wall=len(order)) for name in "ab"}
        results = alternate(costs.items(), 2)
        self.assertEqual(order, list("ababab"))
        self.assertEqual([cost.wall for cost in results.costs["a"]], [3, 5])

    def test_who_fails_is_named_with_the_reason_and_has_no_time(self):
        turns = iter([SimpleNamespace(wall=1), SimpleNamespace(wall=1)])

        def fails_late():
            turn = next(turns, None)
            if turn is None:
                raise NotRun("it broke")
            return turn
        results = alternate([("late", fails_late)], 3)
        self.assertEqual(results.not_run, {"late": "it broke"})
        self.assertNotIn("late", results.costs)

    def test_a_ratio_is_taken_inside_each_round(self):
        self.assertEqual(median_ratio([2, 40, 6], [1, 10, 2]), 3)
        costs = {"a": [SimpleNamespace(wall=1), SimpleNamespace(wall=100)], "b": [SimpleNamespace(wall=2), SimpleNamespace(wall=200)]}
        self.assertEqual(Results(costs).times_as_fast("a", "b"), 2)
        self.assertIsNone(Results(costs).times_as_fast("a", "c"))


class Reports(unittest.TestCase):
    def test_asked_and_measured_stand_side_by_side(self):
        self.assertEqual(report.Answer("x", 6, 5.999).row(), ["x", "at least 6", "6", "**no**"])
        self.assertEqual(report.Answer("x", 100, 20, False, " MB").row(), ["x", "at most 100 MB", "20 MB", "yes"])
        self.assertEqual(report.Answer("x", 6, None).row(), ["x", "at least 6", "–", "not run"])

    def test_every_table_has_as_many_cells_as_its_header(self):
        section = report.Section("t", ["a", "b"], [["1", "2"]], [report.Answer("x", 1, 2)], ["not run: y: why"])
        page = report.document([section], ["opening"], [["processor", "p"]])
        self.assertIn("- not run: y: why", page)
        widths = {line.count("|") for line in section.text().splitlines() if line.startswith("|")}
        self.assertEqual(widths, {3})

    def test_numbers_have_three_figures(self):
        self.assertEqual([report.number(value) for value in (None, 0, 0.00012, 1.2345, 123456)], ["–", "0", "1.2e-04", "1.23", "123,456"])

    def test_a_spread_is_even_and_in_order(self):
        self.assertEqual(spread(list(range(10)), 5), [0, 2, 4, 6, 8])
        self.assertEqual(spread([1, 2], 5), [1, 2])


if __name__ == "__main__":
    unittest.main()
