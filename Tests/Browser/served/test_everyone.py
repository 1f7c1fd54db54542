# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""axe-core over every view of the served library, light and dark, at a desk and on a telephone; and a picture of each for people to look at."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from waiting import STILL, until

VIEWS = ("photos", "duplicates", "albums", "tags", "folders", "map", "jobs", "failures", "history")
SCREENS = {"desk": {"viewport": {"width": 1280, "height": 800}},
           "telephone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}}


@pytest.mark.parametrize("scheme, screen", [("light", "desk"), ("dark", "telephone"), pytest.param("dark", "desk", marks=pytest.mark.long), pytest.param("light", "telephone", marks=pytest.mark.long)])
def test_every_view_is_without_a_serious_finding(open_page, library, shot, scheme, screen):
    first = library.ask("photos?limit=3")["photos"]
    library.ask("decisions", {"photos": [p["id"] for p in first], "set": {"rating": 4, "favourite": True, "addTags": ["Sea"], "addAlbums": ["Summer"]}})
    page = open_page(color_scheme=scheme, **SCREENS[screen])
    page.wait_for_selector(".tile.is-drawn")
    found = {}

    def look(name):
        shot(page, "served-%s-%s-%s" % (scheme, screen, name))
        for violation in Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.setdefault(name, []).append((violation["id"], violation["nodes"][0]["html"][:200], violation["nodes"][0].get("failureSummary", "")[:300]))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    for view in VIEWS:
        page.goto(library.base + ("/?view=" + view if view != "photos" else "/"))
        page.wait_for_selector({"photos": ".tile.is-drawn", "duplicates": ".group-row .face img", "albums": ".cover img", "tags": ".tag", "folders": "[role=treeitem]", "map": ".marker", "jobs": ".starter",
                                "failures": ".failures li", "history": ".history li"}[view])
        until(page, STILL)
        look(view)
    page.goto(library.base + "/?info=1&photo=" + first[0]["id"])
    page.wait_for_selector(".facts")
    page.wait_for_selector(".viewer .stage.is-sharp")
    until(page, STILL)
    look("viewer")
    page.goto(library.base + "/?view=duplicates&group=" + library.ask("duplicates?kind=near")["groups"][0]["group"])
    page.wait_for_selector(".pane-b .stage.is-sharp")
    until(page, STILL)
    look("compare")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    look("keys")
    page.goto(library.base + "/")
    page.wait_for_selector(".tile.is-drawn")
    page.locator(".tile").nth(1).locator(".tick").click(force=True)
    page.locator(".tile").nth(4).click()
    until(page, "document.querySelector('.selection-bar strong').textContent.startsWith('2 ')")
    look("chosen")
    page.keyboard.press("t")
    page.get_by_role("dialog").wait_for()
    look("labels")
    if screen == "telephone":
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="More").click()
        page.get_by_role("dialog", name="More").wait_for()
        look("more")
    assert not found
