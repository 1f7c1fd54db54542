// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

@Suite struct `Fingerprints of one picture are near, of two far` {
    /// How many of the four are within the normal thresholds of docs/decisions/0003-fingerprints-and-thresholds.md.
    private func agreeing(_ a: Fingerprint, _ b: Fingerprint) -> Int {
        [
            a.phash.distance(to: b.phash) <= 10, a.dhash.distance(to: b.dhash) <= 8, a.bmh.distance(to: b.bmh) <= 8,
            a.cmh.distance(to: b.cmh) <= 120,
        ].count { $0 }
    }

    @Test func `the same grid gives the same fingerprint`() {
        let photo = Grid64.photo(seed: 1)
        #expect(Fingerprint(photo) == Fingerprint(photo))
    }

    @Test func `noise, light, contrast and lost colour leave at least three of four`() {
        for seed in UInt64(0)..<60 {
            let photo = Grid64.photo(seed: seed)
            let fingerprint = Fingerprint(photo)
            let changed: [Grid64] = [
                photo.noisy(4, seed: seed), photo.mapLuma { min(255, $0 * 1.2) }, photo.mapLuma { $0 * 0.75 },
                photo.mapLuma { 128 + ($0 - 128) * 0.7 }, photo.withoutColour,
            ]
            for grid in changed { #expect(agreeing(fingerprint, Fingerprint(grid)) >= 3) }
        }
    }

    @Test func `noise of a level moves each hash by a few bits`() {
        for seed in UInt64(0)..<60 {
            let photo = Grid64.photo(seed: seed)
            let (one, other) = (Fingerprint(photo), Fingerprint(photo.noisy(1, seed: seed)))
            #expect(one.phash.distance(to: other.phash) <= 4)
            #expect(one.dhash.distance(to: other.dhash) <= 4)
            #expect(one.bmh.distance(to: other.bmh) <= 4)
            #expect(one.cmh.distance(to: other.cmh) <= 48)
        }
    }

    @Test func `strangers share at most one of four`() {
        let fingerprints = (UInt64(0)..<120).map { Fingerprint(.photo(seed: $0)) }
        for (index, one) in fingerprints.enumerated() {
            for other in fingerprints[(index + 1)...] { #expect(agreeing(one, other) <= 1) }
        }
    }

    @Test func `the eight orientations of a photo are strangers to each other`() {
        for seed in UInt64(0)..<10 {
            let photo = Grid64.photo(seed: seed)
            let fingerprints = Orientation.allCases.map { Fingerprint(photo.upright($0)) }
            for (index, one) in fingerprints.enumerated() {
                for other in fingerprints[(index + 1)...] { #expect(agreeing(one, other) <= 2) }
            }
        }
    }
}
