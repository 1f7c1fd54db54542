#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Lays out an installation: deploy/stage.sh PROGRAMS DESTINATION, where PROGRAMS is the folder they were built in.
# DESTINATION gets bin/ with both programs, which have Swift's runtime in them, and share/jozin/ with the page and the contract.
# Their other libraries are the system's.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=$(realpath "$1")
destination=$(realpath -m "$2")

# A program that runs keeps the file that it was started from.
put() {
    install -D -m "$1" "$2" "$3.new"
    # Symbols are half of a program, and nothing that runs reads them.
    [ "$1" != 755 ] || ! command -v strip > /dev/null || strip "$3.new"
    mv -f "$3.new" "$3"
}

for program in jozin jozin-decode; do
    put 755 "$programs/$program" "$destination/bin/$program"
done
put 644 contracts/api/jozin.openapi.yaml "$destination/share/jozin/contracts/api/jozin.openapi.yaml"
rm -rf "$destination/share/jozin/web.new"
cp -R web "$destination/share/jozin/web.new"
rm -rf "$destination/share/jozin/web"
mv "$destination/share/jozin/web.new" "$destination/share/jozin/web"
