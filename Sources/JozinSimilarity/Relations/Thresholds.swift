// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How alike two pictures must be to count as near.
public enum Level: String, Sendable, CaseIterable {
    case strict, normal, loose

    /// The distances that the level allows, chosen from the curve in docs/decisions/0003-fingerprints-and-thresholds.md.
    public var thresholds: Thresholds {
        switch self {
        case .strict: Thresholds(phash: 4, dhash: 4, bmh: 4, cmh: 80)
        case .normal: Thresholds(phash: 10, dhash: 8, bmh: 8, cmh: 120)
        case .loose: Thresholds(phash: 12, dhash: 12, bmh: 12, cmh: 200)
        }
    }
}

/// The greatest distance at which each hash of two pictures still agrees, and the least information a picture needs.
public struct Thresholds: Hashable, Sendable {
    /// The information below which a picture is held back from near matching, where nothing else is said.
    public static let informationGate = 35

    /// The information below which a picture is matched with caution: photos on white paper and pages of text lie there together.
    public static let informationCaution = 50

    /// Bits of 64.
    public let phash: Int
    /// Bits of 64.
    public let dhash: Int
    /// Bits of 64.
    public let bmh: Int
    /// The sum of 24 differences, of 6120.
    public let cmh: Int
    /// Of 100; pictures with less collide with strangers.
    public let informationGate: Int

    /// Of 100; between pictures of which one has less, the strict level's distances hold.
    public let informationCaution: Int

    /// Distances that no two hashes can exceed are allowed; negative ones are not.
    public init(
        phash: Int, dhash: Int, bmh: Int, cmh: Int, informationGate: Int = Thresholds.informationGate,
        informationCaution: Int = Thresholds.informationCaution
    ) {
        precondition(
            (0...64).contains(phash) && (0...64).contains(dhash) && (0...64).contains(bmh) && (0...6120).contains(cmh),
            "a threshold is a distance")
        self.phash = phash
        self.dhash = dhash
        self.bmh = bmh
        self.cmh = cmh
        self.informationGate = informationGate
        self.informationCaution = informationCaution
    }

    /// These, or the other's where those are smaller.
    func tightened(to other: Thresholds) -> Thresholds {
        Thresholds(
            phash: min(phash, other.phash), dhash: min(dhash, other.dhash), bmh: min(bmh, other.bmh), cmh: min(cmh, other.cmh),
            informationGate: informationGate, informationCaution: informationCaution)
    }
}
