# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""axe-core on every view, light and dark; the grid's roles; little movement where that is asked for."""

import pytest
from axe_playwright_python.sync_playwright import Axe

VIEWS = ["", "?view=duplicates", "?view=albums", "?view=tags", "?view=folders", "?view=map", "?view=jobs", "?view=failures", "?view=history"]


def serious(page):
    source = Axe().axe_script if hasattr(Axe(), "axe_script") else None
    assert source is None or source
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["impact"], v["nodes"][0]["html"][:160], v["nodes"][0].get("failureSummary", "")[:200]) for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_has_a_serious_finding(make_page, served, scheme):
    page = make_page(color_scheme=scheme)
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    found = {}
    for view in VIEWS:
        page.goto(served.base + "/" + view)
        page.wait_for_timeout(700)
        found[view] = serious(page)
    page.goto(served.base + "/")
    page.wait_for_selector(".tile.is-drawn")
    page.locator(".tile").first.locator(".tick").click()
    page.locator(".note-card").first.wait_for(state="detached", timeout=100) if page.locator(".note-card").count() else None
    found["selection"] = serious(page)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.get_by_role("dialog").wait_for()
    found["labels"] = serious(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    found["keys"] = serious(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_selector(".viewer .stage.is-sharp")
    page.keyboard.press("i")
    page.wait_for_selector(".facts")
    found["viewer"] = serious(page)
    page.goto(served.base + "/?view=duplicates")
    page.locator(".group-open").nth(2).click()
    page.wait_for_selector(".pane-b .stage.is-sharp")
    found["focus"] = serious(page)
    page.goto(served.base + "/?q=camera:canon+brno")
    page.wait_for_selector(".tile.is-drawn")
    found["search"] = serious(page)
    assert not {view: problems for view, problems in found.items() if problems}


def test_the_grid_says_what_it_is(page):
    grid = page.get_by_role("grid", name="Photos")
    assert int(grid.get_attribute("aria-rowcount")) > 50
    assert page.evaluate("[...document.querySelectorAll('[role=row]')].every(r => Number(r.ariaRowIndex) > 0 && r.parentElement.getAttribute('role') === 'grid')")
    assert page.evaluate("document.querySelectorAll('[role=gridcell][tabindex=\"0\"]').length") == 1
    assert page.evaluate("[...document.querySelectorAll('.tile.is-drawn img')].every(i => i.alt.includes('IMG_') || i.alt.length > 3)")


def test_who_asks_for_little_movement_gets_none(make_page, served):
    page = make_page(reduced_motion="reduce")
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    assert page.evaluate("getComputedStyle(document.querySelector('.tile img')).transitionDuration") in ("0s", "0s, 0s")


def test_the_page_fits_a_telephone(make_page, served, shot):
    page = make_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2)
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shot(page, "telephone")
