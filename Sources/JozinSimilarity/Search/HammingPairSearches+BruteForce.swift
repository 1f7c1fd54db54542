// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension HammingPairSearches {
    /// Compares every hash with every other: n²/2 comparisons, no memory.
    public struct BruteForce: HammingPairSearching {
        /// The search; it holds no state.
        public init() {}

        /// Calls `body` once for each pair within `radius`.
        public func forEachPair(
            in hashes: [Hash64], within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void
        ) {
            for a in hashes.indices {
                let hash = hashes[a]
                for b in a + 1..<hashes.count {
                    let distance = hash.distance(to: hashes[b])
                    if distance <= radius { body(a, b, distance) }
                }
            }
        }
    }
}
