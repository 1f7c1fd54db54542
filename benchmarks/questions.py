# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The questions about photos: the quick pass, the deep pass, and what a second core brings."""

from contestants import (
    DEEP, EIGHTH, FULL, HASHED, IMAGEDEDUP, PEERS, QUICK, RELEASE, THUMBS, VIPSTHUMBNAIL, VIPSTHUMBNAILS, all_cores, one_core)
from measure import run
from report import Answer, Section, megabytes, number
from rounds import alternate, contest


def not_run(results):
    """A note for each contestant without a time."""
    return [f"not run: {name}: {reason}" for name, reason in results.not_run.items()]


def compared(title, contestants, results, photos, asked):
    """A table of all that ran, against the first of them; `asked` maps a name to how many times as fast it should be."""
    first = contestants[0].name
    section = Section(
        title,
        ["program", "images/s", "wall, s", "CPU, ms/image", "largest process, MB", "Jožin is … times as fast", "asked",
         "… times as cheap (CPU)"])
    for contestant in contestants:
        name = contestant.name
        if name not in results.costs:
            continue
        wall, cpu = results.wall(name), results.cpu(name)
        section.rows.append([
            f"{name} ({contestant.does})", number(len(photos.files) / wall), number(wall), number(1000 * cpu / len(photos.files)),
            megabytes(results.largest(name)), number(results.times_as_fast(first, name)), number(asked.get(name)),
            number(results.times_as_cheap(first, name))])
    return section


def quick_pass(bench, photos, asked):
    """The quick pass against the peers and the limits; `asked` maps a contestant's name to a number."""
    contestants = [QUICK, *(peer for peer in PEERS if peer is not IMAGEDEDUP or bench.heavy), FULL, EIGHTH]
    results = contest(contestants, photos, all_cores(), bench.rounds, bench.scratch)
    if not bench.heavy:
        results.not_run[IMAGEDEDUP.name] = "it needs PyTorch, which is installed for `--heavy` alone"
    section = compared(f"Quick pass: {photos.title}", contestants, results, photos, asked)
    for name, wanted in asked.items():
        section.answers.append(Answer(
            f"quick pass, {photos.title}: times as fast as {name}", wanted, results.times_as_fast(QUICK.name, name)))
    section.notes = [f"{photos.described()}; all on {len(all_cores())} cores.", *not_run(results)]
    return section


def has_image_id(photo):
    """Whether Jožin gives the photo an image id: without one it did less than what it is compared with."""
    cost = run([RELEASE / "jozin", "inspect", photo, "--depth", "full", "--json-lines"], all_cores())
    return b'"sha256"' in cost.output


def deep_pass(bench, sets):
    """The deep pass, all its quick facts there already, against decoding and hashing in C: (photos, number asked for) pairs."""
    section = Section(
        "Deep pass against full decode + SHA-256 in C",
        ["photos", "Jožin, images/s", "C, images/s", "Jožin, CPU ms/image", "C, CPU ms/image", "Jožin's share of C's speed", "asked",
         "the same of CPU time"])
    for photos, wanted in sets:
        results = contest([DEEP, HASHED], photos, all_cores(), bench.rounds, bench.scratch)
        share = results.times_as_fast(DEEP.name, HASHED.name)
        files = len(photos.files)
        if DEEP.name in results.costs and HASHED.name in results.costs:
            section.rows.append([
                photos.title, number(files / results.wall(DEEP.name)), number(files / results.wall(HASHED.name)),
                number(1000 * results.cpu(DEEP.name) / files), number(1000 * results.cpu(HASHED.name) / files), number(share),
                number(wanted), number(results.times_as_cheap(DEEP.name, HASHED.name))])
        if wanted:
            section.answers.append(Answer(f"deep pass, {photos.title}: share of C's speed", wanted, share))
        section.notes += [f"{photos.described()}.", *not_run(results)]
        if not has_image_id(photos.files[0]):
            section.notes.append(f"{photos.title}: Jožin gave no image id, so it hashed no pixel: its time says nothing here.")
    section.notes.append(
        "Jožin runs as a whole: two programs started, every file opened again, integrity judged, sidecars and catalog written. "
        "C decodes and hashes, turns nothing, and knows no colour profile.")
    return section


def thumbnails(bench, photos, asked):
    """Thumbnails of 320 pixels against libvips; `asked` is how many times as fast."""
    contestants = [THUMBS, VIPSTHUMBNAIL, VIPSTHUMBNAILS]
    results = contest(contestants, photos, all_cores(), bench.rounds, bench.scratch)
    wanted = {peer.name: asked for peer in (VIPSTHUMBNAIL, VIPSTHUMBNAILS)}
    section = compared(f"Thumbnails of 320 pixels: {photos.title}", contestants, results, photos, wanted)
    for name in wanted:
        section.answers.append(Answer(
            f"thumbnails, {photos.title}: times as fast as {name}", asked, results.times_as_fast(THUMBS.name, name)))
    section.notes = [
        f"{photos.described()}; all on {len(all_cores())} cores. The library was scanned quickly before the clock started.",
        *not_run(results)]
    return section


def two_cores(bench, sets, asked):
    """One core against two, quick and deep."""
    section = Section(
        "Two cores against one", ["what", "images/s on one core", "images/s on all", "times as fast", "asked"])
    if len(all_cores()) < 2:
        section.notes.append("not run: this machine gives only one core")
        return section
    for contestant, photos in sets:
        photos.warm()
        results = alternate(
            [("one", lambda who=contestant, what=photos: who.cost(what, one_core(), bench.scratch)),
             ("all", lambda who=contestant, what=photos: who.cost(what, all_cores(), bench.scratch))], bench.rounds)
        section.notes += not_run(results)
        if {"one", "all"} <= results.costs.keys():
            gain = results.times_as_fast("all", "one")
            files = len(photos.files)
            what = f"{contestant.name}, {photos.title}"
            section.rows.append([
                what, number(files / results.wall("one")), number(files / results.wall("all")), number(gain), number(asked)])
            section.answers.append(Answer(f"{what}: {len(all_cores())} cores against one", asked, gain))
    return section
