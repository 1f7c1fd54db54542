# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The list of groups, the comparison, verdicts, and the plan."""

import pytest
from playwright.sync_api import expect

from waiting import until


@pytest.fixture
def review(make_page, served):
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.keyboard.press("Alt+2")
    page.wait_for_selector(".group-row")
    return page


def logged(page):
    return page.evaluate("fetch('/api/history').then(r => r.json()).then(h => h.entries.map(e => e.label))")


def names(page):
    return page.evaluate("[...document.querySelectorAll('.group-row')].sort((a, b) => a.dataset.at - b.dataset.at).map(r => r.dataset.group)")


def test_order_and_kind_are_in_the_address(review):
    first = names(review)[0]
    review.get_by_label("Order").select_option("bytes")
    until(review, "document.querySelector('.group-row')?.dataset.group !== '%s'" % first)
    review.get_by_label("Kind").select_option("near")
    until(review, "[...document.querySelectorAll('.group-open')].length > 3 && [...document.querySelectorAll('.group-open')].every(a => a.ariaLabel.startsWith('Nearly'))")
    until(review, "location.search.includes('sort=bytes') && location.search.includes('kind=near')")
    review.reload()
    review.wait_for_selector(".group-row")
    expect(review.get_by_label("Order")).to_have_value("bytes")


def test_a_group_is_judged_with_the_keyboard_alone_and_undone(review, shot):
    review.keyboard.press("ArrowDown")
    review.keyboard.press("Enter")
    review.wait_for_selector(".card")
    group = review.evaluate("new URLSearchParams(location.search).get('group')")
    shot(review, "focus-side")
    cards = review.locator(".card")
    expect(cards.first).to_contain_text("suggested")
    review.keyboard.press("d")
    expect(review.locator(".card[aria-selected=true]")).to_contain_text("Drop")
    review.keyboard.press("Enter")
    until(review, "new URLSearchParams(location.search).get('group') !== '%s'" % group)
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    review.keyboard.press("a")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 2)")
    assert logged(review)[0] == "not duplicates"
    review.keyboard.press("Control+z")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 3)")
    review.keyboard.press("u")
    until(review, "new URLSearchParams(location.search).get('group') === '%s'" % group)
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.filter(e => e.isUndone).length === 2)")
    review.keyboard.press("Backspace")
    review.keyboard.press("Escape")
    review.wait_for_selector(".group-row")


def test_no_verdict_without_a_focus_that_is_seen(review):
    review.evaluate("document.activeElement.blur()")
    review.keyboard.press("a")
    assert logged(review) == []
    review.keyboard.press("a")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    until(review, "document.querySelector('.group-row.is-decided .verdict').textContent === 'Not duplicates'")
    review.keyboard.press("c")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 2)")
    expect(review.locator(".review-numbers")).to_contain_text("decided here")


def test_one_photo_always_stays(review):
    review.locator(".group-open").first.click()
    review.wait_for_selector(".card")
    for _ in range(review.locator(".card").count()):
        review.keyboard.press("t")
        review.keyboard.press("ArrowRight")
    expect(review.locator(".card.is-keep")).to_have_count(1)
    expect(review.locator(".notes")).to_contain_text("At least one has to stay")


@pytest.mark.double
def test_what_lies_in_a_reference_folder_cannot_be_dropped(review):
    review.goto(review.url.split("?")[0] + "?view=duplicates&group=%016x" % 3)
    review.wait_for_selector(".card")
    review.keyboard.press("ArrowLeft")
    review.keyboard.press("d")
    expect(review.locator(".notes")).to_contain_text("reference")
    assert review.locator(".card.is-keep").count() >= 1


def test_both_are_seen_at_the_same_zoom_and_place(review):
    review.locator(".group-open").nth(2).click()
    review.wait_for_selector(".pane-b .stage.is-sharp")
    box = review.locator(".pane-a").bounding_box()
    review.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.4)
    for _ in range(5):
        review.mouse.wheel(0, -250)
    spots = """() => ['a', 'b'].map(p => { const stage = document.querySelector('.pane-' + p).getBoundingClientRect(); const b = document.querySelector('.pane-' + p + ' .stage-large').getBoundingClientRect();
        return [(stage.left + stage.width / 2 - b.left) / b.width, (stage.top + stage.height / 2 - b.top) / b.height, b.width]; })"""
    a, b = review.evaluate(spots)
    assert a[2] > box["width"] * 1.5
    assert all(abs(x - y) < 0.005 for x, y in zip(a[:2], b[:2])) and abs(a[2] - b[2]) < 2
    review.keyboard.press("Space")
    expect(review.locator(".compare")).to_have_attribute("data-mode", "flicker")
    under = "[...document.querySelectorAll('.pane')].map(p => p.classList.contains('is-under')).join()"
    before = review.evaluate(under)
    review.keyboard.press("Space")
    until(review, "before => %s !== before" % under, before)
    until(review, "location.search.includes('compare=flicker')")


@pytest.mark.double
def test_the_difference_is_drawn_and_said(review, shot):
    review.goto(review.url.split("?")[0] + "?view=duplicates&group=%016x&compare=difference" % 2)
    until(review, "/differs/.test(document.querySelector('.pane-d .pane-name')?.textContent)")
    shot(review, "focus-difference")
    review.goto(review.url.split("?")[0] + "?view=duplicates&group=%016x&compare=difference" % 1)
    until(review, "/No difference/.test(document.querySelector('.pane-d .pane-name')?.textContent)")


def test_the_evidence_names_each_hash_with_distance_and_threshold(review):
    review.locator(".group-open").nth(2).click()
    review.wait_for_selector(".hashes li")
    for words in ("pHash64", "of at most", "agree"):
        expect(review.locator(".evidence")).to_contain_text(words)
    review.wait_for_selector(".differences td.is-best")


def total(page, state):
    return page.evaluate("fetch('/api/duplicates?limit=1&state=%s').then(r => r.json()).then(l => l.total)" % state)


def test_what_is_judged_leaves_the_list_and_is_found_among_the_reviewed(review, shot):
    waiting = total(review, "open")
    first = names(review)[0]
    review.keyboard.press("ArrowDown")
    review.keyboard.press("c")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    until(review, "waiting => fetch('/api/duplicates?limit=1&state=open').then(r => r.json()).then(l => l.total < waiting)", waiting)
    assert total(review, "reviewed") >= 1
    review.get_by_label("Which").select_option("reviewed")
    until(review, "document.querySelector('.group-row')?.dataset.group === '%s'" % first)
    until(review, "location.search.includes('state=reviewed')")
    expect(review.locator(".group-row .verdict").first).to_contain_text("1 photo kept")
    shot(review, "reviewed")
    review.reload()
    review.wait_for_selector(".group-row")
    expect(review.get_by_label("Which")).to_have_value("reviewed")
    review.locator(".group-open").first.click()
    review.wait_for_selector(".card.is-drop")
    # It is shown as it was judged.
    expect(review.locator(".card.is-keep")).to_have_count(1)
    review.keyboard.press("Escape")
    review.wait_for_selector(".group-row")
    review.keyboard.press("Control+z")
    until(review, "fetch('/api/duplicates?state=reviewed').then(r => r.json()).then(l => l.total === 0)")
    review.get_by_label("Which").select_option("all")
    until(review, "document.querySelectorAll('.group-row').length > 1")
    until(review, "waiting => fetch('/api/duplicates?limit=1&state=open').then(r => r.json()).then(l => l.total === waiting)", waiting)
    assert total(review, "all") == waiting


@pytest.mark.double
def test_a_refused_verdict_is_told_in_the_server_s_words_and_taken_back(review, served):
    review.watch.expect("409")
    served.fault("/api/duplicates/", 409, code="misuse", message="of these duplicates at least one file has to stay", remedy="Keep one of them.")
    review.keyboard.press("ArrowDown")
    review.keyboard.press("c")
    until(review, "/at least one file has to stay.*Keep one of them/.test(document.querySelector('.notes')?.textContent)")
    expect(review.locator(".group-row.is-decided")).to_have_count(0)
    assert logged(review) == []


def test_the_plan_is_a_download(review):
    review.keyboard.press("ArrowDown")
    review.keyboard.press("c")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    plans = {}
    for name, ending in (("Script", ".sh"), ("Table (CSV)", ".csv"), ("JSON", ".json")):
        if not review.locator(".menu[open]").count():
            review.locator(".menu summary").click()
        with review.expect_download() as download:
            review.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.endswith(ending)
        plans[ending] = open(download.value.path()).read()
    assert plans[".sh"].startswith("#!/bin/sh") and plans[".csv"].strip()


@pytest.mark.double
@pytest.mark.library(photos=1_000_000, groups=100_000)
def test_a_hundred_thousand_groups_are_there_at_once_and_cost_no_memory(make_page, served, measured, shot):
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.goto(served.base + "/?view=duplicates")
    page.wait_for_selector(".group-row")
    page.keyboard.press("Alt+1")
    page.wait_for_selector(".tile.is-drawn")
    took = page.evaluate("""() => new Promise(done => { const began = performance.now(); document.querySelector('[data-view=duplicates]').click();
        const look = () => document.querySelectorAll('.group-row').length > 6 ? done(performance.now() - began) : requestAnimationFrame(look); look(); })""")
    session = page.context.new_cdp_session(page)

    def heap():
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6

    before, elements = heap(), 0
    for _ in range(60):
        page.evaluate("document.querySelector('.group-list').scrollTop = 1e9")
        page.wait_for_timeout(60)
        elements = max(elements, page.evaluate("document.querySelectorAll('*').length"))
    until(page, "document.querySelectorAll('.group-row').length > 0")
    reached = max(page.evaluate("[...document.querySelectorAll('.group-row')].map(r => Number(r.dataset.at))"))
    after = heap()
    measured(what="100,000 groups", first_screen_ms=round(took), groups_gone_through=reached, heap_before_mb=round(before, 1), heap_after_mb=round(after, 1), most_elements=elements)
    assert took < 300
    assert reached > 1000
    assert after - before < 6 and elements < 1500
