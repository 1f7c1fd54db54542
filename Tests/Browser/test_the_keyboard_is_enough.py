# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""From the first photo to a plan without a mouse, and nothing that the focus cannot be seen on."""

from playwright.sync_api import expect

from waiting import until


def test_browse_rate_tag_search_compare_and_come_back(page):
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.role === 'gridcell' || document.activeElement.getAttribute('role') === 'gridcell'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("x")
    expect(page.locator(".selection-bar strong")).to_contain_text("2 photos")
    page.keyboard.press("3")
    page.keyboard.press("l")
    page.get_by_role("combobox", name="Add album").wait_for()
    page.keyboard.type("Keyboards")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".selection-bar")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_selector(".viewer")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+3")
    link = page.get_by_role("link", name="Keyboards")
    link.wait_for()
    link.focus()
    page.keyboard.press("Enter")
    until(page, "location.search.includes('album:')")
    page.wait_for_selector(".tile.is-drawn")
    page.keyboard.press("Alt+5")
    page.wait_for_selector("[role=treeitem]")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "treeitem":
            break
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("[role=group] [role=treeitem]")
    page.keyboard.press("ArrowDown")
    until(page, "document.activeElement.ariaLevel === '2'")
    page.keyboard.press("Alt+6")
    page.wait_for_selector(".marker")
    before = page.url
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    until(page, "location.href !== '%s'" % before)
    page.keyboard.press("Enter")
    until(page, "location.search.includes('box:')")


def test_tab_reaches_everything_and_the_focus_is_seen(page):
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => { const e = document.activeElement; const s = getComputedStyle(e);
            return {name: e.getAttribute('role') + ' ' + e.tagName + ' ' + (e.ariaLabel ?? e.textContent).slice(0, 20), isSeen: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1 || s.boxShadow !== 'none'}; }""")
        if "BODY" in found["name"]:
            break
        assert found["isSeen"], found
        seen.add(found["name"].split(" ")[0])
    assert {"combobox", "gridcell", "slider"} <= seen


def test_the_sheet_lists_the_keys_of_where_one_is(page, shot):
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    sheet.wait_for()
    assert page.evaluate("[...document.querySelectorAll('kbd')].every(k => k.textContent.trim())")
    expect(sheet).to_contain_text("Go to a date")
    expect(sheet).to_contain_text("Undo")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_selector(".viewer")
    page.keyboard.press("?")
    expect(sheet).to_contain_text("Slide show")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator(".viewer")).to_have_count(1)


def test_letters_in_a_field_are_letters(page):
    page.keyboard.press("/")
    page.keyboard.type("fxu5?")
    expect(page.get_by_role("combobox", name="Search photos")).to_have_value("fxu5?")
    assert page.evaluate("fetch('/api/history').then(r => r.json()).then(h => h.entries.length)") == 0
