// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

@Suite struct `pHash keeps the signs of the low frequencies` {
    /// cos(pi (2x + 1) u / 128) of small angles by its series, apart from the source's table.
    private func wave(_ u: Int, _ x: Int) -> Float {
        let angle = Double((2 * x + 1) * u) / 128 * .pi
        let turns = (angle / (2 * .pi)).rounded()
        let rest = angle - turns * 2 * .pi
        var (term, sum) = (1.0, 1.0)
        for n in 1...14 {
            term *= -rest * rest / Double((2 * n - 1) * (2 * n))
            sum += term
        }
        return Float(sum)
    }

    @Test func `a flat picture has the bit of the mean alone`() {
        #expect(Fingerprint(.grey { _, _ in 130 }).phash.hex == "8000000000000000")
        #expect(Fingerprint(.grey { _, _ in 255 }).phash.hex == "8000000000000000")
        #expect(Fingerprint(.grey { _, _ in 0 }).phash.hex == "0000000000000000")
    }

    @Test func `each wave of the DCT sets its own bit, row by row`() {
        for v in 0..<8 {
            for u in 0..<8 where u + v > 0 {
                let hash = Fingerprint(.grey { x, y in 128 + 60 * wave(u, x) * wave(v, y) }).phash
                let mean: UInt64 = 1 << 63
                #expect(hash.bits == mean | 1 << UInt64(63 - 8 * v - u), "u \(u), v \(v)")
            }
        }
    }

    @Test func `more light and more contrast leave the hash`() {
        for seed in UInt64(0)..<40 {
            let photo = Grid64.photo(seed: seed)
            let hash = Fingerprint(photo).phash
            #expect(hash.distance(to: Fingerprint(photo.mapLuma { $0 + 17 }).phash) <= 2)
            #expect(hash.distance(to: Fingerprint(photo.mapLuma { $0 * 0.5 + 40 }).phash) <= 2)
        }
    }

    @Test func `a mirrored picture changes the signs of the odd horizontal frequencies`() {
        for seed in UInt64(0)..<20 {
            let photo = Grid64.photo(seed: seed)
            let mirrored = photo.upright(.mirrored)
            #expect(mirrored.upright(.mirrored) == photo)
            let odd: UInt64 = 0x5555_5555_5555_5555
            let (one, other) = (Fingerprint(photo).phash.bits, Fingerprint(mirrored).phash.bits)
            // The median moves by a little, the even frequencies do not.
            #expect(((one ^ other) & ~odd).nonzeroBitCount <= 6)
            #expect(((one ^ other) & odd).nonzeroBitCount >= 24)
        }
    }

    @Test func `about half of the bits of a photo are set`() {
        for seed in UInt64(0)..<40 {
            let count = Fingerprint(.photo(seed: seed)).phash.bits.nonzeroBitCount
            #expect((30...32).contains(count))
        }
    }
}
