# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The page in a real browser, against the double beside this file or, where JOZIN_URL says so, against a `jozin serve`.

JOZIN_SERVE is a command that serves a fresh library of at least 300 photos and prints the address, token and all, as its first line; it
is run for each test. JOZIN_URL is the address of one that runs already (what tests decide stays in it). With either, tests that make the
server fail or know the double's photos (marked `double`) are skipped.
JOZIN_CHROMIUM names the browser (/usr/bin/chromium). Every page fails its test if it reports an error, breaks its policy, or asks anything of
another address.
"""

import json
import os
import subprocess

import pytest
from playwright.sync_api import expect, sync_playwright

from browsing import HERE, WELCOMED, Served, Watch, begin

OUTPUT = HERE / "output"
expect.set_options(timeout=20_000)
BROWSER = os.environ.get("JOZIN_CHROMIUM", "/usr/bin/chromium")


def pytest_configure(config):
    config.addinivalue_line("markers", "double: needs the double's faults or its numbers")
    config.addinivalue_line("markers", "library(photos, groups): how large the double's library is")
    config.addinivalue_line("markers", "long: takes long, or holds the machine to a time; not with --short")
    OUTPUT.mkdir(exist_ok=True)


def pytest_addoption(parser):
    parser.addoption("--short", action="store_true", help="without the tests that take long or are held to a time")


def is_long(item):
    """A million photos are long in the making, whatever is asked of them."""
    said = item.get_closest_marker("library")
    return item.get_closest_marker("long") or (said and said.kwargs.get("photos", 0) >= 1_000_000)


def pytest_collection_modifyitems(config, items):
    if config.getoption("--short"):
        config.hook.pytest_deselected(items=[item for item in items if is_long(item)])
        items[:] = [item for item in items if not is_long(item)]
    if os.environ.get("JOZIN_URL") or os.environ.get("JOZIN_SERVE"):
        for item in items:
            if item.get_closest_marker("double") or item.get_closest_marker("library"):
                item.add_marker(pytest.mark.skip(reason="needs the double"))


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        yield chromium
        chromium.close()


@pytest.fixture
def served(request):
    if os.environ.get("JOZIN_URL"):
        yield Served(os.environ["JOZIN_URL"])
        return
    if os.environ.get("JOZIN_SERVE"):
        process = subprocess.Popen("exec " + os.environ["JOZIN_SERVE"], shell=True, stdout=subprocess.PIPE, text=True)
        server = Served(process.stdout.readline().strip(), process)
        yield server
        server.stop()
        return
    said = request.node.get_closest_marker("library")
    server = begin(**(said.kwargs if said else {}))
    yield server
    server.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """What a test was looking at when it failed, beside the other screenshots."""
    report = yield
    if report.failed and call.when != "teardown":
        for number, page in enumerate(item.funcargs.get("pages", ())):
            try:
                page.screenshot(path=str(OUTPUT / ("failed-%s-%d.png" % (item.name[:80], number))), timeout=5000)
                waiting = ["without an answer: " + request.url for request in page.watch.open]
                report.sections.append(("page %d" % number, "\n".join([page.url] + page.watch.left() + waiting)))
            except Exception as error:
                report.sections.append(("page %d" % number, "no screenshot: %s" % error))
    return report


@pytest.fixture
def pages():
    """The pages of a test, as they are made."""
    return []


@pytest.fixture
def make_page(browser, request, pages):
    """Pages of one's own kind: `make_page(color_scheme="dark", viewport={...})`; of another server than the usual with its `base`."""
    def make(base=None, welcomed=True, **options):
        options.setdefault("viewport", {"width": 1440, "height": 900})
        options.setdefault("locale", "en-GB")
        context = browser.new_context(**options)
        page = context.new_page()
        if welcomed:
            page.add_init_script(WELCOMED % "double")
        page.set_default_timeout(20_000)
        page.watch = Watch(page, base or request.getfixturevalue("served").base)
        pages.append(page)
        return page

    yield make
    for page in pages:
        left = page.watch.left()
        page.context.close()
        assert not left, left


@pytest.fixture
def page(make_page, served):
    """The page, signed in, with its first photos."""
    page = make_page()
    page.goto(served.url)
    page.wait_for_selector(".tile.is-drawn")
    return page


@pytest.fixture
def shot():
    def take(page, name):
        page.screenshot(path=str(OUTPUT / (name + ".png")))
    return take


@pytest.fixture
def measured():
    """Numbers for the reader: printed, and kept beside the screenshots."""
    def keep(**numbers):
        print(json.dumps(numbers))
        with open(OUTPUT / "numbers.jsonl", "a") as file:
            file.write(json.dumps(numbers) + "\n")
    return keep
