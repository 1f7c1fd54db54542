// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A tree of hashes for questions about one hash at a time (Burkhard and Keller 1973).
///
/// The hashes below a node lie under its children by their distance to it, so that by the triangle inequality a search within
/// `r` enters only the children whose distance lies within `r` of the asked hash's. The tree is the one that inserting the hashes
/// in order would make, laid out level by level.
public struct BurkhardKellerTree: Sendable {
    /// One distinct hash. Its children lie side by side, nearest first.
    private struct Node {
        var bits: UInt64
        /// Bit `d - 1` is set where a child lies at distance `d`.
        var distances: UInt64 = 0
        var firstChild: Int32 = 0
        /// The hash's first position; those of all nodes below are higher.
        var position: Int32
    }

    private var nodes: [Node] = []
    /// Where each node's positions start in `positions`; one entry more than there are nodes.
    private var starts: [Int32] = [0]
    /// The positions of the hashes, node by node, ascending in each.
    private var positions: [Int32] = []

    /// A tree of `hashes`; their places in the array are their names.
    public init(_ hashes: [Hash64]) {
        precondition(hashes.count < Int32.max, "positions are 32-bit")
        var builder = Builder(hashes)
        builder.build()
        nodes = builder.nodes
        starts = builder.starts
        positions = builder.positions
    }

    /// Calls `body` once for each position whose hash differs from `hash` in at most `radius` bits, in an order that depends on
    /// the tree and `hash` alone; says how many distinct hashes were compared.
    @discardableResult
    public func forEachNeighbour(
        of hash: Hash64, within radius: Int, _ body: (_ position: Int, _ distance: Int) -> Void
    ) -> Int {
        visit(hash.bits, before: .max, within: radius) { node, distance, _ in
            for index in starts[node]..<starts[node + 1] { body(Int(positions[Int(index)]), distance) }
        }
    }

    /// The nearest position within `radius` bits of `hash`, the lowest where several are; nil where none is that near.
    public func nearest(to hash: Hash64, within radius: Int) -> (position: Int, distance: Int)? {
        var found: (position: Int, distance: Int)?
        visit(hash.bits, before: .max, within: radius) { node, distance, radius in
            let position = Int(nodes[node].position)
            if let known = found, (known.distance, known.position) < (distance, position) { return }
            found = (position, distance)
            radius = distance
        }
        return found
    }

    /// Calls `body` once for each position before `position` whose hash lies within `radius` of `hash`, the one at `position`.
    func forEachNeighbour(
        of hash: Hash64, before position: Int, within radius: Int, _ body: (_ position: Int, _ distance: Int) -> Void
    ) {
        visit(hash.bits, before: Int32(position), within: radius) { node, distance, _ in
            for index in starts[node]..<starts[node + 1] {
                let other = Int(positions[Int(index)])
                if other >= position { break }
                body(other, distance)
            }
        }
    }

    /// Visits the nodes within `radius`, leaving out those whose positions all lie at `end` or behind. `body` may shrink the radius.
    /// Returns how many nodes were compared.
    @discardableResult
    private func visit(
        _ bits: UInt64, before end: Int32, within radius: Int, _ body: (_ node: Int, _ distance: Int, _ radius: inout Int) -> Void
    ) -> Int {
        guard radius >= 0, !nodes.isEmpty else { return 0 }
        var radius = radius
        var compared = 0
        // Children that still have to be entered: a stack of its own, since a tree may be as deep as it has nodes.
        var pending: [Int32] = [0]
        while let number = pending.popLast() {
            let node = nodes[Int(number)]
            guard node.position < end else { continue }
            compared &+= 1
            let distance = (node.bits ^ bits).nonzeroBitCount
            if distance <= radius { body(Int(number), distance, &radius) }
            var wanted = node.distances & BurkhardKellerTree.distances(around: distance, within: radius)
            while wanted != 0 {
                let bit = wanted & (0 &- wanted)
                wanted &= wanted &- 1
                pending.append(node.firstChild &+ Int32(truncatingIfNeeded: (node.distances & (bit &- 1)).nonzeroBitCount))
            }
        }
        return compared
    }

    /// The distances 1 to 64 that differ from `distance` by at most `radius`, as bits from 0.
    private static func distances(around distance: Int, within radius: Int) -> UInt64 {
        let lowest = max(1, distance - min(radius, 64))
        let highest = min(64, distance + min(radius, 64))
        return (UInt64.max << UInt64(lowest - 1)) & (UInt64.max >> UInt64(64 - highest))
    }
}

extension BurkhardKellerTree {
    /// Sorts the positions under each node by distance, level by level: a queue of ranges in place of recursion.
    private struct Builder {
        private let hashes: [Hash64]
        private(set) var nodes: [Node] = []
        private(set) var starts: [Int32] = []
        private(set) var positions: [Int32] = []
        /// All positions, those of one subtree side by side and ascending.
        private var order: [Int32]
        private var scratch: [Int32]
        /// The range of each node's subtree in `order`, as numbered in `nodes`.
        private var subtrees: [Range<Int32>] = []

        init(_ hashes: [Hash64]) {
            self.hashes = hashes
            order = Array(0..<Int32(hashes.count))
            scratch = [Int32](repeating: 0, count: hashes.count)
        }

        mutating func build() {
            if !hashes.isEmpty { add(0..<Int32(hashes.count)) }
            var next = 0
            while next < nodes.count {
                split(next)
                next += 1
            }
            starts.append(Int32(positions.count))
        }

        private mutating func add(_ subtree: Range<Int32>) {
            let position = order[Int(subtree.lowerBound)]
            nodes.append(Node(bits: hashes[Int(position)].bits, position: position))
            subtrees.append(subtree)
        }

        /// Takes the node's own positions out of its subtree, and makes a child of each other distance. Counting keeps the order.
        private mutating func split(_ number: Int) {
            let subtree = Int(subtrees[number].lowerBound)..<Int(subtrees[number].upperBound)
            let bits = nodes[number].bits
            // Where each distance's positions start; one entry more than there are distances.
            var bounds = [Int](repeating: 0, count: 66)
            for index in subtree { bounds[distance(bits, order[index]) + 1] += 1 }
            bounds[0] = subtree.lowerBound
            for distance in 1...65 { bounds[distance] += bounds[distance - 1] }
            var next = bounds
            for index in subtree {
                let distance = distance(bits, order[index])
                scratch[next[distance]] = order[index]
                next[distance] += 1
            }
            order.replaceSubrange(subtree, with: scratch[subtree])
            starts.append(Int32(positions.count))
            positions += order[bounds[0]..<bounds[1]]
            nodes[number].firstChild = Int32(nodes.count)
            for distance in 1...64 where bounds[distance] < bounds[distance + 1] {
                nodes[number].distances |= 1 << UInt64(distance - 1)
                add(Int32(bounds[distance])..<Int32(bounds[distance + 1]))
            }
        }

        private func distance(_ bits: UInt64, _ position: Int32) -> Int { (bits ^ hashes[Int(position)].bits).nonzeroBitCount }
    }
}
