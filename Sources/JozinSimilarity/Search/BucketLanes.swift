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

    /// Whether any lane differs from the same lane of `other` in at most `limit` of the 48 bits.
    @inline(__always)
    func isAnyLane(of other: BucketLanes, within limit: UInt16) -> Bool {
        let x = first ^ other.first
        let y = second ^ other.second
        let z = third ^ other.third
        // A carry-save adder: x + y + z = ones + 2 * twos, bit by bit.
        let ones = x ^ y ^ z
        let twos = (x & y) | ((x ^ y) & z)
        let onePairs = ones &- ((ones &>> 1) & 0x5555)
        let twoPairs = twos &- ((twos &>> 1) & 0x5555)
        let oneNibbles = (onePairs & 0x3333) &+ ((onePairs &>> 2) & 0x3333)
        let twoNibbles = (twoPairs & 0x3333) &+ ((twoPairs &>> 2) & 0x3333)
        // At most 4 + 2 * 4 in a nibble, 24 in a byte, 48 in a lane: nothing overflows.
        let nibbles = oneNibbles &+ twoNibbles &+ twoNibbles
        let bytes = (nibbles & 0x0f0f) &+ ((nibbles &>> 4) & 0x0f0f)
        let distances = (bytes &+ (bytes &>> 8)) & 0xff
        return any(distances .<= Lanes(repeating: limit))
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
