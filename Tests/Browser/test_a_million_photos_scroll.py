# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""From one end of a million photos to the other: no blank, a small document, a small heap."""

import pytest

from waiting import until

WATCH = """() => {
  const seen = window.seen = {blank: 0, grey: 0, elements: 0, longest: 0, frames: 0};
  const viewport = document.querySelector('.viewport');
  let blankSince = null, greySince = null, last = performance.now();
  const look = () => {
    const now = performance.now();
    const frame = viewport.getBoundingClientRect();
    const boxes = [...document.querySelectorAll('.row')].map(r => r.getBoundingClientRect()).filter(b => b.bottom > frame.top && b.top < frame.bottom).sort((a, b) => a.top - b.top);
    let covered = frame.top;
    for (const box of boxes) if (box.top <= covered + 2) covered = Math.max(covered, box.bottom);
    const whole = covered >= frame.bottom - 2 || viewport.scrollTop + viewport.clientHeight >= viewport.scrollHeight - 2;
    blankSince = whole ? null : blankSince ?? now;
    if (blankSince !== null) seen.blank = Math.max(seen.blank, now - blankSince);
    const tiles = [...document.querySelectorAll('.tile')].filter(t => { const b = t.getBoundingClientRect(); return b.bottom > frame.top && b.top < frame.bottom; });
    const grey = tiles.filter(t => !t.style.backgroundColor).length > tiles.length / 2;
    greySince = grey ? greySince ?? now : null;
    if (greySince !== null) seen.grey = Math.max(seen.grey, now - greySince);
    seen.elements = Math.max(seen.elements, document.querySelectorAll('*').length);
    if (seen.frames++) seen.longest = Math.max(seen.longest, now - last);
    last = now;
    if (!window.seenEnough) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def heap(page):
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return session.send("Runtime.getHeapUsage")["usedSize"] / 1e6


def scrub_from_end_to_end(page, halfway=lambda: None):
    """Drags the scrubber of a million photos from the newest to the oldest, then jumps about; `window.seen` has what was to be seen."""
    page.evaluate(WATCH)
    box = page.locator(".scrubber").bounding_box()
    x, top, bottom = box["x"] + 20, box["y"] + 1, box["y"] + box["height"] - 1
    page.mouse.move(x, top)
    page.mouse.down()
    for step in range(240):
        page.mouse.move(x, top + (bottom - top) * step / 239)
        page.wait_for_timeout(16)
        if step == 120:
            halfway()
    page.mouse.move(x, bottom + 8)
    page.mouse.up()
    until(page, "[...document.querySelectorAll('.tile')].at(-1).position === 999999")
    for step in (0.1, 0.9, 0.33, 0.66, 0.5):
        page.mouse.click(x, top + (bottom - top) * step)
        page.wait_for_timeout(700)


@pytest.mark.double
@pytest.mark.library(photos=1_000_000, groups=100_000)
def test_end_to_end_with_the_scrubber(page, measured, shot):
    at_first = heap(page)
    scrub_from_end_to_end(page, halfway=lambda: shot(page, "million-dragging"))
    page.mouse.move(600, 500)
    for _ in range(60):
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(16)
    page.wait_for_timeout(500)
    seen = page.evaluate("() => { window.seenEnough = true; return window.seen; }")
    after = heap(page)
    measured(what="a million photos, end to end", longest_blank_ms=round(seen["blank"]), longest_without_colour_ms=round(seen["grey"]), most_elements=seen["elements"],
             longest_frame_ms=round(seen["longest"]), frames=seen["frames"], heap_before_mb=round(at_first, 1), heap_after_mb=round(after, 1))
    shot(page, "million-after")
    assert seen["blank"] <= 200
    assert seen["elements"] < 1500
    assert after < 150


@pytest.mark.double
@pytest.mark.library(photos=1_000_000, groups=1000)
def test_every_photo_can_be_reached_and_wheels_move_true_pixels_far_down(page):
    page.keyboard.press("End")
    until(page, "document.activeElement.position === 999999")
    page.keyboard.press("PageUp")
    page.mouse.move(600, 500)
    spot = "(() => { const t = [...document.querySelectorAll('.tile')].find(t => t.getBoundingClientRect().top > 300); return [t.position, t.getBoundingClientRect().top]; })()"
    position, before = page.evaluate(spot)
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(400)
    after = page.evaluate("p => [...document.querySelectorAll('.tile')].find(t => t.position === p).getBoundingClientRect().top", position)
    assert abs(after - before - 120) < 1.5


@pytest.mark.double
@pytest.mark.library(photos=1_000_000, groups=1000)
def test_laying_out_never_holds_the_page_for_long(make_page, served, measured):
    page = make_page()
    page.add_init_script("window.long = []; new PerformanceObserver(l => window.long.push(...l.getEntries().map(e => e.duration))).observe({type: 'longtask', buffered: true});")
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    page.evaluate("window.long.length = 0")
    page.set_viewport_size({"width": 1180, "height": 900})
    page.wait_for_timeout(1200)
    longest = max(page.evaluate("window.long"), default=0)
    measured(what="another width with a million photos", longest_task_ms=round(longest))
    assert longest < 150
