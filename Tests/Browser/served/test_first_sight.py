# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The first screen, the timeline, its days and its years, out of the library's own catalog."""

import subprocess

from playwright.sync_api import expect

from jozin import Library
from waiting import until

TOTAL = "fetch('/api/timeline').then(r => r.json()).then(t => t.total)"


def test_who_comes_first_is_told_what_jozin_does_and_never_does_once(open_page, shot):
    page = open_page(welcomed=False)
    dialog = page.get_by_role("dialog", name="Hello, I am Jožin.")
    dialog.wait_for()
    expect(dialog).to_contain_text("change, move or delete a photo of yours")
    expect(dialog).to_contain_text("/photos/.jozin")
    page.wait_for_selector(".tile.is-drawn")
    shot(page, "served-welcome")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    assert page.get_by_role("dialog").count() == 0


def test_every_photo_of_the_library_is_in_the_timeline_newest_first(page, library):
    total = page.evaluate(TOTAL)
    assert total == library.ask("library")["photos"]
    expect(page.locator(".total")).to_have_text("%d photos" % total)
    days = library.ask("timeline")["days"]
    assert [day for day, _ in days] == sorted((day for day, _ in days), reverse=True) and sum(number for _, number in days) == total
    headings = page.locator(".day-name").all_inner_texts()
    assert headings and all(any(word[:4].isdigit() for word in heading.split()) for heading in headings)
    page.keyboard.press("End")
    until(page, "n => document.activeElement.position === n - 1", total)
    until(page, "document.activeElement.classList.contains('is-drawn')")


def test_the_scrubber_leads_to_every_year_and_the_heading_follows(page):
    years = page.locator(".scrubber-year").all_inner_texts()
    assert len(years) >= 3 and years == sorted(years, reverse=True)
    box = page.get_by_role("slider", name="Date").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] * 0.6)
    page.wait_for_selector(".sticky-day:not([hidden])")
    until(page, "location.search.includes('at=')")
    place = page.evaluate("new URLSearchParams(location.search).get('at')")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    until(page, "place => new URLSearchParams(location.search).get('at') === place", place)


def test_a_day_is_chosen_and_given_stars_at_once(page, library):
    heading = page.locator(".day").nth(0)
    heading.hover()
    heading.locator(".day-tick").click()
    page.wait_for_selector(".selection-bar")
    chosen = int(page.inner_text(".selection-bar strong").split()[0])
    assert chosen == library.ask("timeline")["days"][0][1]
    page.keyboard.press("2")
    # Copies of one picture are one picture to a decision.
    until(page, "n => fetch('/api/timeline?q=rating:2').then(r => r.json()).then(t => t.total >= n)", chosen)
    page.keyboard.press("Escape")
    expect(page.locator(".selection-bar")).to_be_hidden()


def test_a_scan_fills_the_page_while_one_looks(open_of, known, tmp_path):
    folder = tmp_path / "new"
    (folder / "state").mkdir(parents=True)
    subprocess.run(["cp", "-a", "--reflink=auto", known.photos / "2018", folder / "photos"], check=True)
    library = Library(folder).serve()
    try:
        page = open_of(library)
        page.wait_for_selector(".tile.is-drawn", timeout=30000)
        until(page, "document.querySelector('.total').textContent.startsWith('21 ')", seconds=30)
        until(page, "fetch('/api/duplicates').then(r => r.ok)")
    finally:
        page.goto("about:blank")
        library.stop()
