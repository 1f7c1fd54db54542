// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How alike two pictures must be to count as near.
public enum Level: String, Sendable, CaseIterable {
    case strict, normal, loose

    /// The distances that the level allows.
    public var thresholds: Thresholds {
        switch self {
        case .strict: Thresholds(phash: 6, dhash: 6, bmh: 6, cmh: 180)
        case .normal: Thresholds(phash: 10, dhash: 10, bmh: 10, cmh: 300)
        case .loose: Thresholds(phash: 14, dhash: 14, bmh: 14, cmh: 420)
        }
    }
}

/// The greatest distance at which each hash of two pictures still agrees, and the least information a picture needs.
public struct Thresholds: Hashable, Sendable {
    /// The information below which a picture is held back from near matching, where nothing else is said.
    public static let informationGate = 10

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

    /// Distances that no two hashes can exceed are allowed; negative ones are not.
    public init(phash: Int, dhash: Int, bmh: Int, cmh: Int, informationGate: Int = Thresholds.informationGate) {
        precondition(
            (0...64).contains(phash) && (0...64).contains(dhash) && (0...64).contains(bmh) && (0...6120).contains(cmh),
            "a threshold is a distance")
        self.phash = phash
        self.dhash = dhash
        self.bmh = bmh
        self.cmh = cmh
        self.informationGate = informationGate
    }
}
