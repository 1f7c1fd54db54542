// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// All near pairs among fingerprints, exactly.
///
/// Candidates come from the search on pHash within its threshold and from the search on dHash within its own. A near pair lacks at
/// most one of four agreements, so one of the two searches finds it. Every pair is reported once: what the first search covers, the
/// second leaves out. Time is that of the searches and of one comparison per candidate; memory does not grow with the pairs.
public struct NearPairSearch: Sendable {
    /// What makes a pair near.
    public let rule: NearRule
    private let fingerprints: [Fingerprint]
    private let byPHash: HammingIndex
    private let byDHash: HammingIndex

    /// A search among `fingerprints`, which the caller has gated already.
    public init(_ fingerprints: [Fingerprint], rule: NearRule) {
        self.rule = rule
        self.fingerprints = fingerprints
        byPHash = HammingIndex(fingerprints.map(\.phash))
        byDHash = HammingIndex(fingerprints.map(\.dhash))
    }

    /// Calls `body` once for each near pair `a < b`, in an order that depends on the fingerprints alone.
    public func forEachPair(_ body: (_ a: Int, _ b: Int, _ certainty: Int) -> Void) {
        byPHash.forEachPair(within: rule.thresholds.phash) { a, b, _ in
            if let certainty = rule.certainty(fingerprints[a], fingerprints[b]) { body(a, b, certainty) }
        }
        byDHash.forEachPair(within: rule.thresholds.dhash) { a, b, _ in
            guard fingerprints[a].phash.distance(to: fingerprints[b].phash) > rule.thresholds.phash else { return }
            if let certainty = rule.certainty(fingerprints[a], fingerprints[b]) { body(a, b, certainty) }
        }
    }
}
