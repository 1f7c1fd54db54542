// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Things put into classes by equal keys: classes are numbered by their first member, members stay in order.
struct Partition: Sendable {
    /// The class of each thing.
    let classOf: [Int]
    /// The things, class by class.
    private let sorted: [Int]
    /// Where each class starts in `sorted`; one entry more than there are classes.
    private let starts: [Int]

    /// A thing without a key is a class of its own.
    init(_ keys: some Sequence<(some Hashable)?>) {
        self.init(classOf: Partition.number(keys))
    }

    /// Classes that are numbered without a gap.
    init(classOf: [Int]) {
        var starts = [Int](repeating: 0, count: (classOf.max() ?? -1) + 2)
        for number in classOf { starts[number + 1] += 1 }
        for number in starts.indices.dropFirst() { starts[number] += starts[number - 1] }
        var next = starts
        var sorted = [Int](repeating: 0, count: classOf.count)
        for (thing, number) in classOf.enumerated() {
            sorted[next[number]] = thing
            next[number] += 1
        }
        self.classOf = classOf
        self.starts = starts
        self.sorted = sorted
    }

    /// How many classes there are.
    var count: Int { starts.count - 1 }

    /// The things of one class, ascending.
    subscript(_ number: Int) -> ArraySlice<Int> { sorted[starts[number]..<starts[number + 1]] }

    /// This partition's classes put into the classes of `coarser`.
    func joined(by coarser: Partition) -> Partition { Partition(classOf: classOf.map { coarser.classOf[$0] }) }

    private static func number<Key: Hashable>(_ keys: some Sequence<Key?>) -> [Int] {
        var numbers: [Key: Int] = [:]
        var count = 0
        return keys.map { key in
            if let key, let known = numbers[key] { return known }
            if let key { numbers[key] = count }
            count += 1
            return count - 1
        }
    }
}
