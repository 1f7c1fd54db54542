#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what building (or testing) needs, after saying what that is. Installs nothing that is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(pkg-config libsqlite3-dev libssl-dev libjpeg62-turbo-dev liblcms2-dev libvips-dev libc6-dev)
test_packages=(strace util-linux python3 python3-venv)
# Pinned, so that a test does not change its mind.
python_packages=(check-jsonschema==0.39.0 pillow==13.0.0 imagehash==4.3.2)

missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
    done
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return
    echo "Jožin will install these Debian packages: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { echo "Please install them as root, or install sudo, and run this again." >&2; exit 2; }
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

command -v swift >/dev/null || { echo "Swift 6.3 or later is needed: see https://www.swift.org/install/linux/" >&2; exit 2; }
command -v apt-get >/dev/null || { echo "This set-up knows Debian and its kin. On others install: ${build_packages[*]}" >&2; exit 2; }

install_packages "${build_packages[@]}"
if [ "${1:-build}" = test ]; then
    install_packages "${test_packages[@]}"
    if [ ! -e .venv/installed ] || [ "$(cat .venv/installed)" != "${python_packages[*]}" ]; then
        echo "The tests will install these Python packages into .venv: ${python_packages[*]}"
        python3 -m venv .venv
        .venv/bin/pip install --quiet --disable-pip-version-check "${python_packages[@]}"
        echo "${python_packages[*]}" > .venv/installed
    fi
fi
