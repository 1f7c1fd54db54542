// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension Partition {
    /// Hashes put into classes by equality. Sorting brings equal ones together in a tenth of the time that a dictionary of them takes.
    init(_ hashes: [Hash64]) {
        let sorted = SortedHashes(hashes)
        // For each position the first one that holds the same hash.
        var first = [Int](repeating: 0, count: hashes.count)
        for index in sorted.bits.indices {
            let isEqual = index > 0 && sorted.bits[index] == sorted.bits[index - 1]
            let position = Int(sorted.positions[index])
            first[position] = isEqual ? first[Int(sorted.positions[index - 1])] : position
        }
        var classes = 0
        for position in first.indices {
            if first[position] == position {
                first[position] = classes
                classes += 1
            } else {
                // The first of the class is behind us: its number stands in its place.
                first[position] = first[first[position]]
            }
        }
        self.init(classOf: first)
    }
}

/// Hashes in the order of their bits, equal ones in the order of their positions: sorted by one digit after another, the lowest
/// first, each time by counting.
private struct SortedHashes {
    private(set) var bits: [UInt64]
    /// Where each of them stood.
    private(set) var positions: [Int32]

    /// Six digits of 11 bits make 64; a count for each value of a digit fits the fastest cache.
    private static let width: UInt64 = 11

    init(_ hashes: [Hash64]) {
        precondition(hashes.count < Int32.max, "positions are 32-bit")
        bits = hashes.map(\.bits)
        positions = Array(0..<Int32(hashes.count))
        var scratch = (bits: bits, positions: positions)
        for shift in stride(from: 0, to: 64, by: Int(SortedHashes.width)) {
            SortedHashes.sort((bits, positions), by: UInt64(shift), into: &scratch)
            swap(&bits, &scratch.bits)
            swap(&positions, &scratch.positions)
        }
    }

    private static func sort(
        _ unsorted: (bits: [UInt64], positions: [Int32]), by shift: UInt64,
        into sorted: inout (bits: [UInt64], positions: [Int32])
    ) {
        func digit(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: bits &>> shift & (1 << width - 1)) }
        var next = [Int](repeating: 0, count: 1 << Int(width))
        for bits in unsorted.bits { next[digit(bits)] &+= 1 }
        var start = 0
        for value in next.indices { (next[value], start) = (start, start + next[value]) }
        for index in unsorted.bits.indices {
            let value = digit(unsorted.bits[index])
            sorted.bits[next[value]] = unsorted.bits[index]
            sorted.positions[next[value]] = unsorted.positions[index]
            next[value] &+= 1
        }
    }
}
