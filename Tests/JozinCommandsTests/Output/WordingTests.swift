// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Numbers are said as people read them` {
    @Test func `counts agree with their noun`() {
        #expect(Wording.count(0, "photo") == "0 photos")
        #expect(Wording.count(1, "photo") == "1 photo")
        #expect(Wording.count(2, "photo") == "2 photos")
        #expect(Wording.count(-1, "photo") == "-1 photos")
        #expect(Wording.count(1, "copy", plural: "copies") == "1 copy")
        #expect(Wording.count(12_345, "copy", plural: "copies") == "12 345 copies")
    }

    @Test func `digits stand in groups of three, whatever the number`() {
        #expect(Wording.grouped(0) == "0")
        #expect(Wording.grouped(999) == "999")
        #expect(Wording.grouped(1_000) == "1 000")
        #expect(Wording.grouped(1_234_567) == "1 234 567")
        #expect(Wording.grouped(.min) == "-9 223 372 036 854 775 808")
        #expect(Wording.grouped(.max) == "9 223 372 036 854 775 807")
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let number = Int(truncatingIfNeeded: random.next() >> UInt64(random.number(0...63)))
            let parts = Wording.grouped(number).split(separator: " ")
            #expect(Int(parts.joined()) == number)
            #expect(parts.dropFirst().allSatisfy { $0.count == 3 })
        }
    }

    @Test func `bytes have decimal units`() {
        let words: [(Int64, String)] = [
            (0, "0 B"), (1, "1 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_049, "1.0 kB"), (1_050, "1.1 kB"), (99_949, "99.9 kB"),
            (99_950, "100 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (3_141_592, "3.1 MB"), (123_900_000, "124 MB"),
            (4_000_000_000, "4.0 GB"), (1_500_000_000_000, "1.5 TB"), (.max, "9223372 TB"),
        ]
        for (number, word) in words { #expect(Wording.bytes(number) == word) }
    }

    @Test func `bytes are rounded to what is shown`() {
        let units: [Substring: Double] = ["B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12]
        var random = SeededGenerator(seed: 2)
        for _ in 0..<5_000 {
            let number = Int64(random.next() >> UInt64(random.number(1...63)))
            let parts = Wording.bytes(number).split(separator: " ")
            guard parts.count == 2, let value = Double(parts[0]), let unit = units[parts[1]] else {
                Issue.record("no size: \(parts)")
                continue
            }
            let step = parts[0].contains(".") ? 0.1 : 1
            #expect(abs(value * unit - Double(number)) <= (step / 2 + 1e-9) * unit, "\(number): \(parts)")
            #expect(value < 1_000 || unit == 1e12)
        }
    }

    @Test func `times have two units at most`() {
        let words: [(Double, String)] = [
            (0, "0 s"), (0.9, "0 s"), (8, "8 s"), (59.9, "59 s"), (60, "1 min 00 s"), (200, "3 min 20 s"), (3_599, "59 min 59 s"),
            (3_600, "1 h 00 min"), (3_725, "1 h 02 min"), (360_000, "100 h 00 min"),
        ]
        for (seconds, word) in words { #expect(Wording.time(.seconds(seconds)) == word) }
    }

    @Test func `sizes are width times height, or unknown`() {
        #expect(Wording.size(PixelSize(width: 4000, height: 3000)) == "4000 x 3000")
        #expect(Wording.size(nil) == "?")
    }
}
