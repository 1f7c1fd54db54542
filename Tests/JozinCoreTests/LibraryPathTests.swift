// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A path inside a library is bytes that can only lead inside` {
    private func path(_ text: String) -> LibraryPath? { LibraryPath(bytes: Array(text.utf8)) }

    @Test func `what leads out of the library, or nowhere, is refused`() {
        let wrong = [
            "/", "/a", "a/", "a//b", "//", ".", "..", "./a", "a/.", "a/./b", "../a", "a/..", "a/../b", "a/b/..", "a/../../b",
            "\0", "a\0", "a/\0/b", "a\0/../b",
        ]
        for text in wrong { #expect(path(text) == nil, "\(text)") }
    }

    @Test func `names that only look odd are kept`() {
        for text in [
            "...", "..a", "a..", ".a", "a/...", "-rf", "a b ", " ", "\n", "\u{1B}[31m", "~", "\\", "%2e%2e", "a:b", "\u{202E}gpj",
        ] {
            #expect(path(text)?.bytes == Array(text.utf8), "\(text)")
        }
        for byte in UInt8(1)...255 where byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".") {
            #expect(LibraryPath(bytes: [byte])?.bytes == [byte])
        }
    }

    @Test func `random bytes are accepted exactly where every component is a name`() {
        var random = SeededGenerator(seed: 31)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ -> UInt8 in
                [0x2E, 0x2E, 0x2F, 0x61, 0x00, 0xFF].randomElement(using: &random) ?? 0x61
            }
            let components = bytes.split(separator: 0x2F, omittingEmptySubsequences: false).map(Array.init)
            let isPath = components.allSatisfy { name in
                !name.isEmpty && name != [0x2E] && name != [0x2E, 0x2E] && !name.contains(0)
            }
            #expect((LibraryPath(bytes: bytes) != nil) == isPath, "\(bytes)")
        }
    }

    @Test func `folder, name, components and appending belong together`() throws {
        var random = SeededGenerator(seed: 32)
        for _ in 0..<2000 {
            let names = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.name() }
            let path = names.reduce(LibraryPath.root) { $0.appending($1) }
            #expect(path.components == names)
            #expect(path.bytes == Array(names.joined(separator: [UInt8(ascii: "/")])))
            #expect(LibraryPath(bytes: path.bytes) == path)
            #expect(path.name == names.last)
            #expect(path.folder == names.dropLast().reduce(LibraryPath.root) { $0.appending($1) })
            #expect(path.folder.appending(path.name) == path)
        }
        #expect(LibraryPath.root.bytes.isEmpty && LibraryPath.root.name.isEmpty && LibraryPath.root.components.isEmpty)
        #expect(LibraryPath.root.folder == .root)
        #expect(LibraryPath(bytes: []) == .root)
    }

    @Test func `a path is inside exactly its own beginnings`() {
        var random = SeededGenerator(seed: 33)
        var inside = 0
        for _ in 0..<20_000 {
            let names = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Array("ab".utf8.prefix(Int.random(in: 1...2, using: &random)))
            }
            let others = (0..<Int.random(in: 0...3, using: &random)).map { _ in
                Array("ab".utf8.prefix(Int.random(in: 1...2, using: &random)))
            }
            let path = names.reduce(LibraryPath.root) { $0.appending($1) }
            let folder = others.reduce(LibraryPath.root) { $0.appending($1) }
            #expect(path.isInside(folder) == names.starts(with: others))
            if names.starts(with: others) { inside += 1 }
        }
        #expect(inside > 1000)
    }

    @Test func `the order is that of the bytes, not of any language`() throws {
        var random = SeededGenerator(seed: 34)
        for _ in 0..<5000 {
            let a = LibraryPath.root.appending(random.name())
            let b = LibraryPath.root.appending(random.name())
            #expect((a < b) == a.bytes.lexicographicallyPrecedes(b.bytes))
            #expect((a == b) == (a.bytes == b.bytes))
        }
        let sorted = ["A", "B", "a", "e\u{301}", "z", "é"].compactMap(path)
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test func `NFC and NFD twins, case twins and undecodable names are all different`() {
        let names: [[UInt8]] = [
            Array("caf\u{E9}.jpg".utf8), Array("cafe\u{301}.jpg".utf8), Array("CAF\u{C9}.jpg".utf8), [0x78, 0xFF], [0x78, 0xFE],
            Array("x\u{FFFD}".utf8), Array("x".utf8), Array("x ".utf8),
        ]
        #expect(Set(names.compactMap(LibraryPath.init(bytes:))).count == names.count)
    }

    @Test func `appending anything but one name is a bug that stops at once`() async {
        await #expect(processExitsWith: .failure) { _ = LibraryPath.root.appending(Array("..".utf8)) }
        await #expect(processExitsWith: .failure) { _ = LibraryPath.root.appending(Array("a/b".utf8)) }
        await #expect(processExitsWith: .failure) { _ = LibraryPath.root.appending([]) }
    }
}
