// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `A tree of hashes answers for one hash what comparing them all answers` {
    private static func neighbours(_ tree: BurkhardKellerTree, _ hash: Hash64, _ radius: Int) -> [[Int]] {
        var found: [[Int]] = []
        tree.forEachNeighbour(of: hash, within: radius) { found.append([$0, $1]) }
        return found.sorted { $0[0] < $1[0] }
    }

    private static func expected(_ hashes: [Hash64], _ hash: Hash64, _ radius: Int) -> [[Int]] {
        hashes.indices.map { [$0, hashes[$0].distance(to: hash)] }.filter { $0[1] <= radius }
    }

    /// Hashes near and far from those of the tree, those of the tree among them.
    private static func questions(_ hashes: [Hash64], _ generator: inout SeededGenerator) -> [Hash64] {
        let near = hashes.prefix(20).map { Hash64(generator.flip($0.bits, Int.random(in: 0...12, using: &generator))) }
        return near + Hashes.random(5, &generator) + [Hash64(0), Hash64(.max)]
    }

    @Test func `all neighbours, with their distances, once`() {
        var generator = SeededGenerator(seed: 21)
        for radius in Array(0...16) + [-1, 31, 32, 63, 64, 65, 1_000] {
            for hashes in [
                Hashes.random(150, &generator), Hashes.clustered(300, &generator), Hashes.crowded(200, &generator),
                Hashes.smooth(200, &generator), [],
            ] {
                let tree = BurkhardKellerTree(hashes)
                for hash in Self.questions(hashes, &generator) {
                    #expect(Self.neighbours(tree, hash, radius) == Self.expected(hashes, hash, radius), "radius \(radius)")
                }
            }
        }
    }

    @Test func `the nearest, the first of several`() {
        var generator = SeededGenerator(seed: 22)
        for radius in [-1, 0, 1, 4, 8, 10, 16, 32, 64, 1_000] {
            for hashes in [Hashes.clustered(300, &generator), Hashes.crowded(400, &generator), []] {
                let tree = BurkhardKellerTree(hashes)
                for hash in Self.questions(hashes, &generator) {
                    let nearest = Self.expected(hashes, hash, radius).min { ($0[1], $0[0]) < ($1[1], $1[0]) }
                    let found = tree.nearest(to: hash, within: radius)
                    #expect(found.map { [$0.position, $0.distance] } == nearest, "radius \(radius)")
                }
            }
        }
    }

    @Test func `few comparisons where the radius is small`() {
        var generator = SeededGenerator(seed: 23)
        let tree = BurkhardKellerTree(Hashes.random(20_000, &generator))
        let compared = Hashes.random(50, &generator).map { tree.forEachNeighbour(of: $0, within: 1) { _, _ in } }
        #expect(compared.reduce(0, +) < 50 * 20_000 / 20)
    }
}

@Suite struct `No set of hashes is too much for the tree` {
    @Test func `a hundred thousand equal hashes`() {
        let tree = BurkhardKellerTree(Array(repeating: Hash64(7), count: 100_000) + [Hash64(8)])
        var count = 0
        var isAscending = true
        let compared = tree.forEachNeighbour(of: Hash64(7), within: 0) { position, _ in
            isAscending = isAscending && position == count
            count += 1
        }
        #expect(count == 100_000 && isAscending && compared <= 2)
        #expect(tree.nearest(to: Hash64(8), within: 3).map { [$0.position, $0.distance] } == [100_000, 0])
        #expect(tree.nearest(to: Hash64(6), within: 64).map { [$0.position, $0.distance] } == [0, 1])
    }

    @Test func `a hundred thousand hashes in very few distances`() {
        // 17 of the low bits count up: distances 0 to 17, all in one corner of the space.
        let hashes = (0..<UInt64(100_000)).map { Hash64($0) }
        let tree = BurkhardKellerTree(hashes)
        for question in [0, 1, 65_535, 99_999] {
            var found: Set<Int> = []
            tree.forEachNeighbour(of: hashes[question], within: 1) { position, _ in found.insert(position) }
            #expect(found == Set(hashes.indices.filter { hashes[$0].distance(to: hashes[question]) <= 1 }))
        }
    }

    @Test func `a chain as deep as there are hashes that lie equally far from one another`() {
        // The rows of a Hadamard matrix (Sylvester 1867): any two differ in 32 of the 64 bits, so each is the other's only child.
        let rows = (0..<UInt64(64)).map { row in
            Hash64((0..<UInt64(64)).reduce(0) { $0 | UInt64((row & $1).nonzeroBitCount & 1) << $1 })
        }
        let tree = BurkhardKellerTree(rows)
        for (position, row) in rows.enumerated() {
            #expect(tree.nearest(to: row, within: 31).map { [$0.position, $0.distance] } == [position, 0])
            var all = 0
            tree.forEachNeighbour(of: row, within: 32) { _, _ in all += 1 }
            #expect(all == 64)
        }
    }
}
