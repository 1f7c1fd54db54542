// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `System paths are the kernel's bytes, taken apart without asking it` {
    private func path(_ text: String) throws -> SystemPath { try #require(SystemPath(bytes: Array(text.utf8))) }

    @Test func `what no system call takes is refused`() {
        #expect(SystemPath(bytes: []) == nil)
        #expect(SystemPath(bytes: [0]) == nil)
        #expect(SystemPath(bytes: Array("/a\0b".utf8)) == nil)
        #expect(SystemPath(bytes: [0xFF, 0x0A]) != nil)
        #expect(SystemPath(literal: "/a").isAbsolute && !SystemPath(literal: "a/b").isAbsolute)
    }

    @Test func `folder and name, slashes at the end or not`() throws {
        let table: [(path: String, folder: String?, name: String)] = [
            ("/", nil, ""), ("//", nil, ""), ("/a", "/", "a"), ("/a/", "/", "a"), ("/a/b", "/a", "b"), ("/a/b//", "/a", "b"),
            ("a", nil, "a"), ("a/", nil, "a"), ("a/b", "a", "b"), ("./a", ".", "a"), ("../a", "..", "a"), ("..", nil, ".."),
        ]
        for row in table {
            let path = try path(row.path)
            #expect(path.folder?.bytes == row.folder.map { Array($0.utf8) }, "\(row)")
            #expect(path.name == Array(row.name.utf8), "\(row)")
        }
    }

    @Test func `what lies behind a folder`() throws {
        let table: [(path: String, folder: String, rest: String?)] = [
            ("/a/b", "/a", "b"), ("/a/b", "/a/", "b"), ("/a/b/", "/a", "b"), ("/a", "/a", ""), ("/a/", "/a", ""),
            ("/ab", "/a", nil),
            ("/a", "/a/b", nil), ("/a/b/c", "/", "a/b/c"), ("/", "/", ""), ("/a//b", "/a", "b"), ("//a", "/", "a"),
            ("a/b", "a", "b"),
            ("a", "/a", nil), ("/a/b", "/a/c", nil),
        ]
        for row in table {
            #expect(try path(row.path).relative(to: path(row.folder)) == row.rest.map { Array($0.utf8) }, "\(row)")
        }
    }

    @Test func `taking apart and putting together are inverse`() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<2000 {
            let names = (0..<Int.random(in: 1...6, using: &random)).map { _ in random.name() }
            let path = names.reduce(SystemPath(literal: "/")) { $0.appending($1) }
            let folder = try #require(path.folder)
            #expect(path.isAbsolute)
            #expect(path.bytes == [UInt8(ascii: "/")] + names.joined(separator: [UInt8(ascii: "/")]))
            #expect(folder.appending(path.name) == path)
            #expect(path.relative(to: folder) == path.name)
            #expect(folder.relative(to: path) == nil)
            let ancestor = names.prefix(Int.random(in: 0..<names.count, using: &random)).reduce(SystemPath(literal: "/")) {
                $0.appending($1)
            }
            let rest = try #require(path.relative(to: ancestor))
            #expect(ancestor.appending(rest) == path)
            #expect(LibraryPath(bytes: rest) != nil)
        }
    }

    @Test func `appending nothing changes nothing, and no slash is doubled`() throws {
        #expect(try path("/a").appending([]) == path("/a"))
        #expect(try path("/a/").appending("b") == path("/a/b"))
        #expect(try path("/").appending("b/c") == path("/b/c"))
    }
}
