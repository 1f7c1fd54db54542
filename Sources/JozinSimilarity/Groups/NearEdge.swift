// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A near pair in one word, so that sorting words sorts edges: the most certain first, ties by the lower number, then the higher.
struct NearEdge: Comparable {
    /// Bits of one end's number.
    private static let width = UInt64(27)
    /// How many ends can be told apart.
    static let limit = 1 << 27
    private static let mask = UInt64(limit - 1)

    private let word: UInt64

    /// Requires `a <= b < limit` and a certainty of 0...1000.
    init(_ a: Int, _ b: Int, certainty: Int) {
        word = UInt64(1_000 - certainty) << (2 * NearEdge.width) | UInt64(a) << NearEdge.width | UInt64(b)
    }

    var a: Int { Int(word >> NearEdge.width & NearEdge.mask) }
    var b: Int { Int(word & NearEdge.mask) }
    var certainty: Int { 1_000 - Int(word >> (2 * NearEdge.width)) }

    static func < (a: NearEdge, b: NearEdge) -> Bool { a.word < b.word }
}

/// Keeps the first edges of a stream, in order, in memory for twice its budget.
struct EdgeBuffer {
    private let budget: Int
    private var edges: [NearEdge] = []
    /// The last edge that may still be kept, once some were dropped.
    private var bound: NearEdge?

    init(budget: Int) { self.budget = max(budget, 1) }

    /// Whether every edge was kept.
    var isComplete: Bool { bound == nil }

    mutating func add(_ edge: NearEdge) {
        if let bound, edge > bound { return }
        edges.append(edge)
        if edges.count >= 2 * budget { shrink() }
    }

    /// The kept edges, sorted.
    mutating func sorted() -> [NearEdge] {
        if edges.count > budget { shrink() } else { edges.sort() }
        return edges
    }

    private mutating func shrink() {
        edges.sort()
        edges.removeLast(edges.count - budget)
        bound = edges.last
    }
}
