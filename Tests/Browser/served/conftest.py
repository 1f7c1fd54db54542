# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""The page against the server that was built. A test has a library of its own; what a server says to its log is shown when a test fails."""

import pytest

from browsing import WELCOMED
from jozin import BUILD, demo


def pytest_collection_modifyitems(items):
    missing = [name for name in ("jozin", "jozin-decode", "jozin-demo", "jozin-bench") if not (BUILD / name).exists()]
    for item in items:
        if missing and "served" in item.path.parts:
            item.add_marker(pytest.mark.skip(reason="not run: %s is not built in %s" % (missing[0], BUILD)))


@pytest.fixture(scope="session")
def known(tmp_path_factory):
    """The library that each test has a copy of."""
    return demo(tmp_path_factory.mktemp("known") / "demo")


@pytest.fixture
def library(known, tmp_path):
    library = known.copy(tmp_path / "demo")
    yield library
    library.stop()
    print((library.folder / "server.log").read_text() if (library.folder / "server.log").exists() else "")


@pytest.fixture
def served(library):
    """The library, served. Nothing is looked at anew unless the test asks for it."""
    return library.serve("--no-scan")


@pytest.fixture
def open_of(make_page):
    """`open_of(library, "?view=map", color_scheme="dark")`: signed in, and welcomed before."""
    def open_at(library, where="", welcomed=True, **options):
        page = make_page(base=library.base, welcomed=False, **options)
        if welcomed:
            page.add_init_script(WELCOMED % library.ask("library")["id"])
        page.goto(library.base + "/" + where + "#token=" + library.url.split("token=")[1])
        return page
    return open_at


@pytest.fixture
def open_page(open_of, served):
    return lambda *where, **options: open_of(served, *where, **options)


@pytest.fixture
def page(open_page):
    """All photos, the first of them drawn."""
    page = open_page()
    page.wait_for_selector(".tile.is-drawn")
    return page
