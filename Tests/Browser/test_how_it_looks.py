# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Pictures of every view, light and dark, for people to look at; nothing may stick out of the window."""

import pytest

from waiting import until

VIEWS = ["duplicates", "albums", "tags", "folders", "map", "jobs", "failures", "history"]


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_every_view(make_page, served, shot, scheme):
    page = make_page(color_scheme=scheme)
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.wait_for_timeout(700)
    shot(page, "%s-photos" % scheme)
    page.mouse.move(700, 500)
    page.mouse.wheel(0, 2600)
    page.wait_for_timeout(700)
    for number in (6, 7, 9):
        page.locator(".tile").nth(number).locator(".tick").click()
    page.keyboard.press("4")
    page.wait_for_timeout(300)
    shot(page, "%s-chosen" % scheme)
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    page.keyboard.press("Enter")
    page.wait_for_selector(".viewer .stage.is-sharp")
    page.wait_for_timeout(400)
    shot(page, "%s-viewer" % scheme)
    page.keyboard.press("i")
    page.wait_for_selector(".facts")
    page.wait_for_timeout(300)
    shot(page, "%s-viewer-information" % scheme)
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("moun")
    page.get_by_role("option").first.wait_for()
    shot(page, "%s-search" % scheme)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(900)
    shot(page, "%s-found" % scheme)
    page.keyboard.press("Escape")
    for at, view in enumerate(VIEWS, 2):
        page.goto(served.base + "/?view=" + view)
        page.wait_for_timeout(900)
        if view == "jobs":
            page.get_by_role("button", name="Look for new photos").click()
            page.wait_for_selector(".job")
            served.state(job={"job": 1, "kind": "scan", "state": "running", "stage": "reading", "done": 1240, "total": 2000, "failed": 2, "rate": 93.7, "secondsLeft": 8.1, "current": "2019/07/IMG_0123.jpg"})
            page.wait_for_timeout(300)
        if view == "folders":
            page.locator(".tree-arrow").nth(1).click()
            page.wait_for_timeout(300)
        shot(page, "%s-%s" % (scheme, view))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")
    page.goto(served.base + "/?view=duplicates")
    page.locator(".group-open").nth(2).click()
    page.wait_for_selector(".pane-b .stage.is-sharp")
    page.wait_for_timeout(300)
    shot(page, "%s-compare" % scheme)
    page.keyboard.press("v")
    page.keyboard.press("v")
    until(page, "/differ/.test(document.querySelector('.pane-d .pane-name').textContent)")
    page.wait_for_timeout(200)
    shot(page, "%s-difference" % scheme)
    page.keyboard.press("?")
    page.wait_for_timeout(200)
    shot(page, "%s-keys" % scheme)


@pytest.mark.long
@pytest.mark.parametrize("width", [390, 820, 2560])
def test_pictures_of_every_width(make_page, served, shot, width):
    page = make_page(viewport={"width": width, "height": 1000})
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.wait_for_timeout(500)
    shot(page, "width-%d" % width)
    assert page.evaluate("document.querySelectorAll('*').length") < 1500
    page.goto(served.base + "/?view=duplicates")
    page.wait_for_selector(".group-row")
    page.wait_for_timeout(400)
    shot(page, "width-%d-duplicates" % width)
    page.locator(".group-open").first.click()
    page.wait_for_selector(".card")
    page.wait_for_timeout(500)
    shot(page, "width-%d-compare" % width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
