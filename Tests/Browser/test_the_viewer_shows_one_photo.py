# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""One photo at a time: neighbours, zoom to a pixel for a pixel, information, and the way back."""

import pytest
from playwright.sync_api import expect

from waiting import until


def opened(page, number=0):
    page.locator(".tile").nth(number).click()
    page.wait_for_selector(".viewer .stage.is-sharp")
    return page.locator(".viewer")


def name(page):
    return page.inner_text(".viewer-name")


def test_arrows_go_through_the_list_and_escape_comes_back_to_the_photo_seen_last(page):
    opened(page)
    first = name(page)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.viewer-name').textContent.includes('6 of')")
    page.keyboard.press("ArrowLeft")
    until(page, "document.querySelector('.viewer-name').textContent.includes('5 of')")
    assert name(page) != first
    page.keyboard.press("Escape")
    expect(page.locator(".viewer")).to_have_count(0)
    until(page, "document.activeElement.position === 4")
    until(page, "!location.search.includes('photo=')")


def test_the_photo_is_in_the_address_and_the_browser_s_back_closes_it(page, make_page, served):
    opened(page, 3)
    page.keyboard.press("i")
    page.wait_for_selector(".facts")
    until(page, "location.search.includes('photo=sha256:') && location.search.includes('info=1')")
    url = page.url
    page.reload()
    page.wait_for_selector(".viewer .facts")
    expect(page.locator(".viewer-name")).to_contain_text("4 of")
    page.keyboard.press("Escape")
    page.goto(url)
    page.wait_for_selector(".viewer")
    page.go_back()
    until(page, "!document.querySelector('.viewer')")


@pytest.mark.double
def test_zoom_goes_to_a_pixel_for_a_pixel_with_tiles(page):
    opened(page)
    page.keyboard.press("z")
    until(page, "document.querySelectorAll('.stage-tiles img.is-drawn').length >= 4", seconds=15)
    tile = page.evaluate("""() => { const t = [...document.querySelectorAll('.stage-tiles img')].find(t => t.naturalWidth === 512);
        return [t.getBoundingClientRect().width, t.src]; }""")
    assert abs(tile[0] - 512) < 1 and "level=0" in tile[1]
    page.keyboard.press("ArrowRight")
    expect(page.locator(".viewer-name")).to_contain_text("1 of")
    page.keyboard.press("z")
    until(page, "document.querySelectorAll('.stage-tiles img').length === 0")


def test_the_wheel_keeps_what_is_under_the_pointer(page):
    opened(page)
    box = page.locator(".viewer .stage").bounding_box()
    x, y = box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.45
    spot = """([x, y]) => { const b = document.querySelector('.viewer .stage-large').getBoundingClientRect(); return [(x - b.left) / b.width, (y - b.top) / b.height]; }"""
    before = page.evaluate(spot, [x, y])
    page.mouse.move(x, y)
    for _ in range(6):
        page.mouse.wheel(0, -200)
    until(page, "document.querySelector('.viewer .stage').classList.contains('is-zoomed')")
    after = page.evaluate(spot, [x, y])
    assert abs(before[0] - after[0]) < 0.01 and abs(before[1] - after[1]) < 0.01


def test_neighbours_are_fetched_before_they_are_asked_for(page):
    opened(page)
    until(page, "performance.getEntriesByType('resource').filter(r => r.name.includes('size=1440') && r.responseEnd).length >= 3")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".stage.is-sharp")
    shown = page.evaluate("document.querySelector('.viewer .stage-large').src")
    assert shown not in asked


def test_days_months_and_years_have_keys(page):
    opened(page)
    for key in ("y", "m", "d", "D", "M", "Y"):
        before = page.url
        page.keyboard.press(key)
        until(page, "before => location.href !== before", before)


def test_the_slide_show_runs_and_stops(page):
    opened(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Slide show")).to_have_attribute("aria-pressed", "true")
    until(page, "document.querySelector('.viewer-name').textContent.includes('2 of')")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Slide show")).to_have_attribute("aria-pressed", "false")


def test_what_is_said_in_the_panel_is_kept(page):
    opened(page)
    page.keyboard.press("i")
    page.get_by_label("Title").fill("The morning of the fair")
    page.keyboard.press("Enter")
    page.get_by_label("Description").fill("Seen from the tower.")
    page.get_by_role("button", name="4 stars").click()
    page.keyboard.press("Escape")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length >= 3)")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    until(page, "document.querySelector('.tile img').alt.startsWith('The morning of the fair')")
    expect(page.locator(".tile").first).to_contain_text("★★★★")


def test_the_panel_can_be_written_in_as_soon_as_it_is_known(page):
    """Its details come while one writes already."""
    page.evaluate("""() => { const real = window.fetch; window.fetch = async (to, how) => { const answer = await real(to, how);
        if (/photos\\/[^?]+$/.test(String(to))) await new Promise(done => (window.answer = done)); return answer; }; }""")
    opened(page)
    page.keyboard.press("i")
    page.get_by_label("Title").fill("The morning")
    expect(page.get_by_label("Description")).to_be_disabled()
    until(page, "() => window.answer && (window.answer(), true)")
    page.get_by_label("Description").fill("Of the fair.")
    expect(page.get_by_label("Title")).to_have_value("The morning")


def test_the_filmstrip_marks_where_one_is(page):
    opened(page, 2)
    until(page, "document.querySelectorAll('.film').length > 5")
    page.locator(".film[aria-current] + .film").click()
    until(page, "document.querySelector('.viewer-name').textContent.includes('4 of')")


def test_back_after_closing_does_not_open_it_again(page):
    page.evaluate("history.length")
    opened(page, 2)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    until(page, "!location.search.includes('photo=')")
    until(page, "document.activeElement.position === 3")
    page.keyboard.press("Alt+2")
    page.wait_for_selector(".group-row")
    page.go_back()
    page.wait_for_selector(".tile.is-drawn")
    expect(page.locator(".viewer")).to_have_count(0)


def test_who_goes_on_at_once_is_not_taken_back(page):
    """The browser goes back some time after it is told to; what comes in between stays."""
    opened(page, 2)
    page.evaluate("""() => { for (const [key, alt] of [["Escape", false], ["3", true]])
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, altKey: alt, bubbles: true, cancelable: true})); }""")
    until(page, "location.search === '?view=albums'")
    page.get_by_role("region", name="Albums").or_(page.get_by_label("Albums")).first.wait_for()
    page.go_back()
    page.wait_for_selector(".tile.is-drawn")
    until(page, "!location.search.includes('photo=') && !location.search.includes('view=')")
    expect(page.locator(".viewer")).to_have_count(0)


def test_a_tag_in_the_panel_leads_to_its_photos(page):
    opened(page, 1)
    page.keyboard.press("t")
    page.get_by_role("combobox", name="Add tag").fill("Fair")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    page.locator(".panel").get_by_role("button", name="Fair", exact=True).click()
    until(page, "location.search.includes('tag:') && !document.querySelector('.viewer')")
    until(page, "document.querySelector('.total').textContent === '1 photo'")
