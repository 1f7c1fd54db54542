#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Holds a server that runs against the contract it serves: scripts/contract-tests.sh http://127.0.0.1:PORT
# JOZIN_TOKEN is its key; JOZIN_NOT_YET names operations that no route answers yet.
set -euo pipefail

excluded=()
for operation in ${JOZIN_NOT_YET:-}; do excluded+=(--exclude-operation-id "$operation"); done
# Deterministic, so that a test does not change its mind; no more examples than fit in a minute.
exec schemathesis run "$1/api/contract" --url "$1" --header "Authorization: Bearer $JOZIN_TOKEN" --checks all \
    --phases examples,coverage,fuzzing --max-examples "${JOZIN_EXAMPLES:-12}" --seed 1 --generation-deterministic \
    --generation-database none --request-timeout 20 --no-color "${excluded[@]}"
