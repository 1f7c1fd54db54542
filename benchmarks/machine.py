# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""What the numbers were taken on: processor, kernel, versions. No host name."""

import os
import platform
import subprocess

from contestants import PYTHON, ROOT

DEBIAN_PACKAGES = [
    "libjpeg62-turbo", "libssl3", "libvips42", "libsqlite3-0", "findimagedupes", "libimage-exiftool-perl", "libvips-tools", "findutils",
]
PYTHON_DISTRIBUTIONS = ["czkawka", "ImageHash", "pillow", "numpy", "difPy", "imagededup"]


def rows():
    """Name and value, both text."""
    return [
        ["processor", f"{processor()}, {len(os.sched_getaffinity(0))} cores used"],
        ["memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"],
        ["kernel", f"{platform.system()} {platform.release()}"],
        ["system", release_name()],
        ["Jožin", sources()],
        ["Swift", said("swift", "--version").split("(")[0].strip()],
        ["C compiler", said("cc", "--version").splitlines()[0]],
        ["Python of the peers", said(str(PYTHON), "--version") or "not installed"],
        *[[name, debian_version(name)] for name in DEBIAN_PACKAGES],
        *[[f"{name} (PyPI)", python_version(name)] for name in PYTHON_DISTRIBUTIONS],
    ]


def sources():
    """The last commit that changed what is measured, and whether it was changed since."""
    place = ["--", "Sources", ":!Sources/jozin-bench"]
    git = ["git", "-C", str(ROOT)]
    commit = said(*git, "log", "-1", "--format=%h of %cs", *place)
    return commit + (" with changes" if said(*git, "status", "--porcelain", *place) else "")


def load():
    """The load averages as the system says them."""
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def processor():
    """The model's name."""
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def release_name():
    """The distribution's name."""
    return platform.freedesktop_os_release().get("PRETTY_NAME", "unknown")


def debian_version(package):
    """The installed version."""
    return said("dpkg-query", "-W", "-f", "${Version}", package) or "not installed"


def python_version(distribution):
    """The version in the peers' environment."""
    return said(str(PYTHON), "-c", f"import importlib.metadata as m; print(m.version('{distribution}'))") or "not installed"


def said(*command):
    """What a command prints; nothing where it fails or is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
