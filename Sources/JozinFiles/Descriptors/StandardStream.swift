// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The streams that a process is born with; nobody owns them, and nobody closes them.
public enum StandardStream: Int32, Sendable {
    case input = 0
    case output = 1
    case error = 2

    /// Writes all of `bytes`.
    public func write(_ bytes: [UInt8]) throws(SystemError) { try Descriptor.write(bytes, to: rawValue) }

    /// Whether a person is at its other end.
    public var isTerminal: Bool { isatty(rawValue) == 1 }
}
