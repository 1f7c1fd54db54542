// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A greedy cover of all near edges by cliques: A~B and B~C do not make A~C.
///
/// Invariants:
/// 1. Two looks share a clique only if they are near.
/// 2. Once `cover` ends, the two ends of every near edge share a clique, unless both are in `cliquesPerLook` or more: such edges
///    are counted as `unlisted`. Each look that stands for several images is in a clique.
/// 3. Of a clique's members, at most one end of its first edge was in `cliquesPerLook` cliques before; so all cliques together have
///    at most 2 * looks * `cliquesPerLook` members, where covering every edge could take the square of the looks.
/// 4. The cliques and their order depend on the fingerprints, their numbers and the rule, not on the edge budget.
///
/// Time: the pair search; then, per clique of `k` members grown from ends with `d` neighbours, O(d log d + d k) comparisons: `n`
/// looks that are all near each other are one clique after n² of them. Memory: O(looks + members of cliques + edge budget). Where
/// the edges exceed the budget they are searched again, once per budget of edges that no clique holds yet, and neighbours are found
/// by comparing within the component.
struct CliqueCover {
    /// Looks that are all near each other.
    struct Clique {
        /// The first edge's.
        let certainty: Int
        /// Ascending.
        let members: [Int]
    }

    private let looks: [Fingerprint]
    private let rule: NearRule
    private let isShared: [Bool]
    private let budget: Int
    private let cliquesPerLook: Int
    /// Edges that no clique holds, since both ends are in enough cliques.
    private(set) var unlisted = 0
    private(set) var cliques: [Clique] = []
    /// Per look, the cliques that hold it, ascending.
    private var memberships: [[Int32]]

    /// `isShared` says of each look whether it stands for several images, so that it is a clique even alone.
    init(_ looks: [Fingerprint], isShared: [Bool], rule: NearRule, edgeBudget: Int, cliquesPerLook: Int) {
        precondition(looks.count <= NearEdge.limit, "numbers of looks have 27 bits")
        self.looks = looks
        self.isShared = isShared
        self.rule = rule
        budget = edgeBudget
        self.cliquesPerLook = max(cliquesPerLook, 1)
        memberships = Array(repeating: [], count: looks.count)
    }

    /// Grows cliques until every edge is in one.
    mutating func cover() {
        let search = NearPairSearch(looks, rule: rule)
        var components = Components(count: looks.count)
        var buffer = EdgeBuffer(budget: budget)
        for look in looks.indices where isShared[look] { buffer.add(NearEdge(look, look, certainty: 1_000)) }
        search.forEachPair { a, b, certainty in
            components.join(a, b)
            buffer.add(NearEdge(a, b, certainty: certainty))
        }
        let edges = buffer.sorted()
        guard !buffer.isComplete else { return grow(edges, Neighbourhood(edges, count: looks.count)) }
        let neighbourhood = Neighbourhood.scanned(components.partition())
        grow(edges, neighbourhood)
        while coverNext(search, neighbourhood) {}
    }

    /// Covers the next edges that no clique holds; false once there are no more.
    private mutating func coverNext(_ search: NearPairSearch, _ neighbourhood: Neighbourhood) -> Bool {
        unlisted = 0
        var buffer = EdgeBuffer(budget: budget)
        for look in looks.indices where isShared[look] && memberships[look].isEmpty {
            buffer.add(NearEdge(look, look, certainty: 1_000))
        }
        search.forEachPair { a, b, certainty in
            guard !shareClique(a, b) else { return }
            if isFull(a) && isFull(b) { unlisted += 1 } else { buffer.add(NearEdge(a, b, certainty: certainty)) }
        }
        grow(buffer.sorted(), neighbourhood)
        return !buffer.isComplete
    }

    private mutating func grow(_ edges: [NearEdge], _ neighbourhood: Neighbourhood) {
        for edge in edges where !shareClique(edge.a, edge.b) {
            guard !isFull(edge.a) || !isFull(edge.b) else {
                unlisted += 1
                continue
            }
            let clique = Clique(certainty: edge.certainty, members: members(grownFrom: edge, neighbourhood))
            for member in clique.members { memberships[member].append(Int32(cliques.count)) }
            cliques.append(clique)
        }
    }

    /// The edge's ends and, the nearest to both first, every look that may still join and is near all before it.
    private func members(grownFrom edge: NearEdge, _ neighbourhood: Neighbourhood) -> [Int] {
        var joining: [NearEdge] = []
        for look in neighbourhood.possibleCommonNeighbours(of: edge)
        where look != edge.a && look != edge.b && !isFull(look) {
            guard let toA = rule.certainty(looks[look], looks[edge.a]) else { continue }
            guard let toB = rule.certainty(looks[look], looks[edge.b]) else { continue }
            joining.append(NearEdge(look, look, certainty: min(toA, toB)))
        }
        joining.sort()
        var members = edge.a == edge.b ? [edge.a] : [edge.a, edge.b]
        let ends = members.count
        for look in joining.map(\.a)
        where members[ends...].allSatisfy({ rule.isNear(looks[$0], looks[look]) }) {
            members.append(look)
        }
        return members.sorted()
    }

    private func isFull(_ look: Int) -> Bool { memberships[look].count >= cliquesPerLook }

    /// Looks through the shorter list and halves the longer one.
    private func shareClique(_ a: Int, _ b: Int) -> Bool {
        let shorter = memberships[memberships[a].count <= memberships[b].count ? a : b]
        let longer = memberships[memberships[a].count <= memberships[b].count ? b : a]
        return shorter.contains { clique in
            var low = 0
            var high = longer.count
            while low < high {
                let middle = (low + high) / 2
                if longer[middle] < clique { low = middle + 1 } else { high = middle }
            }
            return low < longer.count && longer[low] == clique
        }
    }
}
