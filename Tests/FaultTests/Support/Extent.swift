// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinFiles
import JozinTestHarness

/// How much of the suite is asked for: the short form with every other test, or the long one of `make faults`.
enum Extent {
    static let isFull = Environment.value("JOZIN_FAULTS") == Array("full".utf8)

    static func of<Value>(short: Value, full: Value) -> Value { isFull ? full : short }
}
