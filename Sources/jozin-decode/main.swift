// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinDecoders

exit(DecodeService.run(arguments: CommandLine.arguments))
