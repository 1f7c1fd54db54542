# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""A library that vanishes, a read-only one, a server that is gone."""

import pytest
from playwright.sync_api import expect

from browsing import Watch, begin
from waiting import until

pytestmark = pytest.mark.double


def test_a_library_that_vanishes_is_told_and_comes_back(page, served, shot):
    served.state(reachable=False)
    banner = page.locator("[data-banner=unreachable]")
    banner.wait_for()
    expect(banner).to_contain_text("Nothing is lost")
    assert page.locator(".tile").count() > 5
    shot(page, "vanished")
    served.state(reachable=True)
    banner.wait_for(state="detached")


def test_a_read_only_library_says_where_decisions_go(make_page, served):
    served.state(elsewhere=True)
    page = make_page()
    page.goto(served.url)
    banner = page.locator("[data-banner=elsewhere]")
    banner.wait_for()
    expect(banner).to_contain_text("/state/jozin/")
    page.get_by_role("button", name="Dismiss").click()
    expect(banner).to_have_count(0)


def test_a_server_that_is_gone_loses_no_decision_and_is_found_again(make_page, shot):
    first = begin()
    port = int(first.base.rsplit(":", 1)[1])
    page = make_page()
    page.watch.base = first.base
    page.watch.expect("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "ERR_CONTENT_LENGTH_MISMATCH", "401", "asked elsewhere: " + first.base)
    page.goto(first.url)
    page.wait_for_selector(".tile.is-drawn")
    first.stop()
    page.keyboard.press("5")
    page.locator("[data-banner=gone]").wait_for()
    page.locator("[data-banner=waiting]").wait_for()
    shot(page, "gone")
    second = begin(port=port)
    try:
        page.locator("[data-banner=gone]").wait_for(state="detached", timeout=20000)
        # The new process knows no session: the address that it prints opens the page again, in the same window.
        page.locator("[data-banner=closed]").wait_for()
        page.goto(second.url)
        page.locator("[data-banner=closed]").wait_for(state="detached")
        page.locator("[data-banner=waiting]").wait_for(state="detached")
        assert len(second.log()["entries"]) == 1
    finally:
        second.stop()


def test_work_tells_its_rate_and_the_time_left(page, served, shot):
    page.keyboard.press("Alt+7")
    page.get_by_role("button", name="Look for new photos").click()
    page.wait_for_selector(".job")
    served.state(job={"job": 1, "kind": "scan", "state": "running", "stage": "reading", "done": 1200, "total": 2000, "failed": 2, "rate": 93.7, "secondsLeft": 190, "current": "2019/07/IMG_0123.jpg"})
    until(page, "document.querySelector('.job-numbers').textContent.includes('1,200 of 2,000')")
    for words in ("93.7 a second", "3 minutes left", "2 failed", "IMG_0123"):
        expect(page.locator(".job")).to_contain_text(words)
    shot(page, "work")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Go on").wait_for()
    page.watch.expect("409")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Pause").wait_for()
    page.get_by_role("button", name="Look for new photos").click()
    until(page, "document.querySelector('.notes').textContent.includes('at work already')")


def test_an_answer_that_an_event_overtook_is_not_shown_over_it(page, served):
    page.keyboard.press("Alt+7")
    page.evaluate("""() => { const real = window.fetch; window.fetch = async (to, how) => { const answer = await real(to, how);
        if (how?.method === "POST") await new Promise(done => (window.answer = done)); return answer; }; }""")
    page.get_by_role("button", name="Look for new photos").click()
    page.wait_for_selector(".job")
    served.state(job={"job": 1, "kind": "scan", "state": "running", "done": 1200, "total": 2000, "failed": 2, "rate": 93.7})
    until(page, "document.querySelector('.job-numbers').textContent.includes('1,200 of 2,000')")
    page.evaluate("() => window.answer()")
    page.evaluate("() => new Promise(done => setTimeout(done))")
    assert "93.7 a second" in page.inner_text(".job")


def test_failures_are_listed_with_reason_and_remedy(page):
    page.keyboard.press("Alt+8")
    page.wait_for_selector(".failures li")
    expect(page.locator(".failures")).to_contain_text("ends in the middle")
    expect(page.locator(".failures")).to_contain_text("backup")


def test_a_list_that_cannot_be_had_is_asked_for_again(page, served):
    page.watch.expect("503")
    served.fault("/api/failures", 503, message="Busy.")
    page.keyboard.press("Alt+8")
    page.get_by_role("button", name="Try again").click()
    page.wait_for_selector(".failures li")
