// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import JozinTestSupport
import Testing

/// The gate below which pictures take no part in near matching: docs/decisions/0003-fingerprints-and-thresholds.md.
private let gate = 35

@Suite struct `Pictures without content score under the gate` {
    @Test func `flat pictures score 0, with noise or without`() {
        for level in stride(from: Float(0), through: 255, by: 15) {
            #expect(Fingerprint(.grey { _, _ in level }).information == 0)
        }
        for seed in UInt64(0)..<20 { #expect(Fingerprint(Grid64.grey { _, _ in 120 }.noisy(2, seed: seed)).information == 0) }
    }

    @Test func `two tones score little, however they are divided`() {
        for edge in 4..<60 {
            #expect(Fingerprint(.grey { x, _ in x < edge ? 30 : 220 }).information < gate)
            #expect(Fingerprint(.grey { _, y in y < edge ? 30 : 220 }).information < gate)
            #expect(Fingerprint(.grey { x, y in x + y < 2 * edge ? 30 : 220 }).information < gate)
        }
    }

    @Test func `gradients score little, in every direction`() {
        for slant in stride(from: Float(-1), through: 1, by: 0.125) {
            #expect(Fingerprint(.grey { x, y in 128 + (Float(x - 32) + Float(y - 32) * slant) * 1.5 }).information < gate)
            #expect(Fingerprint(.grey { x, y in 128 + (Float(y - 32) + Float(x - 32) * slant) * 1.5 }).information < gate)
        }
    }

    @Test func `stripes and boards score little`() {
        for period in 2...16 {
            #expect(Fingerprint(.grey { x, _ in (x / period).isMultiple(of: 2) ? 30 : 220 }).information < gate)
            #expect(Fingerprint(.grey { x, y in (x / 8 + y / 8).isMultiple(of: 2) ? 30 : 220 }).information < gate)
        }
    }

    @Test func `texture alone scores little, however strong`() {
        for seed in UInt64(0)..<10 { #expect(Fingerprint(Grid64.grey { _, _ in 128 }.noisy(30, seed: seed)).information < gate) }
    }

    @Test func `a short caption on an empty page scores little`() {
        for seed in UInt64(0)..<10 {
            var generator = SeededGenerator(seed: seed)
            let letters = (0..<64).map { _ in Float.random(in: 60...255, using: &generator) }
            let page = Grid64.grey { x, y in (30..<34).contains(y) && (10..<40).contains(x) ? letters[x] : 255 }
            #expect(Fingerprint(page).information < gate)
        }
    }
}

@Suite struct `Photos score above the gate` {
    @Test func `by far in good light`() {
        for seed in UInt64(0)..<60 { #expect(Fingerprint(.photo(seed: seed)).information >= 55) }
    }

    @Test func `in fog and in the dark`() {
        for seed in UInt64(0)..<60 {
            let photo = Grid64.photo(seed: seed)
            #expect(Fingerprint(photo.mapLuma { $0 * 0.15 + 170 }).information >= gate)
            #expect(Fingerprint(photo.mapLuma { $0 * 0.2 + 2 }).information >= gate)
        }
    }

    @Test func `and light, contrast, noise and mirroring change the score but little`() {
        for seed in UInt64(0)..<30 {
            let photo = Grid64.photo(seed: seed)
            let score = Fingerprint(photo).information
            for changed in [photo.mapLuma { $0 * 0.6 + 30 }, photo.noisy(2, seed: seed), photo.upright(.mirrored)] {
                #expect(abs(Fingerprint(changed).information - score) <= 15)
            }
        }
    }
}
