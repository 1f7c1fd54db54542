# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Whom `make bench` compares: Jožin, its peers, and the limits. Each is a command over one set of photos."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from measure import NotRun, run

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RELEASE = ROOT / ".build" / "release"
PYTHON = ROOT / ".venv-bench" / "bin" / "python"
PYTHON_PACKAGES = {"czkawka": "czkawka", "imagehash": "ImageHash", "difPy": "difPy", "imagededup": "imagededup", "PIL": "pillow"}


@dataclass
class Contestant:
    """A program, how it is asked, and what it does with a photo."""

    name: str
    does: str
    # (photo set, number of processes, scratch folder) -> command
    command: object
    takes_list: bool = False
    # What has to be there: programs by name, Python modules with a "py:" before them.
    needs: tuple = ()
    # Done before the clock starts, with the same arguments as `command`.
    before: object = None
    # Exit codes other than 0 that are no failure.
    codes: tuple = ()
    environment: dict = field(default_factory=dict)

    def missing(self):
        """Why it cannot run; none where it can."""
        for need in self.needs:
            module = need.removeprefix("py:")
            if module != need and not has_module(module):
                return f"the Python package {PYTHON_PACKAGES[module]} is not installed"
            if module == need and not shutil.which(need):
                return f"{Path(need).name} is not installed"
        return None

    def cost(self, photos, cores, scratch_root):
        """One run on the processors `cores`, in a scratch folder of its own.

        The folder stays until the end of all questions: file systems pay for thousands of removals during the writes after them,
        and the next contestant is not to pay for this one's.
        """
        scratch = tempfile.mkdtemp(dir=scratch_root)
        environment = {
            "HOME": scratch, "XDG_STATE_HOME": f"{scratch}/state-home", "XDG_CACHE_HOME": f"{scratch}/cache", **self.environment}
        asked = (photos, len(cores), Path(scratch))
        if self.before:
            check(run(self.before(*asked), cores, environment=environment), (0, *self.codes))
        stdin = photos.list if self.takes_list else b""
        cost = run(self.command(*asked), cores, stdin, environment)
        check(cost, (0, *self.codes))
        return cost


def check(cost, codes):
    """A program that failed has no time."""
    if cost.code not in codes:
        raise NotRun(f"ended with code {cost.code}")


def has_module(name):
    """Whether the peers' Python has it."""
    found = "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", found, name], check=False).returncode == 0


def jozin_scan(folder, depth, state):
    """A scan whose sidecars and catalog are written for real."""
    return [RELEASE / "jozin", "scan", folder, "--depth", depth, "--state", state, "--quiet"]


def python_peer(script, *words):
    """A peer's few lines of Python."""
    return [PYTHON, HERE / "peers" / script, *map(str, words)]


QUICK = Contestant(
    "Jožin, quick pass", "file SHA-256, EXIF, four hashes, sidecar, catalog",
    lambda photos, _, scratch: jozin_scan(photos.folder, "quick", scratch / "state"), codes=(1,))

DEEP = Contestant(
    "Jožin, deep pass", "image id, integrity, sidecar, catalog",
    lambda photos, _, scratch: jozin_scan(photos.folder, "full", scratch / "state"),
    before=QUICK.command, codes=(1,))


def limit(kind, does):
    """Plain C over libjpeg-turbo: see limits.c."""
    return Contestant(
        f"libjpeg-turbo, {does}", "C, one process a core",
        lambda photos, processes, _: [ROOT / ".build-bench" / "limits", kind, str(processes)], takes_list=True, codes=(1,))


FULL = limit("full", "full decode")
EIGHTH = limit("eighth", "1/8 decode")
HASHED = limit("sha256", "full decode + SHA-256")

IMAGEHASH = Contestant(
    "ImageHash", "pHash", lambda photos, processes, _: python_peer("imagehash_hashes.py", "full", processes),
    takes_list=True, needs=("py:imagehash",))
IMAGEHASH_DRAFT = Contestant(
    "ImageHash, draft mode", "pHash of a 1/8 decode",
    lambda photos, processes, _: python_peer("imagehash_hashes.py", "draft", processes), takes_list=True, needs=("py:imagehash",))
CZKAWKA = Contestant(
    "czkawka", "hash, groups", lambda photos, *_: python_peer("czkawka_groups.py", photos.folder), needs=("py:czkawka",))
DIFPY = Contestant(
    "difPy", "50 x 50 pixels, exact groups", lambda photos, processes, _: python_peer("difpy_groups.py", photos.folder, processes),
    needs=("py:difPy",))
IMAGEDEDUP = Contestant(
    "imagededup", "pHash", lambda photos, processes, _: python_peer("imagededup_hashes.py", photos.folder, processes),
    needs=("py:imagededup",))
FINDIMAGEDUPES = Contestant(
    "findimagedupes", "hash, groups", lambda photos, *_: ["findimagedupes", "-q", "-R", "--", photos.folder],
    needs=("findimagedupes",))
EXIFTOOL = Contestant(
    "exiftool -fast2", "metadata only", lambda photos, *_: ["exiftool", "-r", "-q", "-json", "-fast2", photos.folder],
    needs=("exiftool",), codes=(1,))


def thumbnails(photos, processes, scratch):
    """All thumbnails by one process of libvips, with as many threads as there are cores."""
    return ["vipsthumbnail", f"--vips-concurrency={processes}", "--size", "320x320", "-o", f"{scratch}/%s.jpg", *photos.files]


VIPSTHUMBNAIL = Contestant("vipsthumbnail", "thumbnail of 320 pixels", thumbnails, needs=("vipsthumbnail",))


def jozin_thumbs(photos, _, scratch):
    """All thumbnails of 320 pixels, of a library that was scanned."""
    return [RELEASE / "jozin", "thumbs", photos.folder, "--size", "320", "--state", scratch / "state", "--quiet"]


def thumbnails_by_processes(photos, processes, scratch):
    """The same by as many processes of libvips, each with one thread."""
    each = -(-len(photos.files) // processes)
    return ["xargs", "-d", "\\n", "-P", str(processes), "-n", str(each), "vipsthumbnail", "--vips-concurrency=1", "--size", "320x320",
            "-o", f"{scratch}/%s.jpg"]


THUMBS = Contestant("Jožin, thumbs", "thumbnail of 320 pixels, JPEG 92", jozin_thumbs, before=QUICK.command, codes=(1,))
VIPSTHUMBNAILS = Contestant(
    "vipsthumbnail, a process a core", "thumbnail of 320 pixels, JPEG 75", thumbnails_by_processes, takes_list=True,
    needs=("vipsthumbnail", "xargs"))

PEERS = [CZKAWKA, IMAGEHASH, IMAGEHASH_DRAFT, IMAGEDEDUP, DIFPY, FINDIMAGEDUPES, EXIFTOOL, VIPSTHUMBNAIL]


def build_limits(folder):
    """Compiles limits.c."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["cc", "-O2", "-Wall", "-Wextra", "-Werror", HERE / "limits.c", "-o", folder / "limits", "-ljpeg", "-lcrypto"]
    subprocess.run(command, check=True)


def all_cores():
    """The processors that this program may use."""
    return os.sched_getaffinity(0)


def one_core():
    """The last of them: the first has the interrupts more often."""
    return {max(all_cores())}
