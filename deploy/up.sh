#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Builds the image, serves a folder of photos from a container, and prints the address with the key: deploy/up.sh PHOTOS
# COMPOSE may name another program than `docker compose`.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -n "${1:-}" ] || { echo "Name the folder of photos: make up PHOTOS=~/Pictures" >&2; exit 64; }
read -ra compose <<< "${COMPOSE:-docker compose}"
JOZIN_PHOTOS=$(realpath -e "$1")
JOZIN_USER=$(id -u):$(id -g)
if [ "${JOZIN_USER%%:*}" = 0 ]; then
    # Root's photos belong to somebody.
    JOZIN_USER=$(stat -c %u:%g "$JOZIN_PHOTOS")
    [ "${JOZIN_USER%%:*}" != 0 ] || JOZIN_USER=7707:7707
fi
export JOZIN_PHOTOS JOZIN_USER

"${compose[@]}" -f deploy/docker-compose.yml up --detach --build
for _ in $(seq 100); do
    page=$("${compose[@]}" -f deploy/docker-compose.yml logs --no-log-prefix jozin 2>/dev/null | grep -a '^http://127\.0\.0\.1:' | tail -n 1) || true
    [ -z "$page" ] || break
    sleep 0.2
done
[ -n "$page" ] || { echo "The server did not start; see: ${compose[*]} -f deploy/docker-compose.yml logs" >&2; exit 1; }
echo "Your photos are at"
echo "$page"
