// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// One typed edge between two photos, with its evidence.
public struct Relation: Hashable, Sendable {
    /// What two photos have in common, the strongest first.
    public enum Kind: String, Sendable, CaseIterable {
        /// The same file digest.
        case exact
        /// The same image id and dimensions.
        case pixelIdentical
        /// At least three of the four perceptual hashes agree.
        case near
    }

    /// The caller's key of one photo.
    public let a: Int
    /// The caller's key of the other.
    public let b: Int
    /// What the two have in common.
    public let kind: Kind
    /// Why it is believed.
    public let evidence: Evidence

    /// An edge between two keys.
    public init(a: Int, b: Int, kind: Kind, evidence: Evidence) {
        self.a = a
        self.b = b
        self.kind = kind
        self.evidence = evidence
    }
}

/// Why a relation is believed.
public struct Evidence: Hashable, Sendable {
    /// The version of the rules by which relations are made.
    public static let methodVersion = 1

    /// One hash's word on a pair.
    public struct Agreement: Hashable, Sendable {
        /// The hashes that are compared.
        public enum Measure: String, Sendable, CaseIterable { case phash, dhash, bmh, cmh }

        /// The hash.
        public let measure: Measure
        /// In bits; the sum of the differences for the colour moments.
        public let distance: Int
        /// The greatest distance at which the hash agrees.
        public let threshold: Int

        /// Whether the distance is within the threshold.
        public var agrees: Bool { distance <= threshold }
    }

    /// One for each of the four hashes; none where the digests alone decide.
    public let agreements: [Agreement]
    /// How sure the relation is, in thousandths: 1000 where digests decide, else the mean closeness of the four hashes to distance 0.
    public let certainty: Int
    /// The rules that made the relation.
    public var methodVersion: Int { Evidence.methodVersion }
    /// The definition of the hashes.
    public var fingerprintVersion: Int { Fingerprint.version }

    /// How many hashes agree.
    public var agreed: Int { agreements.count { $0.agrees } }

    /// Equal digests.
    static let identity = Evidence(agreements: [], certainty: 1_000)

    /// What the hashes say.
    init(_ agreements: [Agreement]) {
        let closeness = agreements.reduce(0) { $0 + Evidence.closeness(distance: $1.distance, threshold: $1.threshold) }
        self.init(agreements: agreements, certainty: closeness / agreements.count)
    }

    /// 1000 at distance 0, falling to 0 beyond the threshold. Whole numbers, so that every machine orders alike.
    static func closeness(distance: Int, threshold: Int) -> Int {
        distance <= threshold ? (threshold + 1 - distance) * 1_000 / (threshold + 1) : 0
    }

    private init(agreements: [Agreement], certainty: Int) {
        self.agreements = agreements
        self.certainty = certainty
    }
}
