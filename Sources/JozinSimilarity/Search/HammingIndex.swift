// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Hashes made ready for searching: equal ones are one class, so that a hundred thousand equal hashes are one entry, not five
/// billion pairs. Whoever asks decides whether to go through a class's members.
public struct HammingIndex: Sendable {
    /// The distinct hashes, in the order of their first positions.
    public let classes: [Hash64]
    private let partition: Partition
    private let search: any HammingPairSearching

    /// An index of `hashes`, searched in the way that suits their number unless one is given.
    public init(_ hashes: [Hash64], search: (any HammingPairSearching)? = nil) {
        let partition = Partition(hashes)
        let classes = (0..<partition.count).compactMap { partition[$0].first.map { hashes[$0] } }
        self.partition = partition
        self.classes = classes
        self.search = search ?? HammingPairSearches.suited(to: classes.count)
    }

    /// The positions that hold one class's hash, ascending; never empty.
    public func members(of class: Int) -> ArraySlice<Int> { partition[`class`] }

    /// Every pair of distinct hashes within `radius`, as classes.
    public func forEachClassPair(within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void) {
        search.forEachPair(in: classes, within: radius, body)
    }

    /// Every pair of positions within `radius`, those of equal hashes too: quadratic time, though not memory, in the size of a class.
    public func forEachPair(within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void) {
        guard radius >= 0 else { return }
        for number in classes.indices {
            let members = partition[number]
            for index in members.indices {
                for other in members[(index + 1)...] { body(members[index], other, 0) }
            }
        }
        forEachClassPair(within: radius) { a, b, distance in
            for first in partition[a] {
                for second in partition[b] { body(min(first, second), max(first, second), distance) }
            }
        }
    }
}
