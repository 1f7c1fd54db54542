// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `A folder lists every name it has, in the order of the bytes` {
    private let scratch = Scratch()

    @Test func `200 odd names come back as they are, each once`() throws {
        #expect(OddNames.all.count >= 200)
        for (index, name) in OddNames.all.enumerated() { scratch.file(name, Array("\(index)".utf8)) }
        let folder = try Descriptor.folder(scratch.path)
        let entries = try folder.entries()
        #expect(entries.map(\.name) == OddNames.all.sorted { $0.lexicographicallyPrecedes($1) })
        #expect(entries.allSatisfy { $0.kind == .file })
        var reader = ContentReader()
        for (index, name) in OddNames.all.enumerated() {
            // Every one can be opened, and is the file that was made under that name.
            let original = try Original(name, in: folder)
            try reader.readHead(of: original)
            #expect(Array(reader.buffer[..<reader.count]) == Array("\(index)".utf8))
        }
    }

    @Test func `listing twice gives the same`() throws {
        scratch.file("a")
        scratch.file("b")
        let folder = try Descriptor.folder(scratch.path)
        let first = try folder.entries()
        #expect(first.count == 2)
        #expect(try folder.entries() == first)
        scratch.file("c")
        #expect(try folder.entries().count == 3)
    }

    @Test func `an empty folder has no entries`() throws {
        #expect(try Descriptor.folder(scratch.path).entries().isEmpty)
    }

    @Test func `a folder larger than any buffer is listed whole`() throws {
        var random = SeededGenerator(seed: 611)
        var names: Set<[UInt8]> = []
        while names.count < 3000 {
            let name = random.bytes(Int.random(in: 1...120, using: &random)).map { [0, 0x2F].contains($0) ? 0x61 : $0 }
            if LibraryPath.isName(name[...]) { names.insert(name) }
        }
        for name in names.sorted(by: { $0.reversed().lexicographicallyPrecedes($1.reversed()) }) { scratch.file(name) }
        let listed = try Descriptor.folder(scratch.path).entries().map(\.name)
        #expect(listed == names.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test func `kinds are told without opening anything`() throws {
        scratch.file("file")
        scratch.folder("folder")
        scratch.link("link", to: "folder")
        scratch.pipe("pipe")
        scratch.socket("socket")
        let entries = try Descriptor.folder(scratch.path).entries()
        for entry in entries { #expect(String(decoding: entry.name, as: UTF8.self) == entry.kind.rawValue) }
        #expect(entries.count == 5)
    }

    @Test func `what is no folder cannot be listed`() throws {
        scratch.file("file")
        let file = try Descriptor.folder(scratch.path).file(Array("file".utf8), flags: O_RDONLY)
        #expect(Descriptor.error { () throws(SystemError) in _ = try file.entries() }?.number == ENOTDIR)
    }
}
