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

    /// Takes the rows of both in a new order.
    mutating func merge(_ order: RowOrder, _ added: ListColumn) {
        var merged = ListColumn()
        merged.items.reserveCapacity(items.count + added.items.count)
        for step in order.steps {
            if !step.base.isEmpty { merged.items += items[Int(starts[step.base.lowerBound])..<Int(starts[step.base.upperBound])] }
            for row in step.added { merged.items += added.items[added.range(row)] }
        }
        items = merged.items
        merged.starts.reserveCapacity(order.count + 1)
        var end: UInt32 = 0
        for step in order.steps {
            if !step.base.isEmpty {
                // All are places among the items.
                let shift = end &- starts[step.base.lowerBound]
                for start in starts[step.base.lowerBound + 1...step.base.upperBound] { merged.starts.append(start &+ shift) }
                end = starts[step.base.upperBound] &+ shift
            }
            for row in step.added {
                end &+= UInt32(truncatingIfNeeded: added.range(row).count)
                merged.starts.append(end)
            }
        }
        starts = merged.starts
    }

    /// Replaces the lists of some rows; whether any is another one.
    mutating func replace(_ replacement: RowReplacement, by added: ListColumn) -> Bool {
        let others = replacement.pairs.filter { items[range($0.row)] != added.items[added.range($0.added)] }
        guard !others.isEmpty else { return false }
        guard others.allSatisfy({ range($0.row).count == added.range($0.added).count }) else {
            merge(RowOrder(replacing: others, of: count), added)
            return true
        }
        for (row, place) in others { items.replaceSubrange(range(row), with: added.items[added.range(place)]) }
        return true
    }
}

/// Rows that others take the place of.
struct RowReplacement {
    /// Rows in ascending order, and where among the added ones the new ones are.
    let pairs: [(row: Int, added: Int)]

    /// Whether a value is another one. A column in which none is stays as it is, whoever shares it.
    func replace<Value: Equatable>(_ column: inout [Value], _ added: [Value]) -> Bool {
        let others = pairs.filter { column[$0.row] != added[$0.added] }
        for (row, place) in others { column[row] = added[place] }
        return !others.isEmpty
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

    /// Each of some rows, in ascending order, gives way to an added one.
    init(replacing pairs: [(row: Int, added: Int)], of rowCount: Int) {
        var row = 0
        for (replaced, place) in pairs {
            steps.append(Step(base: row..<replaced, added: [place]))
            row = replaced + 1
        }
        steps.append(Step(base: row..<rowCount, added: []))
        count = rowCount
    }

    private static func firstRow(of moments: [Int64], from start: Int, olderThan moment: Int64) -> Int {
        var (low, high) = (start, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] < moment { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func merge<Value>(_ column: inout [Value], _ added: [Value]) {
        var merged: [Value] = []
        merged.reserveCapacity(count)
        for step in steps {
            merged += column[step.base]
            for row in step.added { merged.append(added[row]) }
        }
        column = merged
    }
}
