// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Distances of perceptual hashes are metrics` {
    private func hash192(_ random: inout SeededGenerator) throws -> Hash192 {
        try #require(Hash192(values: random.bytes(24)))
    }

    @Test func `64 bits go through their text, the first bit first`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let hash = Hash64(random.next())
            #expect(hash.hex.utf8.count == 16)
            #expect(Hash64(hex: hash.hex) == hash)
        }
        #expect(Hash64(0x8000_0000_0000_0001).hex == "8000000000000001")
        for text in ["", "0", "000000000000000", "00000000000000000", "000000000000000G", "000000000000000A", "0x00000000000000"]
        {
            #expect(Hash64(hex: text) == nil, "\(text)")
        }
    }

    @Test func `24 values go through their text and bytes`() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<500 {
            let values = random.bytes(24)
            let hash = try #require(Hash192(values: values))
            #expect(hash.values == values)
            #expect(hash.hex == Hexadecimal.text(values))
            #expect(Hash192(hex: hash.hex) == hash)
        }
        for length in 0..<60 where length != 24 {
            #expect(Hash192(values: random.bytes(length)) == nil)
            #expect(Hash192(hex: Hexadecimal.text(random.bytes(length))) == nil)
        }
    }

    @Test func `the distance of 64 bits counts the bits that differ`() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<5000 {
            let (a, b, c) = (Hash64(random.next()), Hash64(random.next() & random.next()), Hash64(random.next()))
            let naive = (0..<64).count { bit in a.bits >> UInt64(bit) & 1 != b.bits >> UInt64(bit) & 1 }
            #expect(a.distance(to: b) == naive)
            #expect(a.distance(to: b) == b.distance(to: a))
            #expect(a.distance(to: c) <= a.distance(to: b) + b.distance(to: c))
            #expect(a.distance(to: a) == 0)
            #expect((a < b) == (a.bits < b.bits))
        }
        #expect(Hash64(0).distance(to: Hash64(.max)) == 64)
    }

    @Test func `the distance of 24 values sums their differences`() throws {
        var random = SeededGenerator(seed: 14)
        for _ in 0..<5000 {
            let (a, b, c) = (try hash192(&random), try hash192(&random), try hash192(&random))
            let naive = zip(a.values, b.values).reduce(0) { sum, pair in sum + abs(Int(pair.0) - Int(pair.1)) }
            #expect(a.distance(to: b) == naive)
            #expect(a.distance(to: b) == b.distance(to: a))
            #expect(a.distance(to: c) <= a.distance(to: b) + b.distance(to: c))
            #expect((a.distance(to: b) == 0) == (a == b))
        }
        let black = try #require(Hash192(values: [UInt8](repeating: 0, count: 24)))
        let white = try #require(Hash192(values: [UInt8](repeating: 255, count: 24)))
        #expect(black.distance(to: white) == 6120)
        #expect(black.distance(to: black) == 0)
    }

    @Test func `hashes that differ in any one value are two hashes`() throws {
        var random = SeededGenerator(seed: 15)
        for index in 0..<24 {
            var values = random.bytes(24)
            let a = try #require(Hash192(values: values))
            values[index] ^= 1
            let b = try #require(Hash192(values: values))
            #expect(a != b && Set([a, b, a]).count == 2)
            #expect(a.distance(to: b) == 1)
        }
    }
}
