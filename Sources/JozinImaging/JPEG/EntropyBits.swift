// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A cursor over un-stuffed entropy-coded bytes, 64 bits at a time, first bit highest.
///
/// Invariants: the low six bits of `count` are the number of bits at hand, >= 56 after `refill`, and no shift looks at the others;
/// bit 63 of `buffer` is the next bit; `next * 8` less that number of bits were consumed. The bytes are padded, so that `next` is at
/// least 8 before their end (see `EntropyBytes`).
struct EntropyBits {
    private var buffer: UInt64 = 0
    private var count: UInt64 = 0
    private(set) var next = 0

    /// How many bits were taken.
    var consumed: Int { next &* 8 &- Int(truncatingIfNeeded: count & 63) }

    /// Makes at least 56 bits available.
    @inline(__always)
    mutating func refill(_ bytes: Span<UInt8>) {
        buffer |= bytes.bigEndian64(at: next) &>> count
        // As many whole bytes as 63 less the bits at hand have room for.
        next &+= Int(truncatingIfNeeded: ~count &>> 3 & 7)
        count = (count | 56) & 63
    }

    /// Takes as many bits as the low six bits of `entry` say; they must be available.
    @inline(__always)
    mutating func skip(_ entry: UInt16) {
        buffer = buffer &<< UInt64(truncatingIfNeeded: entry)
        // Not masked, for this stands in the way of the next lookup: what is above the low six bits stays above them.
        count &-= UInt64(truncatingIfNeeded: entry)
    }

    /// Where the cursor stood before it skipped `entry`.
    func before(_ entry: UInt16, in bytes: Span<UInt8>) -> EntropyBits {
        let position = consumed - Int(entry & 63)
        var bits = EntropyBits()
        bits.next = position >> 3
        bits.refill(bytes)
        bits.skip(UInt16(position & 7))
        return bits
    }

    /// The next `width` (1...32) bits, not taken.
    @inline(__always)
    func peek(_ width: Int) -> Int { Int(truncatingIfNeeded: buffer &>> UInt64(truncatingIfNeeded: 64 &- width)) }

    /// The signed value of `size` (0...15) bits that stands `offset` bits ahead (F.2.2.1, EXTEND).
    @inline(__always)
    func value(after offset: UInt16, size: UInt16) -> Int32 {
        let ahead = buffer &<< UInt64(truncatingIfNeeded: offset)
        let magnitude = (ahead &>> 1) &>> UInt64(truncatingIfNeeded: 63 &- size)
        let isNegative = UInt64(bitPattern: ~(Int64(bitPattern: ahead) &>> 63))
        let floor = isNegative & ((1 as UInt64) &<< UInt64(truncatingIfNeeded: size) &- 1)
        return Int32(truncatingIfNeeded: magnitude &- floor)
    }
}

extension Span<UInt8> {
    /// Eight bytes as one number, the first highest. Written so that one bounds check covers one load.
    @inline(__always)
    func bigEndian64(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count &- 8)
        let high =
            UInt64(self[index]) << 56 | UInt64(self[index &+ 1]) << 48 | UInt64(self[index &+ 2]) << 40
            | UInt64(self[index &+ 3]) << 32
        let low =
            UInt64(self[index &+ 4]) << 24 | UInt64(self[index &+ 5]) << 16 | UInt64(self[index &+ 6]) << 8
            | UInt64(self[index &+ 7])
        return high | low
    }
}
