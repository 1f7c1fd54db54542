// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The perceptual hashes of one picture, all from one upright grid; JozinFingerprints defines and computes them.
public struct Fingerprint: Hashable, Sendable {
    /// The definition's version: fingerprints of two versions are never compared.
    public static let version = 1

    /// Sign of the low DCT frequencies.
    public var phash: Hash64
    /// Sign of the horizontal gradient.
    public var dhash: Hash64
    /// Block means against their median.
    public var bmh: Hash64
    /// Colour moments of the quarters.
    public var cmh: Hash192
    /// How much there is to see, 0 (flat) to 100; pictures with little collide with strangers.
    public var information: Int

    /// From its five parts.
    public init(phash: Hash64, dhash: Hash64, bmh: Hash64, cmh: Hash192, information: Int) {
        self.phash = phash
        self.dhash = dhash
        self.bmh = bmh
        self.cmh = cmh
        self.information = information
    }
}
