// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a hash is cut into substrings, and how far each substring of a pair may differ for that substring to find the pair.
///
/// Two hashes within `r` bits differ by at most `r / 4` in one of the first `r % 4 + 1` substrings or by at most `r / 4 - 1` in one
/// of the others: if not, the substrings' differences would add up to more than `r`.
struct SubstringPlan {
    static let count = 4
    static let width = 16

    let radius: Int
    /// Per substring; -1 where the substring finds nothing.
    let radii: SIMD4<Int>

    init(radius: Int) {
        self.radius = radius
        let share = radius / SubstringPlan.count
        radii = SIMD4(repeating: share - 1).replacing(
            with: share, where: SIMD4(0, 1, 2, 3) .<= radius % SubstringPlan.count)
    }

    /// The keys' differences that `substring` looks across.
    func masks(of substring: Int) -> [Int] {
        (0..<1 << SubstringPlan.width).filter { $0.nonzeroBitCount <= radii[substring] }
    }

    /// Whether a substring before `substring` already found the pair that differs in `difference`.
    func foundEarlier(_ difference: UInt64, than substring: Int) -> Bool {
        for earlier in 0..<substring
        where SubstringPlan.key(of: difference, substring: earlier).nonzeroBitCount <= radii[earlier] {
            return true
        }
        return false
    }

    static func key(of bits: UInt64, substring: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: bits >> UInt64(substring * width))
    }

    /// The same bits in another order, which keeps every distance.
    ///
    /// Bits that are neighbours in the 8 x 8 square of a picture's hash tend to be equal. Left side by side they would crowd the
    /// hashes into few buckets; here a substring holds none that touch.
    static func scatter(_ bits: UInt64) -> UInt64 {
        var scattered: UInt64 = 0
        for bit in 0..<UInt64(64) { scattered |= (bits >> bit & 1) << places[Int(bit)] }
        return scattered
    }

    private static let places: [UInt64] = (0..<UInt64(64)).map { bit in
        let row = bit / 8
        let column = bit % 8
        return (column + 2 * row) % 4 * 16 + row * 2 + column / 4
    }
}
