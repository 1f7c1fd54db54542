// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension HammingPairSearches {
    /// Multi-index hashing over four substrings of 16 bits, as a join of buckets (Norouzi, Punjani, Fleet 2012).
    ///
    /// Memory is some 40 bytes per hash, whatever the number of pairs. For random hashes and radius 8 it makes about 1,400
    /// comparisons per hash at a million of them.
    public struct MultiIndex: HammingPairSearching {
        /// The search; it holds no state.
        public init() {}

        /// Calls `body` once for each pair within `radius`.
        public func forEachPair(
            in hashes: [Hash64], within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void
        ) {
            guard radius >= 0 else { return }
            precondition(hashes.count < Int32.max, "positions are 32-bit")
            let plan = SubstringPlan(radius: radius)
            let scattered = hashes.map { SubstringPlan.scatter($0.bits) }
            for substring in 0..<SubstringPlan.count where plan.radii[substring] >= 0 {
                SubstringBuckets(scattered, substring: substring).forEachPair(within: plan, body)
            }
        }
    }
}
