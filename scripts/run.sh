#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Runs Jožin on a folder of photos, or on a demo library that is made first. Some photos that cannot be read are told,
# and are no failure.
set -uo pipefail
cd "$(dirname "$0")/.."

photos=${1:-}
if [ -z "$photos" ]; then
    photos=demo-library/photos
    if [ ! -e demo-library/made ]; then
        echo "No PHOTOS=… given: making a demo library in $photos"
        .build/release/jozin-demo "$photos" || exit
        touch demo-library/made
    fi
    # The demo keeps to its folder: it is no library of the user's.
    export XDG_STATE_HOME=$PWD/demo-library/state
fi
.build/release/jozin "$photos"
code=$?
[ $code -eq 1 ] && exit 0
exit $code
