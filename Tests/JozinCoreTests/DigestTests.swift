// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Digests and hashes keep every bit through their text` {
    @Test func `hexadecimal text and bytes are each other's inverse`() {
        var random = SeededGenerator(seed: 1)
        for length in 0..<300 {
            let bytes = random.bytes(length)
            let text = Hexadecimal.text(bytes)
            #expect(text.utf8.count == 2 * length && text.utf8.allSatisfy("0123456789abcdef".utf8.contains))
            #expect(Hexadecimal.bytes(text) == bytes)
        }
        #expect(Hexadecimal.text([0, 1, 0x9A, 0xFF]) == "00019aff")
    }

    @Test func `anything but pairs of lower-case digits is refused`() {
        for text in ["0", "abc", "0G", "g0", "AB", "aB", " 0", "0 ", "+1", "-1", "0x", "００", "é", "0\u{301}0", "/:", "`g", "@A"] {
            #expect(Hexadecimal.bytes(text) == nil, "\(text)")
        }
    }

    @Test func `digests go through bytes and text`() throws {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let bytes = random.bytes(32)
            let digest = try #require(Digest256(bytes: bytes))
            #expect(digest.bytes == bytes)
            #expect(digest.hex == Hexadecimal.text(bytes))
            #expect(Digest256(hex: digest.hex) == digest)
            #expect(Digest256(hex: digest.hex.uppercased()) == nil || digest.hex == digest.hex.uppercased())
        }
    }

    @Test func `digests of another length are refused`() {
        var random = SeededGenerator(seed: 3)
        for length in 0..<80 where length != 32 {
            #expect(Digest256(bytes: random.bytes(length)) == nil)
            #expect(Digest256(hex: Hexadecimal.text(random.bytes(length))) == nil)
        }
    }

    @Test func `digests are ordered and told apart by their bytes`() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<2000 {
            let first = random.bytes(32)
            var second = first
            // Twins up to one byte: every word takes part in the comparison.
            second[Int.random(in: 0..<32, using: &random)] = UInt8.random(in: 0...255, using: &random)
            let a = try #require(Digest256(bytes: first))
            let b = try #require(Digest256(bytes: second))
            #expect((a == b) == (first == second))
            #expect((a < b) == first.lexicographicallyPrecedes(second))
            #expect(a != b || a.hashValue == b.hashValue)
        }
    }

    @Test func `image ids go through their text`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<200 {
            let digest = try #require(Digest256(bytes: random.bytes(32)))
            let file = FileDigest(digest)
            #expect(ImageID.pixels(digest).text == "sha256:" + digest.hex)
            #expect(ImageID.file(file).text == "file:" + digest.hex)
            #expect(ImageID(text: ImageID.pixels(digest).text) == .pixels(digest))
            #expect(ImageID(text: ImageID.file(file).text) == .file(file))
            #expect(ImageID.pixels(digest) != ImageID.file(file))
        }
    }

    @Test func `text that is no image id is refused`() {
        let hex = String(repeating: "0", count: 64)
        let wrong = [
            "", ":", hex, ":" + hex, "sha256:", "sha256" + hex, "SHA256:" + hex, "md5:" + hex, "sha256:" + hex + "0",
            "sha256:" + hex.dropLast(), "sha256: " + hex.dropLast(), "sha256::" + hex, "file:sha256:" + hex, " file:" + hex,
            "file:" + hex + "\n", "sha256:" + hex.dropLast() + "A",
        ]
        for text in wrong { #expect(ImageID(text: text) == nil, "\(text)") }
    }

    @Test func `file digests are ordered by their bytes`() throws {
        var random = SeededGenerator(seed: 6)
        let digests = try (0..<100).map { _ in FileDigest(try #require(Digest256(bytes: random.bytes(32)))) }
        #expect(digests.sorted().map(\.digest.hex) == digests.map(\.digest.hex).sorted())
    }
}
