// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A check sum tells what a disk forgot` {
    @Test func `known texts have the check sums that other programs give them`() {
        let known: [(String, UInt32)] = [
            ("", 0), ("a", 0xE8B7_BE43), ("abc", 0x3524_41C2), ("123456789", 0xCBF4_3926), ("IEND", 0xAE42_6082),
            ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
        ]
        for (text, sum) in known { #expect(CRC32.of(Array(text.utf8).span) == sum, "\(text)") }
        #expect(CRC32.of([UInt8](repeating: 0, count: 32).span) == 0x190A_55AD)
        #expect(CRC32.of([UInt8](repeating: 0xFF, count: 32).span) == 0xFF6C_AB0B)
    }

    @Test func `it is the remainder of the division, bit by bit`() {
        var random = SeededGenerator(seed: 701)
        for length in 0..<300 {
            let bytes = random.bytes(length)
            #expect(CRC32.of(bytes.span) == remainder(of: bytes))
        }
    }

    @Test func `every flipped bit, and every burst of up to 32, changes it`() {
        var random = SeededGenerator(seed: 702)
        let bytes = random.bytes(2000)
        let sum = CRC32.of(bytes.span)
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC32.of(flipped.span) != sum)
        }
        for _ in 0..<5000 {
            var spoilt = bytes
            let place = Int.random(in: 0...bytes.count - 4, using: &random)
            let burst = random.bytes(4)
            guard burst.contains(where: { $0 != 0 }) else { continue }
            for index in 0..<4 { spoilt[place + index] ^= burst[index] }
            #expect(CRC32.of(spoilt.span) != sum)
        }
    }

    /// The definition: a division of polynomials, the lowest bit of each byte first.
    private func remainder(of bytes: [UInt8]) -> UInt32 {
        var rest = UInt32.max
        for byte in bytes {
            for bit in 0..<8 {
                let carry = rest & 1 ^ UInt32(byte >> UInt8(bit) & 1)
                rest = rest >> 1 ^ (carry == 1 ? 0xEDB8_8320 : 0)
            }
        }
        return ~rest
    }
}
