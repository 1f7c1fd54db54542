// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Who is near whom: listed where all edges fit into memory, else found by comparing within the connected component.
enum Neighbourhood {
    /// The ends of every edge, by their other end.
    case listed(starts: [Int], ends: [Int32])
    /// The components of the graph.
    case scanned(Partition)

    /// Lists the edges' ends.
    init(_ edges: [NearEdge], count: Int) {
        var starts = [Int](repeating: 0, count: count + 1)
        for edge in edges where edge.a != edge.b {
            starts[edge.a + 1] += 1
            starts[edge.b + 1] += 1
        }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var next = starts
        var ends = [Int32](repeating: 0, count: starts[count])
        for edge in edges where edge.a != edge.b {
            ends[next[edge.a]] = Int32(edge.b)
            ends[next[edge.b]] = Int32(edge.a)
            next[edge.a] += 1
            next[edge.b] += 1
        }
        self = .listed(starts: starts, ends: ends)
    }

    /// All that may be near both ends of an edge, and perhaps others.
    func possibleCommonNeighbours(of edge: NearEdge) -> [Int] {
        switch self {
        case .listed(let starts, let ends):
            let ofA = starts[edge.a]..<starts[edge.a + 1]
            let ofB = starts[edge.b]..<starts[edge.b + 1]
            return ends[ofA.count < ofB.count ? ofA : ofB].map(Int.init)
        case .scanned(let components):
            return Array(components[components.classOf[edge.a]])
        }
    }
}

/// Connected components by union and find, with paths halved.
struct Components {
    private var parents: [Int32]

    init(count: Int) { parents = (0..<Int32(count)).map(\.self) }

    mutating func join(_ a: Int, _ b: Int) {
        let first = root(a)
        let second = root(b)
        // The lower number stays the root, so that the result does not depend on the order of joining.
        if first < second { parents[second] = Int32(first) } else { parents[first] = Int32(second) }
    }

    /// The components, each under one number.
    mutating func partition() -> Partition { Partition(parents.indices.map { Optional(root($0)) }) }

    private mutating func root(_ member: Int) -> Int {
        var member = member
        while parents[member] != member {
            parents[member] = parents[Int(parents[member])]
            member = Int(parents[member])
        }
        return member
    }
}
