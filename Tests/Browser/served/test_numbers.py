# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""A million photos in the server's own catalog: how long until the first row, how the scrubber goes over them, what it costs the page.

The catalog is made up by `jozin-bench catalog`. Its photos are numbers without files, so what is drawn are boxes. Numbers are printed and
kept, and held to nothing but what no machine's haste can change.
"""

import subprocess

import pytest

from jozin import BUILD, Library
from test_a_million_photos_scroll import heap, scrub_from_end_to_end
from waiting import until

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def million(tmp_path_factory):
    folder = tmp_path_factory.mktemp("million")
    (folder / "state").mkdir()
    library = Library(folder)
    library.state.mkdir(parents=True, mode=0o700)
    subprocess.run([BUILD / "jozin-bench", "catalog", library.state / "catalog.sqlite"], check=True)
    library.serve("--no-scan")
    yield library
    library.stop()


@pytest.fixture
def open_million(open_of, million):
    def open_at(where=""):
        page = open_of(million, where)
        # There is no file to draw.
        page.watch.expect("Failed to load resource")
        return page
    return open_at


def test_opening_until_the_first_row(open_million, measured):
    page = open_million()
    until(page, "document.querySelectorAll('.tile').length > 5", seconds=60)
    for visit in ("first", "second", "third"):
        if visit != "first":
            page.goto("about:blank")
            page.goto(page.watch.base + "/")
            until(page, "document.querySelectorAll('.tile').length > 5", seconds=60)
        until(page, "performance.getEntriesByName('photos-arrived').length > 0", seconds=60)
        laid, arrived = page.evaluate("['photos-laid-out', 'photos-arrived'].map(n => performance.getEntriesByName(n)[0].startTime)")
        measured(what="served million, %s visit" % visit, rows_laid_out_ms=round(laid), first_photos_ms=round(arrived), total=page.inner_text(".total"))


def test_from_end_to_end_with_the_scrubber(open_million, measured):
    page = open_million()
    until(page, "performance.getEntriesByName('photos-arrived').length > 0", seconds=60)
    before = heap(page)
    scrub_from_end_to_end(page)
    until(page, "[...document.querySelectorAll('.tile')].every(t => t.shown)")
    seen = page.evaluate("() => { window.seenEnough = true; return window.seen; }")
    after = heap(page)
    measured(what="served million, end to end", longest_blank_ms=round(seen["blank"]), most_elements=seen["elements"], longest_frame_ms=round(seen["longest"]),
             frames=seen["frames"], heap_before_mb=round(before, 1), heap_after_mb=round(after, 1))
    assert seen["elements"] < 1500 and after < 150


@pytest.fixture
def many(tmp_path):
    """Small photos, half of them copies: some 2,000 groups."""
    folder = tmp_path / "many"
    (folder / "state").mkdir(parents=True)
    subprocess.run([BUILD / "jozin-demo", folder / "photos", "--cheap", "--photos", "3000", "--size", "320x240", "--duplicates-share", "0.5", "--no-series", "--no-oddities"], check=True, capture_output=True)
    library = Library(folder)
    library.run("scan")
    yield library.serve("--no-scan")
    library.stop()


def test_thousands_of_groups_of_duplicates(open_of, many, measured):
    many.work("duplicates")
    page = open_of(many)
    until(page, "performance.getEntriesByName('photos-arrived').length > 0", seconds=60)
    total = many.ask("duplicates")["total"]
    page.keyboard.press("Alt+2")
    until(page, "document.querySelectorAll('.group-row').length > 6")
    page.keyboard.press("Alt+1")
    until(page, "document.querySelectorAll('.tile').length > 5")
    took = page.evaluate("""() => new Promise(done => { const began = performance.now(); document.querySelector('a[data-view=duplicates]').click();
        const look = () => document.querySelectorAll('.group-row').length > 6 ? done(performance.now() - began) : requestAnimationFrame(look); look(); })""")
    before = heap(page)
    for _ in range(60):
        page.evaluate("document.querySelector('.group-list').scrollTop = 1e9")
        page.wait_for_timeout(60)
    elements = page.evaluate("document.querySelectorAll('*').length")
    reached = max(page.evaluate("[...document.querySelectorAll('.group-row')].map(r => Number(r.dataset.at))"))
    measured(what="served groups", groups=total, first_screen_ms=round(took), groups_gone_through=reached, heap_before_mb=round(before, 1), heap_after_mb=round(heap(page), 1), most_elements=elements)
    assert elements < 1500
