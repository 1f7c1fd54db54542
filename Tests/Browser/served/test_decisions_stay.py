# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What is said in the page is in the log, in the sidecars and on the command line, and stays over a scan and a restart."""

from playwright.sync_api import expect

from waiting import until


def test_many_are_edited_undone_redone_and_known_to_the_command_line(page, library):
    page.locator(".tile").nth(0).locator(".tick").click()
    page.locator(".tile").nth(1).locator(".tick").click()
    page.keyboard.press("4")
    page.keyboard.press("f")
    page.keyboard.press("t")
    page.get_by_role("combobox", name="Add tag").fill("Sea/Baltic")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    page.get_by_role("combobox", name="Add album").fill("Summer")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 4)")
    page.keyboard.press("u")
    until(page, "fetch('/api/labels?kind=album').then(r => r.json()).then(l => l.labels.length === 0)")
    page.keyboard.press("U")
    until(page, "fetch('/api/labels?kind=album').then(r => r.json()).then(l => l.labels[0]?.photos >= 2)")
    said = [line for line in library.run("decisions").splitlines() if line]
    for words in ('"rating"', '"favourite"', "Sea/Baltic", "Summer"):
        assert sum(words in line for line in said) >= 1, (words, said)
    library.run("scan")
    assert [line for line in library.run("decisions").splitlines() if line] == said
    port = library.port
    page.goto("about:blank")
    library.stop()
    library.serve("--no-scan", port=port)
    page.goto(library.url)
    page.wait_for_selector(".tile.is-drawn")
    until(page, "document.querySelector('.tile .marks')?.textContent.includes('★★★★')")
    page.keyboard.press("Alt+3")
    page.get_by_role("link", name="Summer").click()
    until(page, "document.querySelector('.total')?.textContent.match(/^[2-9] photos$/)")


def test_a_decision_from_the_command_line_is_seen_in_the_page(page, library):
    path = library.ask("photos/" + library.ask("photos?limit=1")["photos"][0]["id"])["files"][0]["path"]
    library.run("decide", path, "--rating", "3")
    until(page, "document.querySelector('.tile .marks')?.textContent.includes('★★★')", seconds=15)
    page.keyboard.press("Alt+9")
    page.get_by_role("button", name="Take back").first.click()
    until(page, "document.querySelectorAll('.is-undone').length === 1")
    until(page, "fetch('/api/timeline?q=rating:3').then(r => r.json()).then(t => t.total === 0)")


def test_a_search_is_written_with_help_shown_in_chips_and_kept_in_the_address(page, library):
    page.keyboard.press("/")
    page.keyboard.type("camera:can")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "/camera:/.test(decodeURIComponent(location.search))")
    page.keyboard.type("2019")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.chips[aria-label=\"Filters of this search\"] li').length === 2")
    query = page.evaluate("new URLSearchParams(location.search).get('q')")
    number = len(library.lines("search", *query.split()))
    found = "%d photos" % number
    assert number > 1
    expect(page.locator(".total")).to_have_text(found)
    page.wait_for_selector(".tile.is-drawn")
    page.reload()
    page.wait_for_selector(".tile.is-drawn")
    expect(page.locator(".total")).to_have_text(found)
    page.get_by_role("button", name="Remove 2019").click()
    until(page, "found => document.querySelector('.total').textContent !== found", found)
    page.go_back()
    until(page, "found => document.querySelector('.total').textContent === found", found)


def test_a_search_that_is_none_says_where_and_what_helps(page, shot):
    page.watch.expect("400")
    page.keyboard.press("/")
    page.keyboard.type("iso:>x")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-wrong:not(:empty)")
    expect(page.locator(".search-wrong")).to_contain_text("takes a number")
    until(page, "(i => ['>x', 'x'].includes(i.value.slice(i.selectionStart, i.selectionEnd)))(document.activeElement)")
    shot(page, "served-wrong")
