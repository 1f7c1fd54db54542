# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The server dies, the disk is full, thumbnails are gone, the library is read-only or vanishes: it is said, and nothing is lost."""

import os
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from jozin import Library
from waiting import until

GONE = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "ERR_CONTENT_LENGTH_MISMATCH")


def mounted(kind, where, options):
    return os.geteuid() == 0 and subprocess.run(["mount", "-t", kind, "-o", options, "jozin-test", where], capture_output=True).returncode == 0


def test_a_server_that_is_killed_takes_no_decision_with_it(page, library, shot):
    page.watch.expect(*GONE, "401")
    port = library.port
    page.keyboard.press("ArrowRight")
    library.kill()
    page.keyboard.press("5")
    page.locator("[data-banner=gone]").wait_for()
    page.locator("[data-banner=waiting]").wait_for()
    shot(page, "served-killed")
    library.serve("--no-scan", port=port)
    # The new process may know no session: its address opens the page again, in the same window.
    page.goto(library.url)
    page.locator("[data-banner=gone]").wait_for(state="detached", timeout=20000)
    page.locator("[data-banner=waiting]").wait_for(state="detached", timeout=20000)
    assert any('"rating"' in line and "5" in line for line in library.run("decisions").splitlines())


def test_a_full_disk_is_said_and_what_was_decided_is_kept_and_saved_later(known, open_of, tmp_path, shot):
    library = known.copy(tmp_path / "full")
    small = tmp_path / "small"
    small.mkdir()
    size = sum(f.stat().st_size for f in library.state.rglob("*") if f.is_file())
    if not mounted("tmpfs", small, "size=%d" % (2 * size + (8 << 20))):
        pytest.skip("not run: a small disk cannot be mounted here")
    try:
        subprocess.run(["cp", "-a", str(library.state) + "/.", small], check=True)
        shutil.rmtree(library.state)
        library.serve("--no-scan", "--state", small)
        page = open_of(library)
        page.watch.expect("507")
        page.wait_for_selector(".tile.is-drawn")
        filler = small / "filler"
        subprocess.run(["dd", "if=/dev/zero", "of=%s" % filler, "bs=4096"], capture_output=True)
        assert os.statvfs(small).f_bavail == 0
        page.keyboard.press("Enter")
        page.keyboard.press("i")
        page.wait_for_selector(".facts")
        # The log's last page may have room for some.
        for number in range(12):
            page.get_by_label("Title").fill("%d " % number + "A long title " * 70)
            page.keyboard.press("Enter")
            until(page, "n => document.querySelector('[data-banner=waiting]') || fetch('/api/history').then(r => r.json()).then(h => h.entries.length === n + 1)", number)
            if page.locator("[data-banner=waiting]").count():
                break
        page.locator("[data-banner=waiting]").wait_for()
        expect(page.locator("[data-banner=waiting]")).to_contain_text("disk is full")
        shot(page, "served-full")
        filler.unlink()
        page.get_by_role("button", name="Try now").click()
        page.locator("[data-banner=waiting]").wait_for(state="detached", timeout=20000)
        assert len(library.ask("history")["entries"]) == number + 1
        page.goto("about:blank")
    finally:
        library.stop()
        subprocess.run(["umount", "-l", small])


def test_thumbnails_deleted_behind_its_back_are_drawn_anew(page, library):
    before = page.locator(".tile.is-drawn").count()
    shutil.rmtree(library.state / "thumbs")
    library.work("scan")
    page.context.clear_cookies()
    page.goto(library.url)
    page.wait_for_selector(".tile.is-drawn", timeout=20000)
    until(page, "n => document.querySelectorAll('.tile.is-drawn').length >= n", before, seconds=30)
    expect(page.locator(".tile.is-broken")).to_have_count(0)


def test_a_read_only_library_keeps_decisions_elsewhere_and_says_so(known, open_of, tmp_path, shot):
    folder = tmp_path / "sealed"
    (folder / "state").mkdir(parents=True)
    photos = folder / "photos"
    photos.mkdir()
    if not (os.geteuid() == 0 and subprocess.run(["mount", "--bind", known.photos / "2018", photos], capture_output=True).returncode == 0):
        pytest.skip("not run: a folder cannot be mounted read-only here")
    library = Library(folder)
    try:
        if subprocess.run(["mount", "-o", "remount,bind,ro", photos], capture_output=True).returncode:
            pytest.skip("not run: a folder cannot be mounted read-only here")
        library.serve()
        page = open_of(library)
        page.locator("[data-banner=elsewhere]").wait_for()
        expect(page.locator("[data-banner=elsewhere]")).to_contain_text(str(folder / "state"))
        page.wait_for_selector(".tile.is-drawn", timeout=30000)
        shot(page, "served-read-only")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("3")
        until(page, "fetch('/api/history').then(r => r.json()).then(h => h.entries.length === 1)")
        assert not (photos / ".jozin").exists()
        assert any("jozin" in str(path) for path in (folder / "state").rglob("log"))
        page.goto("about:blank")
    finally:
        library.stop()
        subprocess.run(["umount", "-l", photos])


def test_a_library_that_vanishes_is_told_and_comes_back(page, library, shot):
    page.watch.expect("503", "404", "Failed to load resource")
    away = library.folder / "away"
    library.photos.rename(away)
    page.locator("[data-banner=unreachable]").wait_for(timeout=20000)
    assert page.locator(".tile.is-drawn").count() > 5
    shot(page, "served-vanished")
    away.rename(library.photos)
    page.locator("[data-banner=unreachable]").wait_for(state="detached", timeout=20000)
