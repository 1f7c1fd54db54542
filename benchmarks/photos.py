# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The photos that everything is measured on: each set a folder of distinct JPEG files, made once and kept."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import jpegfile
from measure import NotRun

# EXIF orientations of eight photos of which three are turned: by 90, 270 and 180 degrees.
THREE_OF_EIGHT = (1, 1, 6, 1, 8, 1, 3, 1)


@dataclass(frozen=True)
class PhotoSet:
    """Distinct files in one folder, and what they are."""

    name: str
    title: str
    folder: Path
    files: tuple

    @property
    def size(self):
        """All bytes."""
        return sum(file.stat().st_size for file in self.files)

    def described(self):
        """One line for the report."""
        pixels = [jpegfile.size(file.read_bytes()) for file in self.files]
        mean = sum(width * height for width, height in pixels) / len(pixels) / 1e6
        return f"{self.title}: {len(self.files)} files, {mean:.1f} megapixels and {self.size / len(self.files) / 1e6:.2f} MB on average"

    def warm(self):
        """Reads every file, so that all of them lie in the page cache."""
        for file in self.files:
            file.read_bytes()

    @property
    def list(self):
        """The files as standard input: one path a line."""
        return b"".join(os.fsencode(file) + b"\n" for file in self.files)


class PhotoMaker:
    """Makes sets below one folder, which keeps them for the next run."""

    def __init__(self, work, demo):
        self._work = work
        self.demo = demo

    def copies(self, name, title, sources, count, change=lambda jpeg, index: jpeg):
        """`count` files out of the sources, `change`d and each with a comment of its own."""
        def fill(folder):
            for index in range(count):
                jpeg = change(sources[index % len(sources)].read_bytes(), index)
                (folder / f"{index:05}.jpg").write_bytes(jpegfile.commented(jpeg, b"copy %d" % index))
        return self._set(f"{name}-{count}", title, fill)

    def plain_copies(self, name, title, sources):
        """The sources as they are, under new names."""
        def fill(folder):
            for index, source in enumerate(sources):
                shutil.copyfile(source, folder / f"{index:05}.jpg")
        return self._set(name, title, fill)

    def drawn(self, width, height, count):
        """Demo pictures to make sets of."""
        options = ["--photos", str(count), "--size", f"{width}x{height}", "--duplicates-share", "0", "--no-series", "--no-oddities"]
        return self._set(f"drawn-{width}x{height}-{count}", "", lambda folder: self._run(self.demo, folder, *options)).files

    def reduced(self, name, sources, longest):
        """The sources at another size, by vipsthumbnail."""
        def fill(folder):
            self._run("vipsthumbnail", *sources, "--size", f"{longest}x{longest}", "-o", f"{folder}/%s.jpg[Q=85]")
        return self._set(f"{name}-{longest}", "", fill).files

    def library(self, count):
        """A folder tree of `count` small photos; distinct files put together from strips of 61 pictures."""
        options = [
            "--cheap", "--photos", str(count), "--size", "1024x768", "--duplicates-share", "0", "--no-series", "--no-oddities"]
        return self._folder(f"library-{count}", lambda folder: self._run(self.demo, folder, *options))

    def _set(self, name, title, fill):
        folder = self._folder(name, fill)
        files = tuple(sorted(jpegs_below(folder)))
        if not files:
            raise NotRun(f"no JPEG files in {folder.name}")
        return PhotoSet(name, title, folder, files)

    def _folder(self, name, fill):
        folder = self._work / "photos" / name
        if not folder.exists():
            unfinished = folder.with_name(folder.name + ".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            fill(unfinished)
            unfinished.rename(folder)
        return folder

    @staticmethod
    def _run(*command):
        try:
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except (OSError, subprocess.CalledProcessError) as error:
            raise NotRun(f"{Path(command[0]).name} could not make the photos") from error


def jpegs_below(folder):
    """Every file named as a JPEG that lies below the folder and begins like one."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            if file.suffix.lower() in (".jpg", ".jpeg") and file.is_file() and is_jpeg(file):
                yield file


def is_jpeg(file):
    """Whether header and frame can be read."""
    try:
        jpegfile.size(file.read_bytes())
        return True
    except (OSError, ValueError, IndexError):
        return False


def spread(items, count):
    """At most `count` of the items, evenly from all of them."""
    return [items[index * len(items) // count] for index in range(count)] if len(items) > count else list(items)
