# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Words and filters in one box; chips, proposals, and the query in the address."""

import pytest
from playwright.sync_api import expect

from waiting import until


def total(page):
    return page.inner_text(".total")


@pytest.mark.double
def test_a_search_is_in_the_address_and_its_parts_are_chips(page):
    page.keyboard.press("/")
    page.keyboard.type("camera:canon brno")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.top .chips li').length === 2")
    until(page, "location.search.includes('q=camera:canon+brno')")
    until(page, "document.querySelector('.total').textContent !== '2,000 photos'")
    page.watch.all_answered()
    number = total(page)
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    expect(page.locator(".total")).to_have_text(number)
    page.get_by_role("button", name="Remove brno").click()
    until(page, "location.search === '?q=camera:canon'")
    page.go_back()
    until(page, "document.querySelector('[role=combobox]').value === 'camera:canon brno'")


@pytest.mark.double
def test_proposals_come_while_one_writes_and_arrows_choose(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("moun")
    page.get_by_role("option").first.wait_for()
    box = page.get_by_role("combobox", name="Search photos")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    until(page, "document.activeElement.getAttribute('aria-activedescendant')")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('tag:')")
    expect(box).to_have_value('tag:"Mountains" ')


@pytest.mark.double
def test_arrows_wait_for_the_list_that_belongs_to_what_is_written(page):
    """The answers of a slow server come in any order, and after the keys."""
    page.evaluate("""() => { const real = window.fetch; let left = 3; window.fetch = async (to, how) => { const answer = await real(to, how);
        if (String(to).includes("/completions")) await new Promise(done => setTimeout(done, 200 * left--)); return answer; }; }""")
    page.keyboard.press("Control+k")
    page.keyboard.type("mou")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "location.search.includes('tag:')")
    expect(page.get_by_role("combobox", name="Search photos")).to_have_value('tag:"Mountains" ')


@pytest.mark.double
def test_what_is_only_written_waits_for_no_list(page):
    page.evaluate("""() => { const real = window.fetch; window.fetch = (to, how) => String(to).includes("/completions") ? new Promise(() => {}) : real(to, how); }""")
    page.keyboard.press("/")
    page.keyboard.type("brno")
    page.keyboard.press("Enter")
    until(page, "location.search === '?q=brno'")
    page.wait_for_selector(".tile.is-drawn")


@pytest.mark.double
def test_a_query_that_is_wrong_is_told_where_it_is_written(page):
    page.watch.expect("400")
    page.keyboard.press("/")
    page.keyboard.type('tag:"Sea')
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-wrong:not(:empty)")
    expect(page.locator(".search-wrong")).to_contain_text("quotation mark")
    until(page, "(i => i.value.slice(i.selectionStart, i.selectionEnd) === '\"Sea')(document.activeElement)")
    assert page.locator(".tile").count() > 0


@pytest.mark.double
def test_nothing_found_says_so_and_offers_everything(page, shot):
    page.keyboard.press("/")
    page.keyboard.type("nothing")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="No photo is like that.").wait_for()
    shot(page, "nothing-found")
    page.get_by_role("button", name="Show all photos").click()
    page.wait_for_selector(".tile.is-drawn")
    expect(page.locator(".total")).to_have_text("2,000 photos")


@pytest.mark.double
def test_the_last_search_wins(page):
    for word in ("lednice", "praha", "brno"):
        page.get_by_role("combobox", name="Search photos").fill(word)
        page.keyboard.press("Enter")
    until(page, "location.search === '?q=brno'")
    page.watch.all_answered()
    expected = page.evaluate("fetch('/api/timeline?q=brno').then(r => r.json()).then(t => t.total)")
    until(page, "t => document.querySelector('.total').textContent === t", "%s photos" % format(expected, ","))
    expect(page.get_by_role("combobox", name="Search photos")).to_have_value("brno")
