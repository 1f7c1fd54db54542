// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinTestSupport
import Testing

@Suite struct `A limit of pixels is written as people write it` {
    @Test func `plain numbers, millions and thousands of millions`() {
        for (text, pixels) in [
            ("1", 1), ("300000000", 300_000_000), ("500M", 500_000_000), ("1G", 1_000_000_000), ("0007M", 7_000_000),
            ("4294836225", 4_294_836_225), ("4G", 4_000_000_000), ("4294M", 4_294_000_000),
        ] { #expect(PixelLimit(argument: text)?.pixels == pixels, "\(text)") }
    }

    @Test func `everything else is refused`() {
        for text in [
            "", "0", "M", "G", "0G", "-1", "+1", "1.5G", "1 M", "1K", "1m", "1g", "1MB", "1GG", "4294836226", "5G", "4295M",
            "0x10",
            "9223372036854775807G", "99999999999999999999", "１M", "٣", "1e9",
        ] { #expect(PixelLimit(argument: text) == nil, "\(text)") }
    }

    @Test func `any number within bounds comes back`() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let pixels = Int.random(in: 1...4_294_836_225, using: &random)
            #expect(PixelLimit(argument: "\(pixels)")?.pixels == pixels)
            let millions = pixels / 1_000_000
            if millions > 0 { #expect(PixelLimit(argument: "\(millions)M")?.pixels == millions * 1_000_000) }
        }
    }
}
