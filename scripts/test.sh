#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Runs every test on what was built, with the tools that the set-up installed.
set -euo pipefail
cd "$(dirname "$0")/.."

export JOZIN_PYTHON=${JOZIN_PYTHON:-$PWD/.venv/bin/python}
export PATH=$PWD/.venv/bin:$PATH
if [ $# -eq 0 ]; then
    (cd benchmarks && "$JOZIN_PYTHON" -m unittest --quiet test_bench)
    scripts/deploy-tests.sh
fi
swift test -c release --skip-build "$@"
if [ $# -eq 0 ]; then
    scripts/page-tests.sh --short
fi
