# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What the page is made of: small files of its own, typed, with nothing of others and nothing from elsewhere."""

import pathlib
import re
import shutil
import subprocess

import pytest

WEB = pathlib.Path(__file__).resolve().parents[2] / "web"
TEXTS = sorted(p for p in WEB.rglob("*") if p.suffix in (".js", ".css", ".html", ".svg"))
LONGEST = 400


def test_every_file_names_its_licence_and_is_short():
    for path in TEXTS:
        text = path.read_text()
        assert "SPDX-License-Identifier: Apache-2.0" in text[:400], path
        assert text.count("\n") <= LONGEST, path


def test_every_module_says_what_it_is_for():
    for path in TEXTS:
        if path.suffix == ".js":
            assert re.search(r"^/\*\*", path.read_text(), re.M), path


def test_nothing_comes_from_elsewhere():
    for path in TEXTS:
        for address in re.findall(r"https?://[^\s\"')]+", path.read_text()):
            assert address.startswith("http://www.w3.org/"), (path, address)


def test_modules_import_only_each_other():
    for path in TEXTS:
        if path.suffix == ".js":
            for target in re.findall(r"(?:from|import)\(? ?\"([^\"]+)\"", path.read_text()):
                assert target.startswith(".") and (path.parent / target).resolve().is_file(), (path, target)


def test_nothing_writes_markup_or_runs_text():
    for path in TEXTS:
        if path.suffix == ".js":
            found = re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text())
            assert not found, (path, found)


@pytest.mark.skipif(not shutil.which("tsc"), reason="not run: no TypeScript (Debian: node-typescript)")
def test_types_agree():
    answer = subprocess.run(["tsc", "-p", str(WEB / "jsconfig.json")], capture_output=True, text=True)
    assert answer.returncode == 0, answer.stdout
