# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said of photos is seen at once and kept: over full disks, lost servers, reloads; and it can be undone."""

import pytest
from playwright.sync_api import expect

from waiting import until

HISTORY = "fetch('/api/history').then(r => r.json()).then(h => h.entries.length)"


def mark(page):
    return page.evaluate("document.querySelector('.tile .marks')?.textContent ?? ''")


def marked(page, marks):
    """Waits until the first photo has these marks."""
    until(page, "marks => (document.querySelector('.tile .marks')?.textContent ?? '') === marks", marks)


def test_a_rating_is_seen_at_once_and_undone_and_redone(page):
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("4")
    assert "★★★★" in mark(page)
    until(page, HISTORY + ".then(n => n === 1)")
    page.keyboard.press("u")
    until(page, "!document.querySelector('.tile .marks')?.textContent.includes('★')")
    until(page, HISTORY + ".then(n => n === 2)")
    page.keyboard.press("Control+Shift+z")
    until(page, "document.querySelector('.tile .marks')?.textContent.includes('★★★★')")
    until(page, HISTORY + ".then(n => n === 3)")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    marked(page, "★★★★")


def test_many_photos_are_edited_at_once(page):
    page.locator(".tile").first.locator(".tick").click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    until(page, "document.querySelector('.selection-bar strong').textContent.startsWith('4 ') || document.querySelector('.selection-bar strong').textContent.startsWith('3 ')")
    page.keyboard.press("f")
    page.keyboard.press("t")
    page.get_by_role("combobox", name="Add tag").fill("Harvest")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    until(page, "fetch('/api/labels?kind=tag').then(r => r.json()).then(l => l.labels.some(t => t.name === 'Harvest' && t.photos >= 3))")
    page.keyboard.press("Alt+4")
    page.get_by_role("link", name="Harvest").click()
    page.wait_for_selector(".tile.is-drawn")
    until(page, "/^[34] photos$/.test(document.querySelector('.total').textContent)")


@pytest.mark.double
def test_a_full_disk_is_told_at_once_kept_and_tried_again(page, served, shot):
    page.watch.expect("507")
    served.fault("/api/decisions", 507, times=2, code="noSpace", message="There is no room left.")
    page.keyboard.press("5")
    page.keyboard.press("f")
    banner = page.locator("[data-banner=waiting]")
    banner.wait_for()
    expect(banner).to_contain_text("2 decisions not saved yet")
    expect(banner).to_contain_text("disk is full")
    until(page, "document.querySelector('.tile .marks').textContent.includes('★★★★★')")
    shot(page, "disk-full")
    page.get_by_role("button", name="Try now").click()
    banner.wait_for(state="detached", timeout=15000)
    assert [e["label"] for e in served.log()["entries"]] == ["rating 5, 1 photo", "favourite True, 1 photo"]


@pytest.mark.double
def test_what_waits_outlives_a_reload(page, served):
    page.watch.expect("507")
    served.fault("/api/decisions", 507, times=1000)
    page.keyboard.press("5")
    page.locator("[data-banner=waiting]").wait_for()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.locator("[data-banner=waiting]").wait_for()
    until(page, "document.querySelector('.tile .marks')?.textContent.includes('★★★★★')")
    page.keyboard.press("f")
    page.keyboard.press("u")
    served.tell("fault", clear=True)
    page.get_by_role("button", name="Try now").click()
    page.locator("[data-banner=waiting]").wait_for(state="detached")
    assert [entry["label"] for entry in served.log()["entries"]] == ["rating 5, 1 photo"]


@pytest.mark.double
def test_a_tag_that_waits_is_shown_with_the_photo_until_it_is_taken_back(page, served):
    page.watch.expect("507")
    served.fault("/api/decisions", 507, times=1000)
    page.keyboard.press("Enter")
    page.keyboard.press("i")
    page.get_by_role("button", name="Edit tags").wait_for()
    page.keyboard.press("t")
    page.get_by_role("combobox", name="Add tag").fill("Regatta")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    chip = page.locator(".panel-labels").get_by_role("button", name="Regatta")
    chip.wait_for()
    page.keyboard.press("u")
    chip.wait_for(state="detached")
    assert served.log()["entries"] == []


@pytest.mark.double
def test_what_was_not_sent_yet_is_undone_without_the_server(page, served):
    page.watch.expect("507")
    served.fault("/api/decisions", 507, times=1000)
    page.keyboard.press("5")
    page.locator("[data-banner=waiting]").wait_for()
    page.keyboard.press("u")
    page.locator("[data-banner=waiting]").wait_for(state="detached")
    marked(page, "")
    assert served.log()["entries"] == []


@pytest.mark.double
def test_what_is_refused_for_good_is_told_and_taken_back(page, served):
    page.watch.expect("404")
    served.fault("/api/decisions", 404, code="absent", message="This library has no such photo.")
    page.keyboard.press("5")
    until(page, "document.querySelector('.notes').textContent.includes('no such photo')")
    marked(page, "")


def test_another_window_s_decisions_are_seen(page, served):
    page.evaluate("""async () => { const photos = (await (await fetch('/api/photos?limit=1')).json()).photos;
        await fetch('/api/decisions', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({photos: [photos[0].id], set: {rating: 3}})}); }""")
    until(page, "document.querySelector('.tile .marks')?.textContent.includes('★★★')")


def test_each_entry_of_the_history_can_be_taken_back(page):
    for key in ("1", "2", "f"):
        page.keyboard.press(key)
    until(page, HISTORY + ".then(n => n === 3)")
    page.keyboard.press("Alt+9")
    page.get_by_role("button", name="Take back").first.wait_for()
    page.get_by_role("button", name="Take back").first.click()
    until(page, "document.querySelectorAll('.is-undone').length === 1")


@pytest.mark.double
def test_undo_and_redo_at_once_are_done_in_their_order(page, served):
    page.evaluate("""() => { const real = window.fetch; window.fetch = async (to, how) => { const answer = await real(to, how);
        if (how?.method === "POST") await new Promise(done => setTimeout(done, 200)); return answer; }; }""")
    for key in ("4", "u", "U", "u", "U"):
        page.keyboard.press(key)
    until(page, HISTORY + ".then(n => n === 5)")
    until(page, "sessionStorage.getItem('jozin.waiting') === null")
    assert [(entry.get("undoes"), entry.get("redoes")) for entry in served.log()["entries"]] == [(None, None), (1, None), (None, 1), (1, None), (None, 1)]
    marked(page, "★★★★")


@pytest.mark.double
def test_an_undo_that_comes_before_the_answer_takes_back_what_was_meant_once(page, served):
    page.keyboard.press("1")
    until(page, HISTORY + ".then(n => n === 1)")
    # While its answer is under way the next one has not left, and is taken back without a word to the server.
    until(page, "sessionStorage.getItem('jozin.waiting') === null")
    page.evaluate("""() => { const real = window.fetch; window.fetch = async (to, how) => { const answer = await real(to, how);
        if (how?.method === "POST") await new Promise(done => setTimeout(done, 400)); return answer; }; }""")
    page.keyboard.press("4")
    page.keyboard.press("u")
    until(page, HISTORY + ".then(n => n === 3)")
    until(page, "sessionStorage.getItem('jozin.waiting') === null")
    assert [entry.get("undoes") for entry in served.log()["entries"]] == [None, None, 2]
    marked(page, "★")
