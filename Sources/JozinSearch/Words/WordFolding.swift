// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How text becomes words, for what is searched and for what is searched for.
///
/// - A word is a run of letters or a run of digits: `IMG_4711.jpg` is `img`, `4711`, `jpg`, and `DSC04711` is `dsc`, `04711`.
/// - Letters are lower-cased and lose their marks, composed or not; `ß æ œ þ` and ligatures become two letters, `ø đ ł` one.
///   Digits of any script become ASCII digits, full-width letters ASCII letters, jamo the syllables they spell.
/// - Ideographs, kana and pictographs (emoji) are a word each, so that `東京` is two adjacent words.
/// - Everything else stands between words; format characters (soft hyphen, joiners) stand nowhere.
public enum WordFolding {
    /// The folded words in order.
    public static func words(_ text: String) -> [String] {
        words(utf8: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The folded words of bytes that need not be UTF-8: what is not stands between words.
    static func words(utf8 bytes: [UInt8], limit: Int = .max) -> [[UInt8]] {
        var splitter = WordSplitter(limit: limit)
        if bytes.allSatisfy({ $0 < 0x80 }) {
            for byte in bytes { splitter.take(ascii: byte) }
        } else {
            for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars { splitter.take(scalar) }
        }
        return splitter.finish()
    }

    /// Whether a scalar is part of a word.
    static func isSearchable(_ scalar: Unicode.Scalar) -> Bool {
        switch ScalarKind(folded: scalar) {
        case .letter, .digit, .alone: true
        case .ignored, .separator: false
        }
    }
}

/// What a scalar does in a word.
enum ScalarKind {
    case letter, digit
    /// A word by itself.
    case alone
    case ignored, separator

    init(folded scalar: Unicode.Scalar) {
        let properties = scalar.properties
        if ScalarKind.isDroppedMark(scalar.value) || properties.generalCategory == .format {
            self = .ignored
        } else if properties.isIdeographic || (0x3041...0x30FF).contains(scalar.value) && properties.isAlphabetic {
            self = .alone
        } else if properties.generalCategory == .decimalNumber {
            self = .digit
        } else if properties.isAlphabetic || ScalarKind.isMark(properties.generalCategory) {
            self = .letter
        } else {
            self = properties.generalCategory == .otherSymbol ? .alone : .separator
        }
    }

    /// Accents and points that change no letter. Vowel signs of Indic scripts and Thai are marks too, and letters to their readers.
    private static func isDroppedMark(_ value: UInt32) -> Bool {
        switch value {
        case 0x0300...0x036F, 0x0483...0x0489, 0x0591...0x05C7, 0x064B...0x065F, 0x0670, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF,
            0x20D0...0x20FF, 0x3099...0x309A, 0xFE00...0xFE0F, 0xFE20...0xFE2F:
            true
        default: false
        }
    }

    private static func isMark(_ category: Unicode.GeneralCategory) -> Bool {
        category == .nonspacingMark || category == .spacingMark || category == .enclosingMark
    }
}
