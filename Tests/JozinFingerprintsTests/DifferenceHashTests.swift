// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

@Suite struct `dHash keeps the direction of the horizontal gradient` {
    @Test func `light that rises to the right sets every bit, falling none`() {
        #expect(Fingerprint(.grey { x, _ in Float(x) * 4 }).dhash.bits == .max)
        #expect(Fingerprint(.grey { x, _ in 255 - Float(x) * 4 }).dhash.bits == 0)
    }

    @Test func `flat areas and vertical gradients set no bit`() {
        #expect(Fingerprint(.grey { _, _ in 77 }).dhash.bits == 0)
        #expect(Fingerprint(.grey { _, y in Float(y) * 4 }).dhash.bits == 0)
        #expect(Fingerprint(Grid64.grey { _, _ in 77 }.noisy(1, seed: 3)).dhash.bits.nonzeroBitCount <= 1)
    }

    @Test func `the upper rows come first`() {
        // Rising light in the upper half alone; Lanczos reaches over the border, so its two rows are left out.
        let bits = Fingerprint(.grey { x, y in y < 32 ? Float(x) * 4 : 128 }).dhash.bits
        #expect(bits >> 40 == 0xFF_FFFF)
        #expect(bits & 0xFFFF == 0)
    }

    @Test func `the left columns come first`() {
        let bits = Fingerprint(.grey { x, _ in x < 32 ? Float(x) * 6 : Float(64 - x) * 6 }).dhash.bits
        for row in 0..<8 { #expect(UInt8(truncatingIfNeeded: bits >> UInt64(8 * row)) == 0b1111_0000) }
    }

    @Test func `a mirrored picture has the reversed and inverted rows`() {
        for seed in UInt64(0)..<30 {
            let photo = Grid64.photo(seed: seed)
            let bits = Fingerprint(photo).dhash.bits
            let mirrored = Fingerprint(photo.upright(.mirrored)).dhash.bits
            // Within the dead band both directions give 0: the few bits that may differ.
            let expected = ~bits.byteSwapped.reversedBits
            #expect((mirrored ^ expected).nonzeroBitCount <= 6)
            #expect(mirrored & ~expected == 0)
        }
    }

    @Test func `more light leaves every bit`() {
        for seed in UInt64(0)..<30 {
            let photo = Grid64.photo(seed: seed)
            #expect(Fingerprint(photo).dhash.distance(to: Fingerprint(photo.mapLuma { $0 + 16 }).dhash) <= 1)
        }
    }
}

extension UInt64 {
    fileprivate var reversedBits: UInt64 {
        (0..<64).reduce(0) { $0 | (self >> UInt64($1) & 1) << UInt64(63 - $1) }
    }
}
