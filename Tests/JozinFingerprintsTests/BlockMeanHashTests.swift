// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

@Suite struct `The block mean hash keeps what is lighter than the middle` {
    @Test func `blocks come row by row from the top left`() {
        // Light by a pattern of blocks, half of them light.
        let pattern: UInt64 = 0xF0F1_00FF_0FAA_3C52
        #expect(pattern.nonzeroBitCount == 32)
        let grid = Grid64.grey { x, y in pattern >> UInt64(63 - y / 8 * 8 - x / 8) & 1 == 1 ? 200 : 40 }
        #expect(Fingerprint(grid).bmh.bits == pattern)
    }

    @Test func `a flat picture has no bit, with noise or without`() {
        #expect(Fingerprint(.grey { _, _ in 90 }).bmh.bits == 0)
        for seed in UInt64(0)..<20 { #expect(Fingerprint(Grid64.grey { _, _ in 90 }.noisy(0.7, seed: seed)).bmh.bits == 0) }
    }

    @Test func `a flat sky over half of the picture has no bit whatever the noise`() {
        for seed in UInt64(0)..<20 {
            let picture = Grid64.grey { x, y in y < 40 ? 180 : Float(20 + x + y) }
            #expect(Fingerprint(picture.noisy(0.7, seed: seed)).bmh.bits >> 24 == 0)
        }
    }

    @Test func `more light leaves every bit, inversion turns them`() {
        for seed in UInt64(0)..<30 {
            let photo = Grid64.photo(seed: seed)
            let hash = Fingerprint(photo).bmh
            #expect(hash.distance(to: Fingerprint(photo.mapLuma { $0 + 16 }).bmh) <= 1)
            let inverted = Fingerprint(photo.mapLuma { 255 - $0 }).bmh
            #expect(hash.bits & inverted.bits == 0)
            #expect(hash.distance(to: inverted) >= 52)
        }
    }
}
