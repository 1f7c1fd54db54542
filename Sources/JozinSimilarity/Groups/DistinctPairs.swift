// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Pairs of images of which a person said that they are no duplicates: no near group holds both.
public struct DistinctPairs: Sendable {
    private var others: [ImageID: Set<ImageID>] = [:]

    /// No pairs.
    public init() {}

    /// Whether there is none.
    public var isEmpty: Bool { others.isEmpty }

    /// Adds a pair; the order says nothing.
    public mutating func insert(_ a: ImageID, _ b: ImageID) {
        others[a, default: []].insert(b)
        others[b, default: []].insert(a)
    }

    /// Whether the two are such a pair.
    public func contains(_ a: ImageID, _ b: ImageID) -> Bool { others[a]?.contains(b) ?? false }

    /// The sets of images that remain of a group once no set may hold both of a pair: a clique that loses one edge leaves two
    /// cliques. Sets of one, and those inside another, are left out. In more than `limit` sets the images are dealt out, each to
    /// the first set that may hold it.
    func split<Image>(_ group: [Image], limit: Int = 16, id: (Image) -> ImageID) -> [[Image]] {
        guard !isEmpty, group.contains(where: { others[id($0)] != nil }) else { return [group] }
        var whole: [[Image]] = []
        var open = [group]
        while let set = open.popLast() {
            guard let (first, second) = pair(in: set, id) else {
                whole.append(set)
                continue
            }
            guard whole.count + open.count < limit else { return dealt(group, id) }
            for dropped in [first, second] {
                var rest = set
                rest.remove(at: dropped)
                open.append(rest)
            }
        }
        let sets = whole.map { Set($0.map(id)) }
        return whole.indices.filter { own in
            sets[own].count > 1
                && !sets.indices.contains { sets[$0].isStrictSuperset(of: sets[own]) || $0 < own && sets[$0] == sets[own] }
        }.map { whole[$0] }
    }

    private func pair<Image>(in set: [Image], _ id: (Image) -> ImageID) -> (Int, Int)? {
        for first in set.indices {
            guard let others = others[id(set[first])] else { continue }
            if let second = set.indices.dropFirst(first + 1).first(where: { others.contains(id(set[$0])) }) {
                return (first, second)
            }
        }
        return nil
    }

    private func dealt<Image>(_ group: [Image], _ id: (Image) -> ImageID) -> [[Image]] {
        var sets: [[Image]] = []
        for image in group {
            let place = sets.firstIndex { set in !set.contains { contains(id($0), id(image)) } }
            if let place { sets[place].append(image) } else { sets.append([image]) }
        }
        return sets.filter { $0.count > 1 }
    }
}
