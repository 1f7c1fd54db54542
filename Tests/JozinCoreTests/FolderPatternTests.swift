// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A folder's name means that folder, a glob any that fits` {
    private func holds(_ folder: String, _ path: String) throws -> Bool {
        let pattern = try #require(FolderPattern(Array(folder.utf8)))
        return pattern.holds(try #require(LibraryPath(bytes: Array(path.utf8))))
    }

    @Test func `a name is one folder of the library, at its root`() throws {
        #expect(try holds("Albums", "Albums/1.jpg") && holds("Albums", "Albums/2019/sea/1.jpg"))
        #expect(try !holds("Albums", "Albums") && !holds("Albums", "old/Albums/1.jpg") && !holds("Albums", "Albums 2/1.jpg"))
        #expect(try holds("2019/sea", "2019/sea/1.jpg") && !holds("2019/sea", "2019/1.jpg") && !holds("sea", "2019/sea/1.jpg"))
    }

    @Test func `slashes at the end and a dot before it are no part of the name`() throws {
        for name in ["Albums/", "Albums//", "./Albums", "././/Albums/"] { #expect(try holds(name, "Albums/1.jpg"), "\(name)") }
    }

    @Test func `a dot is the whole library`() throws {
        for name in [".", "./", "./."] { #expect(try holds(name, "1.jpg") && holds(name, "a/b/1.jpg"), "\(name)") }
    }

    @Test func `a glob without a slash fits folders at any depth, one with a slash whole paths`() throws {
        #expect(try holds("20*", "2019/1.jpg") && holds("20*", "old/2018/sea/1.jpg") && !holds("20*", "old/1.jpg"))
        #expect(try !holds("20*", "2019.jpg"), "a file's own name is no folder's")
        #expect(try holds("20??/sea", "2019/sea/1.jpg") && !holds("20??/sea", "x/2019/sea/1.jpg"))
        #expect(try holds("**/sea", "2019/a/sea/b/1.jpg") && holds("**/sea", "sea/1.jpg"))
        #expect(try holds("*", "a/1.jpg") && !holds("*", "1.jpg"))
    }

    @Test func `a folder with a glob's signs in its name is meant by that name too`() throws {
        #expect(try holds("trip [2]", "trip [2]/1.jpg") && holds("trip [2]", "trip 2/1.jpg") && holds("what?", "what?/1.jpg"))
    }

    @Test func `names need not be UTF-8`() throws {
        let folder: [UInt8] = [0xFF, 0xC3]
        let path = try #require(LibraryPath(bytes: folder + Array("/1.jpg".utf8)))
        #expect(
            try #require(FolderPattern(folder)).holds(path) && #require(FolderPattern([0xFF, UInt8(ascii: "*")])).holds(path))
        #expect(try !#require(FolderPattern([0xFE, UInt8(ascii: "*")])).holds(path))
    }

    @Test func `what is no folder of the library is refused`() {
        for name in ["", "/", "/home/photos", "..", "../photos", "a/../b", "a//b", "a/./b"] {
            #expect(FolderPattern(Array(name.utf8)) == nil, "\(name)")
        }
    }

    @Test func `a name holds what lies inside it, whatever the bytes`() {
        var random = SeededGenerator(seed: 88)
        for _ in 0..<5_000 {
            let folder = (0..<Int.random(in: 1...3, using: &random)).reduce(LibraryPath.root) { path, _ in
                path.appending(random.name().filter { ![0x2A, 0x3F, 0x5B].contains($0) } + [0x61])
            }
            let path = (0..<Int.random(in: 1...4, using: &random)).reduce(
                Bool.random(using: &random) ? folder : LibraryPath.root
            ) { path, _ in path.appending(random.name()) }
            #expect(FolderPattern(folder.bytes)?.holds(path) == path.folder.isInside(folder))
        }
    }
}
