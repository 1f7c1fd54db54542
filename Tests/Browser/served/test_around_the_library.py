# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Folders, map, work with its live events, failures, the sheet of keys; and the whole of it without a mouse."""

import subprocess

from playwright.sync_api import expect

from jozin import DAMAGED
from waiting import until, waited_for


def test_folders_open_like_the_disk_and_lead_to_their_photos(open_page, library):
    page = open_page("?view=folders")
    page.wait_for_selector("[role=treeitem]")
    top = page.locator("[role=tree] > [role=treeitem]")
    names = {f["name"] for f in library.ask("folders")["folders"]}
    expect(top).to_have_count(len(names))
    assert set(top.locator("> .tree-line .tree-name").all_inner_texts()) == names
    year = page.locator("[role=treeitem][data-path='2018']")
    year.locator(".tree-arrow").first.click()
    page.wait_for_selector("[role=treeitem][data-path='2018/City weekend']")
    page.reload()
    page.locator("[role=treeitem][data-path='2018/City weekend']").click()
    page.wait_for_selector(".tile.is-drawn")
    expect(page.locator(".total")).to_have_text("%d photos" % len(library.lines("search", 'in:"2018/City weekend"')))


def test_the_map_has_every_place_and_its_cells_lead_to_photos(open_page, library):
    page = open_page("?view=map")
    page.wait_for_selector(".marker")
    placed = len(library.lines("search", "has:gps"))
    expect(page.locator(".total")).to_have_text("%d photos" % placed)
    page.locator(".marker").first.focus()
    page.keyboard.press("Enter")
    until(page, "location.search.includes('box:')")
    page.wait_for_selector(".tile.is-drawn")
    query = page.evaluate("new URLSearchParams(location.search).get('q')")
    found = len(library.lines("search", *query.split()))
    assert 0 < found <= placed
    until(page, "n => parseInt(document.querySelector('.total').textContent) === n", found)


def scans(library):
    return [job for job in library.ask("jobs")["jobs"] if job["kind"] == "scan"]


def test_work_is_started_paused_gone_on_with_and_stopped_live(open_page, library, known):
    for number in range(12):
        subprocess.run(["cp", "-a", known.photos / "2019", library.photos / ("more %d" % number)], check=True)
    page = open_page("?view=jobs")
    page.get_by_role("button", name="Look for new photos").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").wait_for()
    assert scans(library)[0]["state"] == "paused"
    seen = page.inner_text(".job-numbers")
    page.get_by_role("button", name="Go on").click()
    until(page, "seen => document.querySelector('.job-numbers').textContent !== seen", seen, seconds=20)
    page.get_by_role("button", name="Stop").click()
    until(page, "['stopped', 'done'].includes(document.querySelector('.job-state').textContent)", seconds=20)
    before = len(scans(library))
    page.get_by_role("button", name="Look for new photos").click()
    waited_for(lambda: len(scans(library)) == before + 1)
    until(page, "[...document.querySelectorAll('.job-state')].every(s => ['done', 'stopped'].includes(s.textContent))", seconds=40)
    library.rest()
    page.keyboard.press("Alt+1")
    until(page, "n => document.querySelector('.total')?.textContent === n + ' photos'", str(library.ask("library")["photos"]))


def test_a_damaged_file_is_among_the_failures_with_what_helps(open_page, library):
    page = open_page("?view=failures")
    page.wait_for_selector(".failures li")
    expect(page.locator(".failures")).to_contain_text(DAMAGED)
    expect(page.locator(".failures")).to_contain_text("Restore it from a backup")
    number = library.ask("library")["failed"]
    expect(page.locator(".failures li")).to_have_count(number)
    assert len(library.lines("failures")) == number
    until(page, "n => document.querySelector('a[data-view=failures] .nav-badge').textContent === n", str(library.ask("library")["failed"]))


def test_dark_and_light_are_kept(page):
    for _ in range(3):
        page.get_by_role("button", name="Appearance").click()
        if page.evaluate("document.documentElement.dataset.theme") == "dark":
            break
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_walk_with_the_keyboard_alone(page, library):
    press = page.keyboard.press
    press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    press("Escape")
    press("ArrowRight")
    press("x")
    press("Shift+ArrowRight")
    press("5")
    press("Escape")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    press("Enter")
    page.wait_for_selector(".viewer .stage.is-sharp")
    press("i")
    page.wait_for_selector(".facts")
    press("ArrowRight")
    press("f")
    press("Escape")
    press("g")
    page.keyboard.type("2018")
    press("Enter")
    until(page, "/[?&]at=2018/.test(location.search)")
    press("/")
    page.keyboard.type("favourite")
    press("Enter")
    until(page, "/^[1-9]/.test(document.querySelector('.total')?.textContent) && document.querySelectorAll('.tile.is-drawn').length > 0")
    press("Alt+2")
    page.wait_for_selector(".group-row")
    page.get_by_label("Kind").focus()
    page.keyboard.type("Nearly")
    until(page, "location.search.includes('kind=near') && document.querySelector('.group-open')?.ariaLabel.startsWith('Nearly')")
    page.locator(".group-open").first.focus()
    press("ArrowDown")
    press("Enter")
    page.wait_for_selector(".card")
    press("a")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 3)")
    press("Escape")
    page.wait_for_selector(".group-row")
    press("Control+z")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 4)")
    press("Alt+9")
    until(page, "document.querySelectorAll('.history li').length === 4")
