// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Takes big-endian numbers off a region, one after another.
struct ByteCursor {
    let bytes: ByteRegion
    private(set) var position: Int
    private let end: Int

    init(_ bytes: ByteRegion, _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = min(range.upperBound, bytes.count)
    }

    /// What was not taken yet.
    var rest: Range<Int> { position..<max(position, end) }

    /// The next number of `width` bytes, 0 of which are zero; nil where they reach past the end.
    mutating func number(_ width: Int) -> UInt64? {
        guard width <= end - position, let value = bytes.bigEndian(width, at: position) else { return nil }
        position += width
        return value
    }

    /// Steps over bytes; nil where they reach past the end.
    mutating func skip(_ count: Int) -> Void? {
        guard count <= end - position else { return nil }
        position += count
        return ()
    }
}
