#!/usr/bin/env bash
# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
#
# Whether the server of this container answers with its page, by a request as a browser sends it.
set -euo pipefail

host=127.0.0.1:${JOZIN_PORT:-7707}
exec 3<> "/dev/tcp/${host/://}"
printf 'GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$host" >&3
read -r -t 4 version status _ <&3
[ "$version $status" = 'HTTP/1.1 200' ]
