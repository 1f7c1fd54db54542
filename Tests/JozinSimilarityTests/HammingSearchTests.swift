// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `A search finds every pair within the radius, once` {
    struct Pair: Hashable, Comparable {
        let a: Int
        let b: Int
        let distance: Int

        static func < (x: Pair, y: Pair) -> Bool { (x.a, x.b, x.distance) < (y.a, y.b, y.distance) }
    }

    static let searches: [any HammingPairSearching] = [
        HammingPairSearches.BruteForce(), HammingPairSearches.MultiIndex(), HammingPairSearches.BKTree(),
    ]

    /// Sorted, repetitions kept.
    static func pairs(_ search: some HammingPairSearching, _ hashes: [Hash64], _ radius: Int) -> [Pair] {
        var pairs: [Pair] = []
        search.forEachPair(in: hashes, within: radius) { pairs.append(Pair(a: $0, b: $1, distance: $2)) }
        return pairs.sorted()
    }

    /// Straight from the definition.
    static func expected(_ hashes: [Hash64], _ radius: Int) -> [Pair] {
        hashes.indices.flatMap { a in
            hashes.indices.dropFirst(a + 1).compactMap { b in
                let distance = (hashes[a].bits ^ hashes[b].bits).nonzeroBitCount
                return distance <= radius ? Pair(a: a, b: b, distance: distance) : nil
            }
        }
    }

    static func agrees(_ hashes: [Hash64], _ radius: Int) -> Bool {
        let expected = expected(hashes, radius)
        return searches.allSatisfy { pairs($0, hashes, radius) == expected }
    }

    @Test func `at every radius from 0 to 16, in every kind of hashes`() {
        var generator = SeededGenerator(seed: 1)
        for radius in 0...16 {
            #expect(Self.agrees(Hashes.random(200, &generator), radius), "random, radius \(radius)")
            #expect(Self.agrees(Hashes.clustered(400, &generator), radius), "clustered, radius \(radius)")
            #expect(Self.agrees(Hashes.crowded(200, &generator), radius), "crowded, radius \(radius)")
            #expect(Self.agrees(Hashes.smooth(300, &generator), radius), "smooth, radius \(radius)")
        }
    }

    @Test func `at every size up to twice the lanes of a vector and beyond`() {
        var generator = SeededGenerator(seed: 2)
        for size in 0...40 {
            #expect(Self.agrees(Hashes.crowded(size, &generator), 3), "\(size) crowded hashes")
            #expect(Self.agrees(Hashes.clustered(size, &generator), 8), "\(size) clustered hashes")
        }
        for size in [100, 1_999, 2_000, 2_001, 3_000] {
            #expect(Self.agrees(Hashes.clustered(size, &generator), 10), "\(size) clustered hashes")
        }
    }

    @Test func `at radii beyond the useful, and none below zero`() {
        var generator = SeededGenerator(seed: 3)
        let hashes = Hashes.random(60, &generator)
        for radius in [-1, 24, 31, 32, 33, 63, 64, 65] {
            #expect(Self.agrees(hashes, radius), "radius \(radius)")
        }
    }

    @Test func `where a pair differs as far as the radius in every split over the substrings`() {
        // Whichever bits differ, whole bytes, halves or every eighth: the pair is within the radius by its count alone.
        let shapes: [UInt64] = [
            0xff, 0xff00_0000_0000_0000, 0x0101_0101_0101_0101, 0x8080_8080_8080_8080, 0x000f_0000_0000_000f,
            0x1111_0000_1111_0000, 0x0003_0003_0003_0003, 0x8000_0000_0000_007f, 0x0000_0000_00ff_0000,
        ]
        for shape in shapes {
            let hashes = [Hash64(0x0123_4567_89ab_cdef), Hash64(0x0123_4567_89ab_cdef ^ shape)]
            for search in Self.searches {
                #expect(Self.pairs(search, hashes, 8) == [Pair(a: 0, b: 1, distance: 8)])
                #expect(Self.pairs(search, hashes, 7).isEmpty)
            }
        }
    }

    @Test func `for every single bit`() {
        for bit in 0..<UInt64(64) {
            let hashes = [Hash64(0), Hash64(1 << bit)]
            for search in Self.searches {
                #expect(Self.pairs(search, hashes, 1) == [Pair(a: 0, b: 1, distance: 1)])
                #expect(Self.pairs(search, hashes, 0).isEmpty)
            }
        }
    }

    @Test func `in an order that depends on the hashes alone`() {
        var generator = SeededGenerator(seed: 6)
        let hashes = Hashes.clustered(500, &generator)
        for search in Self.searches {
            var runs: [[Pair]] = [[], []]
            for run in 0..<2 {
                search.forEachPair(in: hashes, within: 10) { runs[run].append(Pair(a: $0, b: $1, distance: $2)) }
            }
            #expect(runs[0] == runs[1] && runs[0].allSatisfy { $0.a < $0.b })
        }
    }

    @Test func `of equal hashes too`() {
        let hashes = Array(repeating: Hash64(0xfeed), count: 50)
        for radius in [0, 3, 4, 10] {
            #expect(Self.agrees(hashes, radius))
        }
    }
}

@Suite struct `An index holds equal hashes once` {
    @Test func `it finds what a plain search finds`() {
        var generator = SeededGenerator(seed: 4)
        for radius in [0, 1, 4, 7, 10] {
            let distinct = Hashes.clustered(250, &generator)
            let hashes = (0..<900).map { _ in distinct.randomElement(using: &generator) ?? Hash64(0) }
            var pairs: [`A search finds every pair within the radius, once`.Pair] = []
            HammingIndex(hashes).forEachPair(within: radius) { pairs.append(.init(a: $0, b: $1, distance: $2)) }
            #expect(pairs.sorted() == `A search finds every pair within the radius, once`.expected(hashes, radius))
        }
    }

    @Test func `its classes hold every position once, ascending`() {
        var generator = SeededGenerator(seed: 5)
        let hashes = (0..<2_000).map { _ in Hash64(generator.next() % 300) }
        let index = HammingIndex(hashes)
        #expect(Set(index.classes).count == index.classes.count)
        var seen: [Int] = []
        for (number, hash) in index.classes.enumerated() {
            let members = Array(index.members(of: number))
            #expect(members == members.sorted() && members.allSatisfy { hashes[$0] == hash } && !members.isEmpty)
            seen += members
        }
        #expect(seen.sorted() == Array(hashes.indices))
    }

    @Test func `its classes are those of a dictionary, in the order of their first positions`() {
        var generator = SeededGenerator(seed: 7)
        let bits = (0..<UInt64(64)).map { Hash64(1 << $0) }
        let corners = [Hash64(0), Hash64(.max), Hash64(1 << 63), Hash64(.max >> 1)]
        let many = Hashes.clustered(5_000, &generator) + Hashes.crowded(5_000, &generator)
        for distinct in [[Hash64(5)], corners, bits, bits.reversed() + corners, Hashes.random(300, &generator), many] {
            let hashes = (0..<3 * distinct.count).map { _ in distinct.randomElement(using: &generator) ?? Hash64(0) }
            var classes: [Hash64] = []
            var members: [Hash64: [Int]] = [:]
            for (position, hash) in hashes.enumerated() {
                if members[hash] == nil { classes.append(hash) }
                members[hash, default: []].append(position)
            }
            let index = HammingIndex(hashes)
            #expect(index.classes == classes)
            #expect(index.classes.indices.allSatisfy { Array(index.members(of: $0)) == members[classes[$0]] })
        }
    }

    @Test func `a hundred thousand equal hashes are one class and no pair of classes`() {
        let index = HammingIndex(Array(repeating: Hash64(7), count: 100_000) + [Hash64(8)])
        var pairs: [[Int]] = []
        index.forEachClassPair(within: 16) { pairs.append([$0, $1, $2]) }
        #expect(index.classes == [Hash64(7), Hash64(8)])
        #expect(index.members(of: 0).count == 100_000)
        #expect(pairs == [[0, 1, 4]])
    }

    @Test func `nothing is within a negative radius, and nothing is in an empty index`() {
        HammingIndex([Hash64(1), Hash64(1)]).forEachPair(within: -1) { _, _, _ in Issue.record("no pair is that near") }
        HammingIndex([]).forEachPair(within: 64) { _, _, _ in Issue.record("there are no hashes") }
    }

    @Test func `few hashes are compared, many are indexed`() {
        #expect(HammingPairSearches.suited(to: 1_999) is HammingPairSearches.BruteForce)
        #expect(HammingPairSearches.suited(to: 2_000) is HammingPairSearches.MultiIndex)
    }
}
