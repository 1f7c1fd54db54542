// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The three-of-four rule: two pictures are near when at least three of their hashes agree.
public struct NearRule: Sendable {
    /// How many hashes must agree.
    public static let quorum = 3

    /// When a hash agrees.
    public let thresholds: Thresholds
    /// When it agrees where one of the pictures shows little: never at more than the strict level's distance.
    private let cautious: Thresholds

    /// The rule at some thresholds.
    public init(_ thresholds: Thresholds) {
        self.thresholds = thresholds
        cautious = thresholds.tightened(to: Level.strict.thresholds)
    }

    /// The thresholds that hold between two pictures.
    public func thresholds(between a: Fingerprint, and b: Fingerprint) -> Thresholds {
        min(a.information, b.information) < thresholds.informationCaution ? cautious : thresholds
    }

    /// Whether the picture shows enough to be matched at all.
    public func admits(_ picture: Fingerprint) -> Bool { picture.information >= thresholds.informationGate }

    /// Every hash's distance and threshold, near or not.
    public func evidence(between a: Fingerprint, and b: Fingerprint) -> Evidence {
        let thresholds = thresholds(between: a, and: b)
        return Evidence(
            distances: SIMD4(
                Int32(a.phash.distance(to: b.phash)), Int32(a.dhash.distance(to: b.dhash)), Int32(a.bmh.distance(to: b.bmh)),
                Int32(a.cmh.distance(to: b.cmh))),
            thresholds: SIMD4(
                Int32(thresholds.phash), Int32(thresholds.dhash), Int32(thresholds.bmh), Int32(thresholds.cmh)))
    }

    /// Whether at least three hashes agree; the colour moments are compared only where they decide.
    public func isNear(_ a: Fingerprint, _ b: Fingerprint) -> Bool {
        let thresholds = thresholds(between: a, and: b)
        let agreed = agreedBits(a, b, thresholds)
        return agreed == 3 || agreed == 2 && a.cmh.distance(to: b.cmh) <= thresholds.cmh
    }

    /// The certainty of a near pair, as its evidence has it; nil where the two are not near.
    func certainty(_ a: Fingerprint, _ b: Fingerprint) -> Int? {
        let thresholds = thresholds(between: a, and: b)
        let agreed = agreedBits(a, b, thresholds)
        guard agreed >= 2 else { return nil }
        let cmh = a.cmh.distance(to: b.cmh)
        guard agreed == 3 || cmh <= thresholds.cmh else { return nil }
        let phash = Evidence.closeness(distance: a.phash.distance(to: b.phash), threshold: thresholds.phash)
        let dhash = Evidence.closeness(distance: a.dhash.distance(to: b.dhash), threshold: thresholds.dhash)
        let bmh = Evidence.closeness(distance: a.bmh.distance(to: b.bmh), threshold: thresholds.bmh)
        return (phash + dhash + bmh + Evidence.closeness(distance: cmh, threshold: thresholds.cmh)) / 4
    }

    /// How many of the three hashes of 64 bits agree.
    private func agreedBits(_ a: Fingerprint, _ b: Fingerprint, _ thresholds: Thresholds) -> Int {
        (a.phash.distance(to: b.phash) <= thresholds.phash ? 1 : 0)
            + (a.dhash.distance(to: b.dhash) <= thresholds.dhash ? 1 : 0)
            + (a.bmh.distance(to: b.bmh) <= thresholds.bmh ? 1 : 0)
    }
}
