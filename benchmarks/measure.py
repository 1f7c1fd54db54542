# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""One process and its cost: wall-clock time, processor time, peak memory."""

import os
import resource
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

# Between two looks at a tree of processes. Its memory is only watched where that is the question.
SAMPLE_SECONDS = 0.1


class NotRun(Exception):
    """Why something was not measured, in words for the report."""


@dataclass(frozen=True)
class Cost:
    """What one process took, the processes that it started and waited for included."""

    wall: float
    cpu: float
    # Of the largest single process, in bytes; never below what this program itself had when it started the process.
    largest: int
    # Of all its processes together, shared pages counted once; 0 where nobody watched.
    together: int
    code: int
    output: bytes


def run(command, cores, stdin=b"", environment=None, seconds=900, watch_memory=False):
    """Runs `command` on the processors `cores` to its end; standard error goes nowhere."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as output:
        source.write(stdin)
        source.seek(0)
        usual_cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores)
        start = time.monotonic()
        try:
            process = subprocess.Popen(
                command, stdin=source, stdout=output, stderr=subprocess.DEVNULL, start_new_session=True,
                env={**os.environ, **(environment or {})})
        except OSError as error:
            raise NotRun(error.strerror) from error
        finally:
            os.sched_setaffinity(0, usual_cores)
        timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        watch = MemoryWatch(process.pid) if watch_memory else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if wall >= seconds:
            raise NotRun(f"took longer than {seconds} s")
        output.seek(0)
        return Cost(
            wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, watch.stop() if watch else 0,
            process.returncode, output.read())


class MemoryWatch:
    """The greatest memory of a process and all below it, looked at ten times a second."""

    def __init__(self, root):
        self._root = root
        self._peak = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def stop(self):
        self._end.set()
        self._thread.join()
        return self._peak

    def _look_on(self):
        while not self._end.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(proportional_memory(process) for process in family(self._root)))


def family(process):
    """The process and its descendants, as far as they can be seen."""
    members = [process]
    for member in members:
        try:
            for thread in os.listdir(f"/proc/{member}/task"):
                with open(f"/proc/{member}/task/{thread}/children", encoding="ascii") as children:
                    members += [int(child) for child in children.read().split()]
        except OSError:
            continue
    return members


def proportional_memory(process):
    """Resident bytes, a shared page counted in equal parts by those who share it; 0 for a process that has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as rollup:
            return next((int(line.split()[1]) * 1024 for line in rollup if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def own_memory():
    """The most memory that this program has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def median(values):
    """The median, or none of nothing."""
    values = list(values)
    return statistics.median(values) if values else None


def median_ratio(numerators, denominators):
    """The median of the ratios round by round: what slows a whole round down slows both of its sides."""
    return median(a / b for a, b in zip(numerators, denominators) if b > 0)
