// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Finds every pair of hashes within a Hamming radius: exact, so no pair is lost, and in memory that does not grow with the pairs.
public protocol HammingPairSearching: Sendable {
    /// Calls `body` once for each pair `a < b` of positions whose hashes differ in at most `radius` bits, in an order that
    /// depends on `hashes` alone.
    func forEachPair(in hashes: [Hash64], within radius: Int, _ body: (_ a: Int, _ b: Int, _ distance: Int) -> Void)
}

/// The ways of searching; all give the same pairs.
public enum HammingPairSearches {
    /// Below this many hashes comparing them all is as fast as an index (TECHNOLOGY, part 1 E).
    public static let indexedFrom = 2_000

    /// The fastest way for so many hashes.
    public static func suited(to count: Int) -> any HammingPairSearching {
        count < indexedFrom ? BruteForce() : MultiIndex()
    }
}
