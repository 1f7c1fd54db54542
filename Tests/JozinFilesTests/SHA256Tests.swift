// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import Testing

@Suite struct `Digests are those of FIPS 180-4` {
    /// The examples that NIST publishes with FIPS 180-4, and the digest of nothing.
    private static let published: [(text: String, hex: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    private func digest(_ bytes: [UInt8], inPiecesOf size: Int) -> Digest256 {
        var hasher = SHA256Hasher()
        for start in stride(from: 0, to: bytes.count, by: size) {
            hasher.update(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        return hasher.finish()
    }

    @Test func `published examples agree`() {
        for example in Self.published {
            #expect(digest(Array(example.text.utf8), inPiecesOf: 1000).hex == example.hex)
        }
    }

    @Test func `a million times a agrees`() {
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            digest(bytes, inPiecesOf: 4096).hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `the pieces in which bytes arrive do not matter`() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let whole = digest(bytes, inPiecesOf: bytes.count)
        for size in [1, 2, 3, 7, 63, 64, 65, 128, 999] { #expect(digest(bytes, inPiecesOf: size) == whole) }
    }
}
