// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A set of rows, a bit for each; bits behind the last row are 0.
struct RowSet: Hashable, Sendable {
    private(set) var words: [UInt64]
    let rowCount: Int

    init(none rowCount: Int) {
        self.rowCount = rowCount
        words = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    }

    init(all rowCount: Int) {
        self.rowCount = rowCount
        words = [UInt64](repeating: .max, count: (rowCount + 63) / 64)
        if rowCount % 64 != 0 { words[words.count - 1] = .max >> UInt64(64 - rowCount % 64) }
    }

    /// From the bits of each 64 rows.
    @inline(__always)
    init(_ rowCount: Int, bits: (Range<Int>) -> UInt64) {
        self.init(none: rowCount)
        for index in words.indices { words[index] = bits(index * 64..<min(index * 64 + 64, rowCount)) }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
    var count: Int { words.reduce(0) { $0 &+ $1.nonzeroBitCount } }

    mutating func insert(_ row: Int) { words[row >> 6] |= 1 << UInt64(row & 63) }

    mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    mutating func subtract(_ other: RowSet) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    /// Calls with each row of the set, in order.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                body(index &* 64 &+ word.trailingZeroBitCount)
                word &= word &- 1
            }
        }
    }

    /// The rows of the set that pass.
    @inline(__always)
    func filtered(_ passes: (Int) -> Bool) -> RowSet {
        var passing = RowSet(none: rowCount)
        forEach { if passes($0) { passing.insert($0) } }
        return passing
    }

    /// The rows of the set whose value in a column passes.
    @inline(__always)
    func filtered<Value>(_ column: [Value], _ passes: (Value) -> Bool) -> RowSet {
        var passing = RowSet(none: rowCount)
        let column = column.span
        for index in words.indices where words[index] != 0 {
            let block = column.extracting(index * 64..<min(index * 64 + 64, rowCount))
            var bits: UInt64 = 0
            // At most 64 rows: neither the shift nor the index overflows.
            for place in block.indices { bits |= (passes(block[place]) ? 1 : 0) &<< UInt64(truncatingIfNeeded: place) }
            passing.words[index] = bits & words[index]
        }
        return passing
    }

    /// The rows of the set whose values in two columns pass.
    @inline(__always)
    func filtered<A, B>(_ a: [A], _ b: [B], _ passes: (A, B) -> Bool) -> RowSet {
        var passing = RowSet(none: rowCount)
        let (a, b) = (a.span, b.span)
        for index in words.indices where words[index] != 0 {
            let rows = index * 64..<min(index * 64 + 64, rowCount)
            let (blockA, blockB) = (a.extracting(rows), b.extracting(rows))
            var bits: UInt64 = 0
            for place in blockA.indices {
                bits |= (passes(blockA[place], blockB[place]) ? 1 : 0) &<< UInt64(truncatingIfNeeded: place)
            }
            passing.words[index] = bits & words[index]
        }
        return passing
    }
}
