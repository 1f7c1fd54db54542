// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestSupport
import Testing

@Suite struct `Base64 is that of RFC 4648, and only its canonical form` {
    @Test func `published examples agree`() {
        // RFC 4648, section 10.
        let examples = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=", "foobar": "Zm9vYmFy",
        ]
        for (plain, encoded) in examples {
            #expect(Base64.text(Array(plain.utf8)) == encoded)
            #expect(Base64.bytes(encoded) == Array(plain.utf8))
        }
        #expect(Base64.text([0xFB, 0xFF, 0xBF]) == "+/+/")
        #expect(Base64.text([0, 0, 0]) == "AAAA" && Base64.text([255, 255, 255]) == "////")
    }

    @Test func `random bytes go through`() {
        var random = SeededGenerator(seed: 121)
        for length in 0..<400 {
            let bytes = random.bytes(length)
            #expect(Base64.text(bytes).utf8.count == (length + 2) / 3 * 4)
            #expect(Base64.bytes(Base64.text(bytes)) == bytes)
        }
    }

    @Test func `anything that is not what the encoder writes is refused`() {
        let wrong = [
            "Z", "Zg", "Zg=", "Zg===", "=", "====", "=Zg=", "Z===", "Z=g=", "Zg==Zg==", "Zm8=Zg==", "Zm9v=", "Zh==", "Zm9=",
            "Zg= =", " Zg==", "Zg==\n",
            "Zm9v\n", "Zm-v", "Zm_v", "Zm9v====", "Z\u{E9}=", "\u{E9}\u{E9}", "Zm9\u{301}", "zg==\0\0\0\0", "Zg=\u{3D}=",
        ]
        for text in wrong { #expect(Base64.bytes(text) == nil, "\(text)") }
    }

    @Test func `no two texts mean the same bytes`() {
        var random = SeededGenerator(seed: 122)
        for _ in 0..<20_000 {
            let text = random.mutated(Array(Base64.text(random.bytes(Int.random(in: 0...9, using: &random))).utf8))
            let candidate = String(decoding: text, as: UTF8.self)
            if let bytes = Base64.bytes(candidate) { #expect(Array(Base64.text(bytes).utf8) == Array(candidate.utf8)) }
        }
    }
}
