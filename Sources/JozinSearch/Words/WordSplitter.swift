// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Takes scalars, gives folded words.
struct WordSplitter {
    /// Bytes at which a word is cut off, in photos and queries alike.
    private static let longest = 100

    private let limit: Int
    private var words: [[UInt8]] = []
    private var word: [UInt8] = []
    private var isDigits = false
    /// The last scalar of `word`, where jamo may still join it.
    private var syllable: UInt32?

    init(limit: Int) { self.limit = limit }

    mutating func take(ascii byte: UInt8) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): append(byte, digit: false)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20, digit: false)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): append(byte, digit: true)
        default: end()
        }
    }

    mutating func take(_ scalar: Unicode.Scalar) {
        if scalar.isASCII { return take(ascii: UInt8(truncatingIfNeeded: scalar.value)) }
        if scalar.properties.changesWhenLowercased {
            for lower in scalar.properties.lowercaseMapping.unicodeScalars { fold(lower) }
        } else {
            fold(scalar)
        }
    }

    mutating func finish() -> [[UInt8]] {
        end()
        return words
    }

    private mutating func fold(_ lower: Unicode.Scalar) {
        let scalar = WordSplitter.narrow(FoldingTable.base(of: lower))
        if let letters = FoldingTable.expansions[scalar] {
            for byte in letters.utf8 { append(byte, digit: false) }
            return
        }
        switch ScalarKind(folded: scalar) {
        case .ignored: break
        case .separator: end()
        case .digit:
            let value = Int(scalar.properties.numericValue ?? 0)
            append(UInt8(ascii: "0") + UInt8(clamping: min(max(value, 0), 9)), digit: true)
        case .letter: append(letter: scalar)
        case .alone:
            end()
            word = Array(String(scalar).utf8)
            end()
        }
    }

    /// Full-width ASCII (U+FF01 to U+FF5E) as ASCII.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value - 0xFF01 + 0x21))
    }

    private mutating func append(_ byte: UInt8, digit: Bool) {
        if digit != isDigits { end() }
        isDigits = digit
        if word.count < WordSplitter.longest { word.append(byte) }
        syllable = nil
    }

    private mutating func append(letter scalar: Unicode.Scalar) {
        if isDigits { end() }
        isDigits = false
        var value = scalar.value
        if let before = syllable, let joined = WordSplitter.joined(before, value) {
            word.removeLast(3)
            value = joined
        }
        guard word.count < WordSplitter.longest else { return syllable = nil }
        word += Array(String(Unicode.Scalar(value) ?? scalar).utf8)
        syllable = value
    }

    /// The Hangul syllable that two scalars spell (Unicode 15, section 3.12); all of them have three bytes of UTF-8.
    private static func joined(_ a: UInt32, _ b: UInt32) -> UInt32? {
        if (0x1100...0x1112).contains(a), (0x1161...0x1175).contains(b) {
            return 0xAC00 + ((a - 0x1100) * 21 + (b - 0x1161)) * 28
        }
        if (0xAC00...0xD7A3).contains(a), (a - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(b) { return a + b - 0x11A7 }
        return nil
    }

    private mutating func end() {
        syllable = nil
        guard !word.isEmpty else { return }
        if words.count < limit { words.append(word) }
        word.removeAll(keepingCapacity: true)
    }
}
