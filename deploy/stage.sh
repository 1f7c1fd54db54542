#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Lays out an installation: deploy/stage.sh PROGRAMS DESTINATION, where PROGRAMS is the folder they were built in.
# DESTINATION gets bin/ with both programs and the Swift runtime that they are linked to ($ORIGIN stands in their run path),
# and share/jozin/ with the page and the contract. What the system's packages bring stays theirs.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=$(realpath "$1")
destination=$(realpath -m "$2")

# The libraries of the toolchain: those that lie beside libswiftCore.so.
swift_libraries() {
    local core
    core=$(ldd "$1" | awk '$1 == "libswiftCore.so" { print $3 }')
    ldd "$1" | awk -v folder="$(dirname "$core")/" 'index($3, folder) == 1 { print $3 }'
}

# A program that runs keeps the file that it was started from.
put() {
    install -D -m "$1" "$2" "$3.new"
    mv -f "$3.new" "$3"
}

for program in jozin jozin-decode; do
    swift_libraries "$programs/$program" | while read -r library; do
        put 644 "$library" "$destination/bin/$(basename "$library")"
    done
    put 755 "$programs/$program" "$destination/bin/$program"
done
put 644 contracts/api/jozin.openapi.yaml "$destination/share/jozin/contracts/api/jozin.openapi.yaml"
rm -rf "$destination/share/jozin/web.new"
cp -R web "$destination/share/jozin/web.new"
rm -rf "$destination/share/jozin/web"
mv "$destination/share/jozin/web.new" "$destination/share/jozin/web"
