# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""How the page is opened, and what it never does."""

import pytest
from playwright.sync_api import expect

from waiting import until


def test_the_token_leaves_the_address_at_once(page):
    until(page, "!location.href.includes('token')")
    assert page.evaluate("document.cookie") == ""


def test_a_wrong_token_is_told_with_the_way_in(make_page, served):
    page = make_page()
    page.watch.expect("401")
    page.goto(served.base + "/#token=wrong")
    page.wait_for_selector("[data-banner=closed]")
    expect(page.locator("[data-banner=closed]")).to_contain_text("jozin serve")


@pytest.mark.double
def test_an_ended_session_says_how_to_open_the_page_again_and_comes_back(page, served):
    page.watch.expect("401")
    served.state(session=False)
    page.keyboard.press("5")
    page.wait_for_selector("[data-banner=closed]")
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.wait_for_selector("[data-banner=closed]", state="detached")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")


@pytest.mark.double
def test_the_first_visit_explains_what_jozin_will_and_will_never_do(make_page, served, shot):
    page = make_page(welcomed=False)
    page.goto(served.url)
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    text = dialog.inner_text()
    assert "GeoNames" in text and "CC BY 4.0" in text and "Natural Earth" in text
    assert "I will never" in text and "change, move or delete a photo of yours" in text
    page.wait_for_selector(".tile.is-drawn")
    shot(page, "welcome")
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    assert page.get_by_role("dialog").count() == 0


def test_no_script_or_style_stands_in_the_document(served, page):
    html = page.evaluate("fetch('/').then(r => r.text())")
    assert "<style" not in html and "style=" not in html and "onclick" not in html
    assert html.count("<script") == 1 and "src=" in html.split("<script")[1].split(">")[0]


@pytest.mark.double
@pytest.mark.library(photos=1_000_000, groups=100_000)
def test_the_first_row_of_a_million_photos_is_there_within_a_second(make_page, served, measured):
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    numbers = page.evaluate("""() => ({laidOut: performance.getEntriesByName('photos-laid-out')[0].startTime,
        colours: performance.getEntriesByName('photos-arrived')[0].startTime})""")
    page.goto("about:blank")
    page.goto(served.base + "/")
    picture = page.evaluate("""() => new Promise(done => { const look = () => document.querySelector('.tile.is-drawn') ? done(performance.now()) : requestAnimationFrame(look); look(); })""")
    measured(what="opened with a million photos", laid_out_ms=round(numbers["laidOut"]), first_colours_ms=round(numbers["colours"]), first_picture_ms=round(picture))
    assert picture < 1000
