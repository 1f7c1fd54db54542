#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Tests the page in Debian's Chromium through Playwright: against a double of the server, and against the server that was built. What
# is asked for goes to pytest; `--short` leaves out what takes minutes or is held to a time. Screenshots and numbers lie in
# Tests/Browser/output.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$PWD/.venv-page/bin/python
export JOZIN_CHROMIUM=${JOZIN_CHROMIUM:-/usr/bin/chromium}

not_run() {
    echo "not run: the page's tests: $1"
    exit 0
}

[ -x "$JOZIN_CHROMIUM" ] || not_run "there is no $JOZIN_CHROMIUM (Debian: chromium)"
"$python" -c 'import axe_playwright_python, playwright, pytest' 2>/dev/null || not_run "Playwright is not in .venv-page (scripts/setup.sh page)"
timeout 60 "$JOZIN_CHROMIUM" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --dump-dom about:blank >/dev/null 2>&1 || not_run "$JOZIN_CHROMIUM does not start on this machine"

cd Tests/Browser
[ "$*" = --short ] || exec "$python" -m pytest -rs "$@"
# The two suites mostly wait for a browser: side by side they take half as long.
served=$(mktemp)
trap 'rm -f "$served"' EXIT
"$python" -m pytest -rs --short served >"$served" 2>&1 &
code=0
"$python" -m pytest -rs --short --ignore=served || code=$?
wait $! || code=$?
cat "$served"
exit $code
