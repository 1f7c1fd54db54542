// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinTestSupport

extension SeededGenerator {
    /// Text of up to `longest` scalars: plain, controls of ASCII and Latin-1, quotes, marks, directions, other planes.
    mutating func text(_ longest: Int = 12) -> String {
        let odd: [Unicode.Scalar] = [
            "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{8}", "\u{C}", "\u{1B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{85}",
            "\u{9B}",
            "\u{9F}", "\u{A0}", "\u{C2}", "\u{E9}", "\u{301}", "\u{7FF}", "\u{800}", "\u{202E}", "\u{2028}", "\u{D7FF}",
            "\u{E000}",
            "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "\u{10000}", "\u{1F981}", "\u{10FFFF}",
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...longest, using: &self) {
            let plain = Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &self))
            text.append(chance(40) ? odd.randomElement(using: &self) ?? plain : plain)
        }
        return String(text)
    }

    /// The texts of JSON numbers, of every form that RFC 8259 allows; no double holds those with the largest exponents.
    mutating func numberText(largestExponent: Int) -> String {
        var text = chance(50) ? "-" : ""
        text +=
            chance(30)
            ? "0" : String(UInt64.random(in: 1...UInt64.max, using: &self) >> UInt64.random(in: 0...62, using: &self) | 1)
        if chance(40) { text += "." + String(UInt32.random(in: 0...UInt32.max, using: &self)) }
        if chance(30) {
            text +=
                (chance(50) ? "e" : "E") + ["", "+", "-"][Int.random(in: 0...2, using: &self)]
                + String(Int.random(in: 0...largestExponent, using: &self))
        }
        return text
    }

    /// Bytes with a few bits, lengths and pieces changed.
    mutating func mutated(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(Array("{}[]\",:\\0-eE.u".utf8).randomElement(using: &self) ?? 0, at: place)
            case 4: bytes.removeLast(Int.random(in: 0...min(bytes.count, 40), using: &self))
            default:
                let end = min(bytes.count, place + Int.random(in: 1...30, using: &self))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &self))
            }
        }
        return bytes
    }
}
