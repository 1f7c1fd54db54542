// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A perceptual hash of 24 values of 8 bits (the colour moments), compared by the sum of their differences.
public struct Hash192: Hashable, Sendable {
    /// The 24 values, eight to a word, the first in the highest byte.
    @usableFromInline let words: (UInt64, UInt64, UInt64)

    /// From 24 values; nil where there are not 24.
    public init?(values: [UInt8]) {
        guard values.count == 24 else { return nil }
        func word(_ start: Int) -> UInt64 { values[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        words = (word(0), word(8), word(16))
    }

    /// From 48 lower-case hexadecimal digits; nil for anything else.
    public init?(hex: some StringProtocol) {
        guard let bytes = Hexadecimal.bytes(hex) else { return nil }
        self.init(values: bytes)
    }

    /// The 24 values in order.
    public var values: [UInt8] {
        [words.0, words.1, words.2].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }

    /// 48 lower-case hexadecimal digits.
    public var hex: String { Hexadecimal.text(values) }

    /// The L1 distance, 0...6120: the sum of the 24 absolute differences.
    public func distance(to other: Hash192) -> Int {
        Hash192.difference(words.0, other.words.0) + Hash192.difference(words.1, other.words.1)
            + Hash192.difference(words.2, other.words.2)
    }

    private static func difference(_ a: UInt64, _ b: UInt64) -> Int {
        var sum = 0
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            sum += abs(Int(a >> shift & 255) - Int(b >> shift & 255))
        }
        return sum
    }

    /// Whether all 24 values are equal.
    public static func == (a: Hash192, b: Hash192) -> Bool {
        a.words.0 == b.words.0 && a.words.1 == b.words.1 && a.words.2 == b.words.2
    }

    /// Feeds all values to the hasher.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
    }
}
