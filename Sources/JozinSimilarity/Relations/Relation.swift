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

    /// The distances of the four hashes and their thresholds, held inline: reports have millions.
    private let distances: SIMD4<Int32>
    private let thresholds: SIMD4<Int32>
    /// Whether the digests alone decide.
    private let isIdentity: Bool
    /// How sure the relation is, in thousandths: 1000 where digests decide, else the mean closeness of the four hashes to distance 0.
    public let certainty: Int
    /// The rules that made the relation.
    public var methodVersion: Int { Evidence.methodVersion }
    /// The definition of the hashes.
    public var fingerprintVersion: Int { Fingerprint.version }

    /// One for each of the four hashes; none where the digests alone decide.
    public var agreements: [Agreement] {
        guard !isIdentity else { return [] }
        return Agreement.Measure.allCases.enumerated().map { index, measure in
            Agreement(measure: measure, distance: Int(distances[index]), threshold: Int(thresholds[index]))
        }
    }

    /// How many hashes agree.
    public var agreed: Int { agreements.count { $0.agrees } }

    /// Equal digests.
    static let identity = Evidence()

    /// What the hashes say: pHash, dHash, block means, colour moments.
    init(distances: SIMD4<Int32>, thresholds: SIMD4<Int32>) {
        self.distances = distances
        self.thresholds = thresholds
        isIdentity = false
        certainty =
            (0..<4).reduce(0) {
                $0 + Evidence.closeness(distance: Int(distances[$1]), threshold: Int(thresholds[$1]))
            } / 4
    }

    private init() {
        distances = .zero
        thresholds = .zero
        isIdentity = true
        certainty = 1_000
    }

    /// 1000 at distance 0, falling to 0 beyond the threshold. Whole numbers, so that every machine orders alike.
    static func closeness(distance: Int, threshold: Int) -> Int {
        distance <= threshold ? (threshold + 1 - distance) * 1_000 / (threshold + 1) : 0
    }
}
