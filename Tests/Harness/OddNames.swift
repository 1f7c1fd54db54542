// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Names that real disks hold and careless programs break on.
package enum OddNames {
    /// So many different names, none of them hidden, most of them not UTF-8; the same ones on every run.
    package static func make(_ count: Int) -> [Word] {
        var names = known
        var seen = Set(names)
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        while names.count < count {
            let length = 1 + next(&state) % 40
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: 1 + next(&state) % 255) }
            let name = Word(bytes.filter { $0 != UInt8(ascii: "/") } + (names.count % 3 == 0 ? [] : Array(".jpg".utf8)))
            guard !name.bytes.isEmpty, name.bytes.first != UInt8(ascii: "."), seen.insert(name).inserted else { continue }
            names.append(name)
        }
        return names
    }

    /// Knuth's MMIX generator; its upper bits.
    private static func next(_ state: inout UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33)
    }

    private static let known: [Word] =
        [
            "kav\u{E1}rna.jpg", "kava\u{301}rna.jpg", "IMG.jpg", "img.JPG", "IMG.JPG", "two\nlines.jpg", "\n", "\r", "\t.jpg",
            " ",
            "trailing space.jpg ", " leading.jpg", "-rf", "--help", "-", "*", "?.jpg", "[a].jpg", "~", "$HOME.jpg", "`id`.jpg",
            "'quoted'.jpg", "\"quoted\".jpg", "back\\slash.jpg", "\\x41.jpg", "a;b|c&d.jpg", "red \u{1B}[31m.jpg",
            "bell\u{7}.jpg",
            "\u{7F}.jpg", "c1 \u{9B}31m.jpg", "abc\u{202E}gpj.exe", "zero\u{200B}width.jpg", "\u{FEFF}bom.jpg", "\u{2028}.jpg",
            "\u{1F986}.jpg", "a.jpg", "a.jpg.json", "a.json", "a.jpg~", "photo.jpg.damaged",
            "CON", "nul.jpg", "x.jpg:stream", "Thumbs.db.jpg", "\u{10FF80}.jpg", "\u{10FFFF}", "\u{E000}.jpg", "%41.jpg", "+.jpg",
        ] + bytes

    private static let bytes: [Word] = [
        Word([0xFF]), Word([0xFE]), Word([0xC3]), Word([0xC3, 0x28]), Word([0xED, 0xA0, 0x80]),
        Word([0xF4, 0x8F, 0xBE, 0x80, 0xFF]),
        Word([0xC0, 0xAF]), Word(Array("latin ".utf8) + [0xE1] + Array(".jpg".utf8)),
        Word([UInt8](repeating: UInt8(ascii: "n"), count: 255)), Word([UInt8](repeating: UInt8(ascii: "n"), count: 254) + [0xFF]),
        Word([UInt8](repeating: 0xE9, count: 255)), Word([UInt8](repeating: UInt8(ascii: "m"), count: 251) + Array(".jpg".utf8)),
        Word(Array("one".utf8) + [1, 2, 3, 0x1B, 0x7F]),
    ]
}
