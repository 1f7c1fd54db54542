# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The groups that Jožin found in the demo library: listed, compared, explained, and parted for good."""

import pytest
from playwright.sync_api import expect

from waiting import until


@pytest.fixture
def review(open_page):
    page = open_page("?view=duplicates")
    page.wait_for_selector(".group-row")
    return page


def test_the_list_is_ordered_and_narrowed_by_the_server(review, library):
    total = library.ask("duplicates")["total"]
    until(review, "n => document.querySelector('.review-numbers').textContent.startsWith(n + ' groups')", str(total))
    review.get_by_label("Order").select_option("bytes")
    until(review, "location.search.includes('sort=bytes')")
    gains = [g["gain"] for g in library.ask("duplicates?sort=bytes")["groups"]]
    assert gains == sorted(gains, reverse=True)
    first = library.ask("duplicates?sort=bytes")["groups"][0]["group"]
    until(review, "g => document.querySelector('.group-row[data-at=\"0\"]')?.dataset.group === g", first)
    review.get_by_label("Kind").select_option("exact")
    until(review, "[...document.querySelectorAll('.group-open')].length > 0 && [...document.querySelectorAll('.group-open')].every(a => a.ariaLabel.startsWith('Same file'))")
    expect(review.locator(".group-row")).to_have_count(library.ask("duplicates?kind=exact")["total"])


def test_one_group_is_compared_in_every_way_and_explained(review, library, shot):
    library.work("scan")
    group = library.ask("duplicates?kind=near")["groups"][0]["group"]
    review.goto("%s/?view=duplicates&group=%s" % (library.base, group))
    review.wait_for_selector(".pane-b .stage.is-sharp")
    details = library.ask("duplicates/" + group)
    expect(review.locator(".card")).to_have_count(len(details["members"]))
    expect(review.locator(".card.is-keeper")).to_contain_text("suggested")
    expect(review.locator(".evidence")).to_contain_text(details["reason"])
    hashes = review.locator(".hashes").first.locator("li")
    expect(hashes).to_have_count(4)
    assert all("of at most" in line for line in hashes.all_inner_texts())
    review.wait_for_selector(".differences tbody tr")
    shot(review, "served-side")
    review.keyboard.press("z")
    review.keyboard.press("Space")
    expect(review.locator(".compare")).to_have_attribute("data-mode", "flicker")
    under = "[...document.querySelectorAll('.pane')].map(p => p.classList.contains('is-under')).join()"
    before = review.evaluate(under)
    review.keyboard.press("Space")
    until(review, "before => %s !== before" % under, before)
    review.keyboard.press("v")
    until(review, "/iffer/.test(document.querySelector('.pane-d .pane-name')?.textContent)")
    shot(review, "served-difference")
    review.reload()
    until(review, "/iffer/.test(document.querySelector('.pane-d .pane-name')?.textContent)")


def test_files_of_the_same_picture_have_no_difference(review, library):
    group = library.ask("duplicates?kind=pixel")["groups"][0]["group"]
    review.goto("%s/?view=duplicates&compare=difference&group=%s" % (library.base, group))
    until(review, "/No difference/.test(document.querySelector('.pane-d .pane-name')?.textContent)")


def test_what_are_no_duplicates_stays_so_over_a_new_search_and_can_be_undone(review, library):
    group = next(g for g in library.ask("duplicates?kind=near&limit=500")["groups"] if len({m["id"] for m in g["members"]}) == len(g["members"]))["group"]
    review.goto("%s/?view=duplicates&group=%s" % (library.base, group))
    review.wait_for_selector(".card")
    review.keyboard.press("a")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
    library.work("scan")
    library.work("duplicates")
    assert group not in [g["group"] for g in library.ask("duplicates?limit=500")["groups"]]
    assert any("verdict" in line for line in library.run("decisions").splitlines())
    # The list that lies below is made anew with the search.
    until(review, "n => document.querySelector('.review-numbers').textContent.startsWith(n + ' group')", str(library.ask("duplicates")["total"]))
    review.keyboard.press("u")
    until(review, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 2)")
    library.work("duplicates")
    assert group in [g["group"] for g in library.ask("duplicates?limit=500")["groups"]]
