// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Span<UInt8> {
    /// Whether these bytes lie at `offset`; false where they reach past the end.
    func holds(_ expected: StaticString, at offset: Int = 0) -> Bool {
        holds(expected.description.utf8, at: offset)
    }

    /// Whether these bytes lie at `offset`; false where they reach past the end.
    func holds(_ expected: some Collection<UInt8>, at offset: Int = 0) -> Bool {
        guard offset >= 0, offset <= count, expected.count <= count - offset else { return false }
        var position = offset
        for byte in expected {
            if self[position] != byte { return false }
            position += 1
        }
        return true
    }

    /// The big-endian number of `width` bytes (at most 8) at `offset`; nil where it reaches past the end.
    func bigEndian(_ width: Int, at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= count, width <= count - offset else { return nil }
        var value: UInt64 = 0
        for position in offset..<offset + width { value = value << 8 | UInt64(self[position]) }
        return value
    }
}
