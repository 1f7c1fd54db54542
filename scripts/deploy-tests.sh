#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Tests what installs and serves Jožin, with the programs that were built; JOZIN_DEPLOY=full builds and runs the image, too.
set -euo pipefail
cd "$(dirname "$0")/.."

export JOZIN_PROGRAMS=${JOZIN_PROGRAMS:-$PWD/.build/release}
cd Tests/Deploy
exec "${JOZIN_PYTHON:-../../.venv/bin/python}" -m unittest --quiet "$@"
