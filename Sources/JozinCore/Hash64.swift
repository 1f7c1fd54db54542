// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A perceptual hash of 64 bits. Bit 63 is the hash's first bit, so that `hex` reads in the order of the bits.
public struct Hash64: Hashable, Comparable, Sendable {
    /// The 64 bits, the first in the highest place.
    public let bits: UInt64

    /// From its bits.
    @inlinable
    public init(_ bits: UInt64) { self.bits = bits }

    /// From 16 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex), bytes.count == 8 else { return nil }
        bits = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// 16 lower-case hexadecimal digits.
    public var hex: String {
        Hexadecimal.text(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> UInt64($0)) })
    }

    /// The Hamming distance: how many of the 64 bits differ.
    @inlinable
    public func distance(to other: Hash64) -> Int { (bits ^ other.bits).nonzeroBitCount }

    /// The order of the bits as a number; it says nothing of likeness.
    @inlinable
    public static func < (a: Hash64, b: Hash64) -> Bool { a.bits < b.bits }
}
