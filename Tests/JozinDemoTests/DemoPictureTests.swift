// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `A drawing depends on its seed alone` {
    private let small = PixelSize(width: 160, height: 120)

    @Test func `the same seed draws the same bytes`() {
        for seed in UInt64(0)..<20 {
            #expect(DemoPicture(seed: seed, size: small).drawn() == DemoPicture(seed: seed, size: small).drawn())
        }
    }

    @Test func `the bytes are the ones that every machine draws`() {
        // FNV-1a over 28 drawings, computed once: a change here is a change of every demo library.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for seed in UInt64(0)..<28 {
            for byte in DemoPicture(seed: seed, size: small).drawn().rgb { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }
        #expect(hash == 4_325_524_985_536_181_790)
    }

    @Test func `seeds do not look alike`() {
        let hashes = (UInt64(0)..<150).map { differenceHash(DemoPicture(seed: $0, size: small).drawn()) }
        var least = 64
        for (index, hash) in hashes.enumerated() {
            for other in hashes[(index + 1)...] { least = min(least, hash.distance(to: other)) }
        }
        #expect(least >= 8)
    }

    @Test func `there is as much to see as in photos`() {
        // Mean step between neighbours of the 64 x 64 grid: 5.8 to 25 levels in 60 photos, 11 in the middle.
        let steps = (UInt64(0)..<60).map { seed -> Int in
            let grid = DemoPicture(seed: seed, size: PixelSize(width: 256, height: 192)).drawn().edited(
                [.grey, .resized(PixelSize(width: 64, height: 64))])
            var sum = 0
            for y in 0..<63 {
                for x in 0..<63 {
                    let here = Int(grid.rgb[(y * 64 + x) * 3])
                    sum += abs(here - Int(grid.rgb[(y * 64 + x + 1) * 3])) + abs(here - Int(grid.rgb[((y + 1) * 64 + x) * 3]))
                }
            }
            return sum / (2 * 63 * 63)
        }.sorted()
        #expect(steps[0] >= 2)
        #expect(steps[30] >= 6)
    }

    @Test func `any size shows the same scene`() {
        for seed in UInt64(100)..<112 {
            let large = differenceHash(DemoPicture(seed: seed, size: PixelSize(width: 640, height: 480)).drawn())
            let little = differenceHash(DemoPicture(seed: seed, size: PixelSize(width: 320, height: 240)).drawn())
            #expect(large.distance(to: little) <= 14)
        }
    }

    @Test func `the smallest, the narrow and the odd sizes are drawn`() {
        for (width, height) in [(8, 8), (8, 200), (200, 8), (33, 77), (401, 299), (64, 64)] {
            for seed in UInt64(0)..<42 {
                let size = PixelSize(width: width, height: height)
                #expect(DemoPicture(seed: seed, size: size).drawn().rgb.count == size.eus)
            }
        }
    }

    @Test func `the generator is SplitMix64`() {
        // The first outputs for the state 1234567 (Vigna's reference, splitmix64.c).
        var random = DemoRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test func `ranges are kept`() {
        var random = DemoRandom(seed: 5)
        for _ in 0..<10_000 {
            #expect((3...9).contains(random.int(3...9)))
            #expect((Float(-2)...5).contains(random.float(-2...5)))
        }
    }
}

/// Signs of the horizontal steps of a 9 x 8 picture.
func differenceHash(_ picture: Picture) -> Hash64 {
    let tiny = picture.edited([.grey, .resized(PixelSize(width: 9, height: 8))])
    var bits: UInt64 = 0
    for y in 0..<8 {
        for x in 0..<8 {
            let place = (y * 9 + x) * 3
            bits = bits << 1 | (tiny.rgb[place + 3] > tiny.rgb[place] ? 1 : 0)
        }
    }
    return Hash64(bits)
}
