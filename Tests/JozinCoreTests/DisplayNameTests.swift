// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Names that people and terminals see can do no harm` {
    /// A scalar that moves, recolours or reorders what is around it, or has no look of its own.
    private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }

    @Test func `harmless text stays as it is`() {
        for text in [
            "", "IMG_0001.jpg", "Jožin z bažin", "caf\u{E9}", "cafe\u{301}", "写真 1.jpg", "צילום", "🦁", "a\u{A0}b", "\\x1b",
            "a\"b'c", "x ",
        ] {
            #expect(Array(DisplayName.text(Array(text.utf8)).utf8) == Array(text.utf8), "\(text)")
        }
    }

    @Test func `every single byte is either itself or escaped`() {
        for byte in UInt8.min...255 {
            let shown = DisplayName.text([byte])
            let isPlain = (0x20..<0x7F).contains(byte)
            #expect(shown == (isPlain ? String(UnicodeScalar(byte)) : "\\x" + Hexadecimal.text([byte])))
        }
    }

    @Test func `every control and direction character is escaped byte by byte`() {
        var escaped = 0
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), isHarmful(scalar) else { continue }
            // Private planes are 130,000 alike; one in 97 stands for them.
            if value > 0xF0000, value % 97 != 0 { continue }
            let bytes = Array(String(scalar).utf8)
            let expected = bytes.map { "\\x" + Hexadecimal.text([$0]) }.joined()
            if DisplayName.text(bytes) != expected { Issue.record("U+\(String(value, radix: 16)) is shown raw") }
            escaped += 1
        }
        #expect(escaped > 1000)
        for bidi: Unicode.Scalar in [
            "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
            "\u{200E}", "\u{200F}", "\u{61C}", "\u{FEFF}", "\u{200B}",
        ] {
            #expect(!DisplayName.text(Array(String(bidi).utf8)).unicodeScalars.contains(bidi))
        }
    }

    @Test func `bytes that are no UTF-8 are escaped and their valid neighbours kept`() {
        let table: [(bytes: [UInt8], text: String)] = [
            ([0x78, 0xFF, 0x2E, 0x6A], "x\\xff.j"),
            ([0xE2, 0x82, 0x41], "\\xe2\\x82A"),  // a euro sign cut short
            ([0xC3], "\\xc3"),
            ([0xC3, 0xA9, 0xC3], "é\\xc3"),
            ([0xC0, 0xAF], "\\xc0\\xaf"),  // an overlong slash
            ([0xE0, 0x80, 0xAF], "\\xe0\\x80\\xaf"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),  // half a surrogate pair
            ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),  // beyond U+10FFFF
            ([0xF0, 0x9F, 0xA6, 0x81, 0xF0, 0x9F, 0xA6], "🦁\\xf0\\x9f\\xa6"),
            ([0x1B, 0x5B, 0x33, 0x31, 0x6D], "\\x1b[31m"),
            ([0xC2, 0x9B, 0x33, 0x31, 0x6D], "\\xc2\\x9b31m"),  // C1's own "ESC ["
        ]
        for row in table { #expect(DisplayName.text(row.bytes) == row.text, "\(row.bytes)") }
    }

    @Test func `no random name shows a raw control byte`() {
        var random = SeededGenerator(seed: 51)
        let edges: [UInt8] = [
            0x00, 0x07, 0x0A, 0x0D, 0x1B, 0x5B, 0x7F, 0x80, 0x9B, 0xA0, 0xAE, 0xC2, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xFF, 0x41,
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ -> UInt8 in
                Bool.random(using: &random) ? edges.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            let text = DisplayName.text(bytes)
            if let scalar = text.unicodeScalars.first(where: isHarmful) {
                Issue.record("U+\(String(scalar.value, radix: 16)) is shown for \(bytes)")
            }
            let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
            #expect(DisplayName.isUTF8(bytes) == isUTF8)
            #expect(DisplayName.exact(bytes).map { Array($0.utf8) } == (isUTF8 ? bytes : nil))
            if isUTF8, !String(decoding: bytes, as: UTF8.self).unicodeScalars.contains(where: isHarmful) {
                #expect(Array(text.utf8) == bytes)
            }
        }
    }

    @Test func `a long name of wrong bytes is shown whole`() {
        #expect(DisplayName.text([UInt8](repeating: 0xFF, count: 4096)).utf8.count == 4 * 4096)
    }
}
