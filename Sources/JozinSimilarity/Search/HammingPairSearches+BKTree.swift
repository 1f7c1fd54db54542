// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension HammingPairSearches {
    /// Asks a tree of all hashes once for each of them. For every pair of a library this is the slowest way
    /// (docs/decisions/0005-bk-tree.md); it is here so that the tree is held to the same tests as the others.
    public struct BKTree: HammingPairSearching {
        /// The search; it holds no state.
        public init() {}

        /// Calls `body` once for each pair within `radius`.
        public func forEachPair(
            in hashes: [Hash64], within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void
        ) {
            let tree = BurkhardKellerTree(hashes)
            for (b, hash) in hashes.enumerated() {
                tree.forEachNeighbour(of: hash, before: b, within: radius) { a, distance in body(a, b, distance) }
            }
        }
    }
}
