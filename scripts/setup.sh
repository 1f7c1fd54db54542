#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what building (or testing, or the benchmarks' peers) needs, after saying what that is. Installs nothing that is there already.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(pkg-config libsqlite3-dev libssl-dev libjpeg62-turbo-dev libwebp-dev liblcms2-dev libvips-dev libc6-dev)
# For the names of places, which a Python package carries.
place_packages=(python3 python3-venv)
test_packages=(strace util-linux e2fsprogs disorderfs python3 python3-venv)
# Pinned, so that a test does not change its mind.
python_packages=(check-jsonschema==0.39.0 pillow==13.0.0 imagehash==4.3.2 schemathesis==4.32.5)
# A browser, letters for it to draw, and TypeScript to check the page's types.
page_packages=(chromium fonts-dejavu-core node-typescript python3 python3-venv)
# What builds and runs the image without Docker, and a small Debian for its base; a systemd to run the service.
deploy_packages=(buildah crun mmdebstrap systemd util-linux)
# The peers that the benchmarks compare with. imagededup needs PyTorch, which is large: `make bench HEAVY=1` takes it in.
peer_packages=(gcc python3 python3-venv findimagedupes libimage-exiftool-perl libvips-tools)
python_peers=(czkawka==0.1.2 imagehash==4.3.2 pillow==13.0.0 difpy==4.2.1)
[ -z "${HEAVY:-}" ] || python_peers+=(imagededup==0.3.3.post2)

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

# Python packages into a folder of their own, unless just these are there already.
install_python() {
    local folder=$1
    shift
    [ -e "$folder/installed" ] && [ "$(cat "$folder/installed")" = "$*" ] && return
    echo "Jožin will install these Python packages into $folder: $*"
    # Joined, so that a failure is one even where this is half of a choice.
    python3 -m venv "$folder" &&
        "$folder/bin/pip" install --quiet --disable-pip-version-check "$@" &&
        echo "$*" > "$folder/installed"
}

install_page_tests() {
    local page_python
    mapfile -t page_python < Tests/Browser/requirements.txt
    install_packages "${page_packages[@]}" && install_python .venv-page "${page_python[@]}"
}

install_packages "${build_packages[@]}" "${place_packages[@]}"
scripts/places.sh fetch
case ${1:-build} in
    test)
        install_packages "${test_packages[@]}"
        install_python .venv "${python_packages[@]}"
        # In a shell of its own, which it may leave. scripts/page-tests.sh says what was not run, and why.
        (install_page_tests) || echo "Chromium or Playwright could not be installed; the page's tests will be \"not run\"." >&2
        ;;
    page)
        install_page_tests
        ;;
    deploy)
        install_packages "${deploy_packages[@]}" "${test_packages[@]}"
        install_python .venv "${python_packages[@]}"
        ;;
    bench)
        install_packages "${peer_packages[@]}"
        install_python .venv-bench "${python_peers[@]}" || echo "Some peers could not be installed; they will be \"not run\"." >&2
        ;;
esac
