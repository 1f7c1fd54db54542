#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Installs what was built below PREFIX (~/.local): deploy/install.sh
# With a folder of photos also the service of this user that serves it: deploy/install.sh PHOTOS [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."

prefix=$(realpath -m "${PREFIX:-$HOME/.local}")
deploy/stage.sh "${PROGRAMS:-.build/release}" "$prefix/lib/jozin"
mkdir -p "$prefix/bin"
ln -sfn ../lib/jozin/bin/jozin "$prefix/bin/jozin"
echo "Installed: $prefix/bin/jozin"
[ -n "${1:-}" ] || exit 0

photos=$(realpath -e "$1")
registry=${XDG_STATE_HOME:-$HOME/.local/state}/jozin
units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user
if [[ $photos$prefix$registry =~ [[:cntrl:]] ]]; then
    echo "A service cannot have a path with control characters in it." >&2
    exit 2
fi

# A word as a unit file has it (systemd.syntax, systemd.unit): quoted, and with no specifier in it.
word() {
    local text=${1//\\/\\\\}
    text=${text//\"/\\\"}
    printf '"%s"' "${text//%/%%}"
}
# The same among the words of a command, which may name variables (systemd.service).
command_word() { local text; text=$(word "$1"); printf '%s' "${text//\$/\$\$}"; }

# The kernel can open for writing only what is there when the service begins.
mkdir -p -m 700 "$photos/.jozin" "$registry"
mkdir -p "$units"
declare -A words=(
    [@PROGRAM@]=$(command_word "$prefix/lib/jozin/bin/jozin")
    [@PHOTOS@]=$(command_word "$photos")
    [@STATE@]=$(word "$photos/.jozin")
    [@REGISTRY@]=$(word "$registry")
    [@PORT@]=${2:-7707}
)
# Each place is filled once: what stands in a path is no place.
rest=$(< deploy/jozin.service)
unit=
while [[ $rest =~ @(PROGRAM|PHOTOS|STATE|REGISTRY|PORT)@ ]]; do
    unit+=${rest%%"${BASH_REMATCH[0]}"*}${words[${BASH_REMATCH[0]}]}
    rest=${rest#*"${BASH_REMATCH[0]}"}
done
unit+=$rest
printf '%s\n' "$unit" > "$units/jozin.service.new"
mv -f "$units/jozin.service.new" "$units/jozin.service"
echo "Installed: $units/jozin.service"
[ -z "${JOZIN_NO_START:-}" ] || exit 0

systemctl --user daemon-reload
systemctl --user enable jozin.service
systemctl --user restart jozin.service
page=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/jozin-page
for _ in $(seq 100); do
    [ ! -s "$page" ] || break
    sleep 0.1
done
echo "Your photos are at the address in $page:"
cat "$page"
