# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The viewer with the server's own pictures: whole, in tiles, its neighbours, and what is known of it."""

import io
import urllib.parse

import pytest
from PIL import Image
from playwright.sync_api import expect

from waiting import until


@pytest.fixture
def viewer(open_page, library):
    """A photo larger than the window. The copy's files are looked at first: what has changed since the scan is not drawn in full."""
    library.work("scan")
    photo = max(library.ask("photos?limit=500")["photos"], key=lambda p: p["width"] * p["height"])
    page = open_page("?photo=" + urllib.parse.quote(photo["id"]), viewport={"width": 900, "height": 640})
    page.photo = photo
    page.wait_for_selector(".viewer .stage.is-sharp")
    return page


def picture(page, address):
    answer = page.request.get(address)
    assert answer.ok, address
    return Image.open(io.BytesIO(answer.body()))


def test_zoom_draws_each_pixel_from_tiles_that_fit_together(viewer, library, shot):
    viewer.keyboard.press("z")
    until(viewer, "document.querySelectorAll('.stage-tiles img.is-drawn').length >= 2", seconds=20)
    shot(viewer, "served-zoom")
    found = viewer.evaluate("""[...document.querySelectorAll('.stage-tiles img.is-drawn')].filter(t => t.src.includes('level=0')).map(t =>
        ({src: t.src, shown: t.getBoundingClientRect().width, true: t.naturalWidth}))""")
    assert found and all(abs(t["shown"] - t["true"]) < 1 for t in found)
    photo = viewer.photo
    columns, rows = -(-photo["width"] // 512), -(-photo["height"] // 512)
    whole = Image.new("RGB", (photo["width"], photo["height"]))
    for column in range(columns):
        for row in range(rows):
            tile = picture(viewer, "%s/api/photos/%s/tile?level=0&column=%d&row=%d" % (library.base, photo["id"], column, row))
            assert tile.size == (min(512, photo["width"] - 512 * column), min(512, photo["height"] - 512 * row))
            whole.paste(tile.convert("RGB"), (512 * column, 512 * row))
    path = next(f["path"] for f in library.ask("photos/" + photo["id"])["files"])
    original = Image.open(library.photos / path)
    if original.getexif().get(0x112, 1) == 1:
        small = original.convert("RGB").resize((64, 48), Image.BOX), whole.resize((64, 48), Image.BOX)
        apart = [abs(a - b) for a, b in zip(*(s.tobytes() for s in small))]
        assert sum(apart) / len(apart) < 3


def test_no_picture_carries_what_the_camera_wrote(viewer, library):
    for where in ("thumbnail?size=320", "thumbnail?size=1440", "tile?level=0&column=0&row=0"):
        answer = viewer.request.get("%s/api/photos/%s/%s" % (library.base, viewer.photo["id"], where))
        assert answer.headers["content-type"] in ("image/webp", "image/jpeg") and b"Exif" not in answer.body()


def test_arrows_the_filmstrip_and_escape(open_page):
    page = open_page()
    page.wait_for_selector(".tile.is-drawn")
    page.locator(".tile").nth(2).click()
    page.wait_for_selector(".viewer .stage.is-sharp")
    until(page, "document.querySelectorAll('.film img').length > 5")
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.viewer-name').textContent.includes('4 of')")
    page.locator(".film[aria-current] + .film").click()
    until(page, "document.querySelector('.viewer-name').textContent.includes('5 of')")
    page.wait_for_selector(".viewer .stage.is-sharp")
    page.keyboard.press("Escape")
    until(page, "document.activeElement.position === 4")


def test_a_photo_without_a_capture_time_is_said_to_stand_under_its_file_s_date(open_page, library):
    photo = next(p for p in library.ask("photos?limit=500")["photos"] if "taken" not in p and "problem" not in p)
    page = open_page("?info=1&photo=" + urllib.parse.quote(photo["id"]))
    page.wait_for_selector(".facts")
    until(page, "/does not say: it stands under its file's date, \\w+/.test(document.querySelector('.facts').textContent)")


def test_the_panel_tells_what_the_command_line_tells(open_page, library):
    [photo] = library.ask("photos?q=has:gps&limit=1")["photos"]
    details = library.ask("photos/" + photo["id"])
    page = open_page("?info=1&photo=" + urllib.parse.quote(photo["id"]))
    page.wait_for_selector(".facts")
    for words in (details["files"][0]["path"], details["exif"]["model"], "ISO"):
        expect(page.locator(".panel")).to_contain_text(words)
    page.get_by_label("Title").fill("By the sea")
    page.keyboard.press("Enter")
    until(page, "fetch('/api/photos/%s').then(r => r.json()).then(p => p.decisions.title === 'By the sea')" % photo["id"])
    page.locator(".facts").get_by_role("button").click()
    page.wait_for_selector(".marker")
    until(page, "location.search.includes('view=map')")
