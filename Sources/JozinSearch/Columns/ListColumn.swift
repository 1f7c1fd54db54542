// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A list of numbers for each row, end to end.
struct ListColumn: Sendable {
    /// Where the list of each row begins; and where the last one ends.
    private(set) var starts: [UInt32] = [0]
    private(set) var items: [UInt32] = []

    /// No rows.
    init() {}

    var count: Int { starts.count - 1 }
    var byteCount: Int { (starts.capacity + items.capacity) * 4 }

    func range(_ row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

    mutating func append(_ list: [UInt32]) {
        items += list
        starts.append(UInt32(items.count))
    }

    mutating func renumber(_ numbers: [UInt32]) {
        for index in items.indices { items[index] = numbers[Int(items[index])] }
    }

    /// Keeps the lists of the rows that an order names, in it.
    mutating func take(_ order: [UInt32]) {
        var taken = ListColumn()
        taken.starts.reserveCapacity(order.count + 1)
        taken.items.reserveCapacity(items.count)
        for row in order {
            taken.items += items[range(Int(row))]
            taken.starts.append(UInt32(taken.items.count))
        }
        self = taken
    }

    /// The rows of both in a new order.
    static func merged(_ order: RowOrder, _ base: ListColumn, _ added: ListColumn) -> ListColumn {
        var merged = ListColumn()
        merged.starts.reserveCapacity(order.count + 1)
        merged.items.reserveCapacity(base.items.count + added.items.count)
        for step in order.steps {
            if !step.base.isEmpty {
                let from = base.starts[step.base.lowerBound]
                let to = base.starts[step.base.upperBound]
                // Both ends are starts, so the sum is at most the number of items.
                let shift = UInt32(merged.items.count) &- from
                merged.items += base.items[Int(from)..<Int(to)]
                for start in base.starts[step.base.lowerBound + 1...step.base.upperBound] { merged.starts.append(start &+ shift) }
            }
            for row in step.added { merged.append(Array(added.items[added.range(row)])) }
        }
        return merged
    }
}

/// The order of rows that are kept and rows that are added: by turns a run of kept ones and some added ones.
struct RowOrder {
    struct Step {
        var base: Range<Int>
        var added: ArraySlice<Int>
    }

    private(set) var steps: [Step] = []
    private(set) var count = 0

    /// Newest first. `dropped` are rows of the base in ascending order, `added` indices in the order of their moments.
    init(base: [Int64], dropped: [Int], added: [Int], moments: [Int64]) {
        var row = 0
        var drop = dropped[...]
        var rest = added[...]
        while row < base.count || !rest.isEmpty {
            let start = row
            // The run ends where an added row belongs, or before a dropped one.
            let place = rest.first.map { RowOrder.firstRow(of: base, from: row, olderThan: moments[$0]) } ?? base.count
            row = min(place, drop.first ?? base.count)
            let run = start..<row
            if row < place {
                drop.removeFirst()
                row += 1
                steps.append(Step(base: run, added: []))
            } else {
                var end = rest.startIndex
                while end < rest.endIndex, row == base.count || moments[rest[end]] > base[row] { end += 1 }
                steps.append(Step(base: run, added: rest[rest.startIndex..<end]))
                rest = rest[end...]
            }
            count += run.count + (steps.last?.added.count ?? 0)
        }
    }

    private static func firstRow(of moments: [Int64], from start: Int, olderThan moment: Int64) -> Int {
        var (low, high) = (start, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] < moment { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func merged<T>(_ base: [T], _ added: [T]) -> [T] {
        var merged: [T] = []
        merged.reserveCapacity(count)
        for step in steps {
            merged += base[step.base]
            for row in step.added { merged.append(added[row]) }
        }
        return merged
    }
}
