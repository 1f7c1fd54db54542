// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFingerprints
import JozinImaging
import Testing

/// The hashes that PyPI ImageHash 4.3.2 gives 64 x 64 pictures of triangle waves; scripts/imagehash-agreement.py compares on photos.
@Suite struct `pHash and dHash agree with ImageHash` {
    private static let expected: [(phash: String, dhash: String)] = [
        ("aaca752935355734", "02c3c1f9f9fbf77e"), ("8a7a2f88f125d50f", "1f33f0e0f0f1e30f"),
        ("c210bfcaf26ed078", "f8f8f0e0c0c1070f"), ("85c3d87f16781fa0", "e0e0e6cf0e1c1cfc"),
        ("9fb5c3789fc03884", "4e4e5c3c3c19e171"), ("9f9ab501d0cf60dc", "3c38393133e36786"),
    ]

    private func triangle(_ n: Int) -> Int {
        let phase = ((n % 256) + 256) % 256
        return min(255, abs(phase - 128) * 2)
    }

    private func picture(_ k: Int) -> Grid64 {
        Grid64.grey { x, y in
            let (dx, dy) = (x - 20 - 5 * k, y - 30 + 4 * k)
            let waves =
                triangle(x * (k + 2) + y * 3 + 40 * k) + triangle(x * 2 - y * (k + 3) + 90 * k)
                + triangle(dx * dx / 8 + dy * dy / 8)
            return Float(waves / 3)
        }
    }

    @Test func `within two bits, bit for bit in the same order`() throws {
        for (k, expected) in Self.expected.enumerated() {
            let fingerprint = Fingerprint(picture(k))
            #expect(fingerprint.phash.distance(to: try #require(Hash64(hex: expected.phash))) <= 2, "picture \(k)")
            #expect(fingerprint.dhash.distance(to: try #require(Hash64(hex: expected.dhash))) <= 2, "picture \(k)")
        }
    }

    @Test func `and are themselves the same on every machine`() {
        let fingerprint = Fingerprint(.photo(seed: 2026))
        #expect(fingerprint.phash.hex == "e6bbe0cdca61e482")
        #expect(fingerprint.dhash.hex == "9158cc4d6026c68d")
        #expect(fingerprint.bmh.hex == "fd8fe4a03c9222e4")
        #expect(fingerprint.cmh.hex == "8256753481307a387b368b3d874796357e3d63497b2c9326")
        #expect(fingerprint.information == 90)
    }
}
