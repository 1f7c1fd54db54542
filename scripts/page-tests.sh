#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Tests the page in Debian's Chromium through Playwright; what is asked for goes to pytest. Screenshots and numbers lie in Tests/Browser/output.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh page
cd Tests/Browser
exec ../../.venv-page/bin/python -m pytest "$@"
