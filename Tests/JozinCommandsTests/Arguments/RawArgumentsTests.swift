// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `No byte of an argument is lost` {
    /// Bytes of all kinds: random, UTF-8, UTF-8 with a wrong byte, and what only looks like UTF-8.
    private func word(_ random: inout SeededGenerator) -> [UInt8] {
        switch random.number(0...4) {
        case 0: return random.bytes(random.number(0...40))
        case 1: return Array(text(&random).utf8)
        case 2:
            var bytes = Array(text(&random).utf8)
            bytes.insert(UInt8(random.number(0x80...0xFF)), at: random.number(0...bytes.count))
            return bytes
        case 3:
            // Cut short, overlong, surrogates, beyond U+10FFFF.
            let wrong: [[UInt8]] = [
                [0xC3], [0xE2, 0x82], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x93],
            ]
            return (0..<random.number(1...4)).flatMap { _ in wrong.randomElement(using: &random) ?? [] }
        default:
            return (0..<random.number(1...3)).flatMap { _ in [0xF4, 0x8F, 0xBE, UInt8(random.number(0x80...0xBF))] }
        }
    }

    private func text(_ random: inout SeededGenerator) -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "/", "=", "-", "ž", "\u{301}", "\u{202E}", "\u{1F4F7}", "\u{10FF7F}", "\u{10FFFF}", "\u{FFFD}",
        ]
        var text = ""
        for _ in 0..<random.number(0...12) { text.unicodeScalars.append(scalars.randomElement(using: &random) ?? "a") }
        return text
    }

    @Test func `twenty thousand words come back as they were`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let word = word(&random)
            #expect(RawArguments.bytes(RawArguments.text(word)) == word)
        }
    }

    @Test func `no two words are the same text`() {
        var random = SeededGenerator(seed: 2)
        var words: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<20_000 {
            let word = word(&random)
            let text = Array(RawArguments.text(word).utf8)
            #expect(words.updateValue(word, forKey: text) ?? word == word)
        }
    }

    @Test func `what a person can type is passed on as it is`() {
        for word in ["", "--json", "café", "cafe\u{301}", "ž/📷.jpg", "\u{FFFD}", "a b\tc\n", "\u{10FF7F}"] {
            #expect(RawArguments.text(Array(word.utf8)).utf8.elementsEqual(word.utf8))
        }
    }

    @Test func `a path is made of the very bytes`() {
        for bytes: [UInt8] in [[0xFF], [0x2F, 0xFE, 0x2F, 0x61], [0xF4, 0x8F, 0xBF, 0xBF], Array("café".utf8)] {
            #expect(SystemPath(argument: RawArguments.text(bytes))?.bytes == bytes)
        }
        #expect(SystemPath(argument: "") == nil)
    }
}
