// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Four letters that name a chunk, a box or an item.
struct FourCC: Hashable, ExpressibleByStringLiteral {
    let code: UInt32

    init(_ code: UInt64) { self.code = UInt32(truncatingIfNeeded: code) }

    init(stringLiteral text: StaticString) {
        code = text.description.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
