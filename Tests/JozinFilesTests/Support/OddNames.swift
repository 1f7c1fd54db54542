// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Names as they occur on disks that people used for twenty years, and a few that only an adversary makes.
enum OddNames {
    private static let texts = [
        " ", "  ", "a ", " a", "a\t", "\t", "\n", "a\nb", "\r", "\r\n", "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{7}", "\u{8}",
        "\u{7F}", "-", "--", "-rf", "--help", "-0",
        "...", "....", "..a", "a..", ".a", ".hidden", "~", "~root", "#", "#a#", "$HOME", "$(id)", "`id`", ";", "a;b", "&", "|",
        ">", "<", "*", "?", "[", "]",
        "[a]", "{a,b}", "!", "\\", "a\\b", "\\n", "'", "\"", "a'b", "a\"b", "%", "%s%n", "%2e%2e", "%00", ":", "a:b", "C:", "NUL",
        "CON.jpg", "aux", "a.",
        "Photo.JPG", "photo.jpg", "PHOTO.JPG", "Photo.jpg", "caf\u{E9}.jpg", "cafe\u{301}.jpg", "CAF\u{C9}.jpg", "\u{212B}",
        "\u{C5}", "A\u{30A}", "\u{1E9B}\u{323}",
        "\u{202E}gpj.exe", "a\u{202E}b", "\u{2066}x\u{2069}", "\u{200B}", "a\u{200D}b", "\u{FEFF}", "\u{FEFF}a", "\u{A0}",
        "\u{2028}", "\u{2029}", "\u{85}", "\u{9B}31m",
        "写真.jpg", "фото.jpg", "צילום.jpg", "صورة.jpg", "ภาพ.jpg", "🦁.jpg", "👨‍👩‍👧.jpg", "🇨🇿", "\u{E000}", "\u{10FFFF}", "\u{FFFF}",
        "ß", "SS", "ı", "I", "i", "İ",
        "IMG_0001.jpg", "IMG_0001.jpg.json", "IMG_0001.json", "IMG_0001.jpg~", "a.json", "a.json~", "a.json~~", ".json", "~.json",
        "0", "00", "-1", "1e5", "null", "true",
        "\u{1}", "\u{2}\u{3}", "\u{1F}", "a=b", "a,b", "@", "^", "+", "(", ")", "(1)", "a (1).jpg", "x.jpg;1",
        "x\u{0300}\u{0301}\u{0302}",
    ]

    private static let bytes: [[UInt8]] = [
        [0x78, 0xFF], [0x78, 0xFE], [0xFF], [0xFE], [0x80], [0xBF], [0xC0], [0xC1], [0xC3], [0xC3, 0x28], [0xC0, 0xAE],
        [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xE2, 0x82],
        [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0xA6], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE, 0x61], [0x63, 0x61, 0x66, 0xE9],
        [0x66, 0xFC, 0x72], [0xB0, 0xA1, 0xB0, 0xA2],
        [0x83, 0x4A, 0x83, 0x81], [0xFF, 0x0A], [0x1B, 0xFF], [0x2D, 0xFF], [0x2E, 0xFF], [0x20, 0xFF], [0xFF, 0x20],
    ]

    private static let long: [[UInt8]] = [
        [UInt8](repeating: 0x61, count: 255), [UInt8](repeating: 0x61, count: 254), [UInt8](repeating: 0xFF, count: 255),
        [UInt8](repeating: 0x61, count: 254) + [0xFF], [UInt8](repeating: 0x61, count: 250) + Array(".json".utf8),
        Array(String(repeating: "\u{E9}", count: 127).utf8) + [0x61], Array(String(repeating: "e\u{301}", count: 85).utf8),
        [UInt8](repeating: 0x20, count: 255), [UInt8](repeating: 0x0A, count: 255), [UInt8](repeating: 0x2E, count: 255),
    ]

    /// All of them, and single bytes up to 240, in no order.
    static let all: [[UInt8]] = {
        var seen: Set<[UInt8]> = []
        let single = (UInt8(0xC2)...0xFF).map { [$0, 0x2E, 0x6A] }
        return (texts.map { Array($0.utf8) } + bytes + long + single).filter {
            LibraryPath.isName($0[...]) && seen.insert($0).inserted
        }
    }()
}
