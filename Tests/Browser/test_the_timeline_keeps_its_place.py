# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Rows, headings, selection, and the place one is at."""

import pytest
from playwright.sync_api import expect

from waiting import until


def rows(page):
    return page.evaluate("""() => [...document.querySelectorAll('.row')].map(row => [...row.querySelectorAll('.tile')].map(t => {
        const b = t.getBoundingClientRect(); return {left: b.left, right: b.right, top: b.top, width: b.width, height: b.height}; }))""")


def total(page):
    return page.evaluate("fetch('/api/timeline').then(r => r.json()).then(t => t.total)")


FIRST = """[...document.querySelectorAll('.tile')].filter(t => t.getBoundingClientRect().bottom > 70)
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top || a.getBoundingClientRect().left - b.getBoundingClientRect().left)[0]?.position"""
SETTLED = "[...document.querySelectorAll('.tile')].length > 5 && [...document.querySelectorAll('.tile')].every(t => t.shown)"


def first_seen(page):
    """The photo at the upper edge."""
    return page.evaluate("() => " + FIRST)


def scroll(page, pixels):
    """By the wheel; the photos that are come to are known at its end."""
    page.mouse.move(700, 500)
    before = page.evaluate("document.querySelector('.viewport').scrollTop")
    page.mouse.wheel(0, pixels)
    until(page, "y => document.querySelector('.viewport').scrollTop === y", before + pixels)
    until(page, SETTLED)


def test_rows_are_as_wide_as_the_window_and_four_pixels_apart(page):
    grid = page.evaluate("document.querySelector('.grid').getBoundingClientRect().width")
    filled = 0
    for row in rows(page):
        assert len({round(box["height"]) for box in row}) == 1
        for a, b in zip(row, row[1:]):
            assert b["left"] - a["right"] >= 4 - 0.01
        if abs(row[-1]["right"] - row[0]["left"] - (grid - 4)) < 1.5:
            filled += 1
    assert filled >= len(rows(page)) / 3


def test_photos_keep_their_true_proportions(page):
    until(page, "document.querySelectorAll('.tile.is-drawn').length > 5")
    ratios = page.evaluate("""() => [...document.querySelectorAll('.tile.is-drawn')].map(t => [t.offsetWidth / t.offsetHeight, t.picture.naturalWidth / t.picture.naturalHeight])""")
    assert len(ratios) > 5
    assert all(abs(shown / true - 1) < 0.04 for shown, true in ratios)


def test_only_what_can_be_seen_is_in_the_document(page):
    page.mouse.move(700, 500)
    for _ in range(12):
        page.mouse.wheel(0, 3000)
        page.wait_for_timeout(60)
        assert page.evaluate("document.querySelectorAll('*').length") < 1500


def test_the_wheel_moves_by_true_pixels(page):
    scroll(page, 700)
    page.watch.all_answered()
    assert page.evaluate("document.querySelector('.viewport').scrollTop") == 700


def test_a_day_is_chosen_with_one_tick(page):
    page.locator(".day").first.hover()
    tick = page.locator(".day-tick").first
    tick.click()
    page.wait_for_selector(".selection-bar")
    expect(tick).to_have_attribute("aria-pressed", "true")
    number = int(page.inner_text(".selection-bar strong").split()[0])
    assert page.locator(".tile[aria-selected=true]").count() == number or number > 20
    tick.click()
    expect(page.locator(".selection-bar")).to_be_hidden()


def test_a_range_reaches_over_rows_that_were_never_drawn(page):
    page.locator(".tile").first.locator(".tick").click()
    page.keyboard.press("End")
    number = total(page)
    until(page, "n => document.activeElement.position === n - 1", number)
    until(page, "document.activeElement.classList.contains('is-drawn')")
    page.locator(".tile[tabindex='0']").click(modifiers=["Shift"])
    until(page, "n => document.querySelector('.selection-bar strong').textContent.startsWith(n)", format(number, ","))
    page.keyboard.press("Escape")
    expect(page.locator(".selection-bar")).to_be_hidden()


def test_the_place_is_in_the_address_and_reload_comes_back_to_it(page):
    scroll(page, 9000)
    until(page, """async () => { const [date, more] = new URLSearchParams(location.search).get('at')?.split('.') ?? [];
        const { days } = await (await fetch('/api/timeline')).json();
        const position = days.slice(0, days.findIndex(day => day[0] === date)).reduce((sum, day) => sum + day[1], Number(more ?? 0));
        return date && Math.abs(position - %s) <= 6; }""" % FIRST)
    before = first_seen(page)
    page.reload()
    until(page, "before => Math.abs(%s - before) <= 6" % FIRST, before)
    page.wait_for_selector(".tile.is-drawn")
    page.watch.all_answered()
    assert abs(first_seen(page) - before) <= 6


@pytest.mark.double
def test_a_library_that_changes_below_keeps_place_and_selection(page, served):
    scroll(page, 6000)
    page.locator(".tile").nth(12).locator(".tick").click()
    before = first_seen(page)
    with page.expect_request(lambda request: "/photos?" in request.url and "snapshot=2" in request.url):
        served.state(snapshot=True)
    page.watch.all_answered()
    assert first_seen(page) == before
    until(page, "document.querySelectorAll('.tile.is-drawn').length > 5")
    expect(page.locator(".selection-bar strong")).to_contain_text("1 photo")


@pytest.mark.double
def test_positions_of_an_old_snapshot_are_asked_for_anew(page, served):
    served.fault("/api/photos?", 409, code="changed", message="The library has changed since.")
    with page.expect_response(lambda response: response.status == 409):
        scroll(page, 9000)
    until(page, SETTLED)
    until(page, FIRST + " > 20")


@pytest.mark.double
def test_pictures_and_pages_that_failed_are_asked_for_again(page, served):
    page.watch.expect("503", "500")
    served.fault("/api/photos?", 503, times=1)
    served.fault("/api/photos/", 500, times=1000)
    with page.expect_response(lambda response: response.status == 503):
        page.mouse.move(700, 500)
        page.mouse.wheel(0, 9000)
    until(page, "document.querySelectorAll('.tile.is-broken').length > 0")
    served.tell("fault", clear=True)
    # Nothing else happens that would have the page look again.
    until(page, "document.querySelectorAll('.tile.is-broken').length === 0 && " + SETTLED)
    until(page, "[...document.querySelectorAll('.tile')].every(t => t.classList.contains('is-drawn'))")


@pytest.mark.double
def test_pictures_that_could_not_be_had_for_long_come_with_the_next_state_of_the_library(page, served):
    page.watch.expect("500")
    served.fault("/api/photos/", 500, times=1000)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 9000)
    until(page, "document.querySelectorAll('.tile.is-broken').length > 5")
    served.tell("fault", clear=True)
    served.state(snapshot=True)
    until(page, "[...document.querySelectorAll('.tile')].every(t => t.classList.contains('is-drawn') && !t.classList.contains('is-broken'))")


@pytest.mark.double
def test_a_list_that_could_not_be_had_is_asked_for_again_as_it_was_searched_for(page, served):
    page.watch.expect("500")
    served.fault("/api/timeline", 500, times=1)
    page.keyboard.press("/")
    page.keyboard.type("brno")
    with page.expect_response(lambda response: response.status == 500):
        page.keyboard.press("Enter")
    expected = page.evaluate("fetch('/api/timeline?q=brno').then(r => r.json()).then(t => t.total)")
    until(page, "t => document.querySelector('.total').textContent === t", "%s photos" % format(expected, ","))


def test_another_width_keeps_the_place(page):
    scroll(page, 6000)
    before = first_seen(page)
    page.set_viewport_size({"width": 1000, "height": 900})
    until(page, "[...document.querySelectorAll('.tile')].every(t => t.getBoundingClientRect().right <= 1000) && " + SETTLED)
    assert abs(first_seen(page) - before) <= 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000


@pytest.mark.double
def test_a_date_is_gone_to_by_its_name(page):
    page.keyboard.press("g")
    page.keyboard.type("2020")
    page.keyboard.press("Enter")
    until(page, "/[?&]at=20(19|20|2)/.test(location.search)")
    page.keyboard.press("g")
    page.keyboard.type("yesterday")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").last).to_contain_text("2019-07-14")


def test_the_scrubber_goes_anywhere_by_pointer_and_by_key(page):
    scrubber = page.get_by_role("slider", name="Date")
    box = scrubber.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 2, steps=8)
    expect(page.locator(".scrubber-tip")).to_be_visible()
    page.mouse.up()
    until(page, "n => Number(document.querySelector('[role=slider]').ariaValueNow) > n", total(page) * 0.9)
    scrubber.focus()
    page.keyboard.press("PageUp")
    later = scrubber.get_attribute("aria-valuetext")
    page.keyboard.press("Home")
    expect(scrubber).to_have_attribute("aria-valuenow", "0")
    assert later


@pytest.mark.double
def test_a_library_that_changes_while_it_is_asked_for_is_asked_again_and_no_search_is_blamed(make_page, served):
    served.fault("/api/timeline/shapes", 409, times=9, code="changed", message="The library has changed since.")
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    assert page.inner_text(".search-wrong") == "" and page.locator(".empty").count() == 0
