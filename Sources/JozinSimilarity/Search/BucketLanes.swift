// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What eight hashes hold beside the substring that sorted them: 48 bits each, one substring to a vector.
///
/// Baseline x86-64 counts bits in software, a dozen steps to a comparison; eight lanes share them.
struct BucketLanes {
    typealias Lanes = SIMD8<UInt16>
    static let width = 8

    private let first: Lanes
    private let second: Lanes
    private let third: Lanes

    /// Hashes of one bucket; the last one again where there are fewer than eight.
    init(_ hashes: ArraySlice<UInt64>, without substring: Int) {
        var lanes = (Lanes(), Lanes(), Lanes())
        for lane in 0..<BucketLanes.width {
            let rest = BucketLanes.rest(of: hashes[min(hashes.startIndex + lane, hashes.endIndex - 1)], without: substring)
            lanes.0[lane] = rest.0
            lanes.1[lane] = rest.1
            lanes.2[lane] = rest.2
        }
        (first, second, third) = lanes
    }

    /// One hash in all eight lanes.
    @inline(__always)
    init(repeating hash: UInt64, without substring: Int) {
        let rest = BucketLanes.rest(of: hash, without: substring)
        first = Lanes(repeating: rest.0)
        second = Lanes(repeating: rest.1)
        third = Lanes(repeating: rest.2)
    }

    /// Whether any lane differs from the same lane of `other` in at most `limit` (0...64) of the 48 bits; true of a few others, too.
    ///
    /// The places at which any of the three words differs are no more than the bits that differ. To count them takes half the steps,
    /// and of strangers, half of whose bits differ, it lets 1 vector in 400 pass for a limit of 8.
    @inline(__always)
    func mayHaveLane(of other: BucketLanes, within limit: UInt16) -> Bool {
        let places = (first ^ other.first) | (second ^ other.second) | (third ^ other.third)
        let pairs = places &- ((places &>> 1) & 0x5555)
        let nibbles = (pairs & 0x3333) &+ ((pairs &>> 2) & 0x3333)
        let bytes = (nibbles &+ (nibbles &>> 4)) & 0x0f0f
        // The sum of both bytes, 16 at most, comes to lie in the upper one, above what does not matter to the comparison.
        let sums = bytes &* Lanes(repeating: 0x0101)
        return any(sums .<= Lanes(repeating: limit &<< 8 | 0xff))
    }

    @inline(__always)
    private static func rest(of hash: UInt64, without substring: Int) -> (UInt16, UInt16, UInt16) {
        // The substring that sorted the hash is turned to the lowest 16 bits, and the other three follow.
        let shift = UInt64(substring * SubstringPlan.width)
        let turned = hash &>> shift | hash &<< (64 &- shift)
        return (
            UInt16(truncatingIfNeeded: turned &>> 16), UInt16(truncatingIfNeeded: turned &>> 32),
            UInt16(truncatingIfNeeded: turned &>> 48)
        )
    }
}
