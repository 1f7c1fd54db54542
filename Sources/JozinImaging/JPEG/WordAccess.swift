// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

// Bytes read and written eight at a time. What is marked `unsafe` here is so for types that not every bit pattern is a value
// of, which UInt64 and UInt8 are not; their bounds are checked, and nothing outside a span can be touched.

extension Span<UInt8> {
    /// Eight bytes as one number, the first lowest.
    @inline(__always)
    func littleEndian64(at index: Int) -> UInt64 {
        // Safe: the load checks its bounds, and every bit pattern is a UInt64.
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
}

extension MutableSpan<UInt8> {
    /// Stores eight bytes, the lowest first.
    @inline(__always)
    mutating func store(littleEndian word: UInt64, at index: Int) {
        // Safe: every byte is a UInt8, and the store checks its bounds.
        var bytes = unsafe mutableBytes
        bytes.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
    }
}
