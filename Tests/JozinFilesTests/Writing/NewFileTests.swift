// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

@Suite struct `A file that the owner asked for takes nobody's place` {
    private let scratch = Scratch()
    private let name = Array("plan \u{E1}.sh".utf8)

    private func names() throws -> Set<[UInt8]> { Set(try Descriptor.folder(scratch.path).entries().map(\.name)) }

    @Test func `it has its name once it is whole, and the rights that were asked for`() throws {
        for (name, mode) in [("a.sh", 0o700), ("b.csv", 0o600)] as [(String, mode_t)] {
            let file = try NewFile(Array(name.utf8), in: scratch.path, mode: mode)
            try file.file.write([1, 2])
            #expect(try !names().contains(Array(name.utf8)))
            try file.file.write([3])
            try file.publish()
            #expect(scratch.read(name) == [1, 2, 3] && scratch.mode(of: name) == mode)
        }
        #expect(try names() == [Array("a.sh".utf8), Array("b.csv".utf8)], "no temporary file is left")
    }

    @Test func `one that is given up leaves nothing`() throws {
        do {
            let file = try NewFile(name, in: scratch.path, mode: 0o600)
            try file.file.write([1])
            #expect(try names().count == 1)
        }
        #expect(try names().isEmpty)
    }

    @Test func `what has the name stays, be it a file, a folder or a link to nowhere`() throws {
        scratch.file("taken", [9])
        scratch.folder("folder")
        scratch.link("link", to: "nowhere")
        let before = try names()
        for name in ["taken", "folder", "link"] {
            let file = try NewFile(Array(name.utf8), in: scratch.path, mode: 0o600)
            try file.file.write([1])
            #expect(refusal(file)?.number == EEXIST)
            #expect(try names() == before)
        }
        #expect(scratch.read("taken") == [9])
    }

    private func refusal(_ file: consuming NewFile) -> SystemError? {
        do throws(SystemError) {
            try file.publish()
            return nil
        } catch {
            return error
        }
    }

    @Test func `many at once have a temporary file each`() throws {
        let first = try NewFile(name, in: scratch.path, mode: 0o600)
        let second = try NewFile(name, in: scratch.path, mode: 0o600)
        try first.file.write([1])
        try second.file.write([2])
        try second.publish()
        #expect(scratch.read(String(decoding: name, as: UTF8.self)) == [2])
        #expect(refusal(first) == SystemError("openat", EEXIST))
        #expect(scratch.read(String(decoding: name, as: UTF8.self)) == [2])
    }

    @Test func `a folder that is not there makes none`() {
        #expect(throws: SystemError("openat", ENOENT)) {
            _ = try NewFile(name, in: scratch.at("missing"), mode: 0o600).file.number
        }
    }
}

@Suite struct `A path is made absolute as far as it exists` {
    @Test func `links and dots are gone, and what is not there yet follows`() throws {
        let scratch = Scratch()
        scratch.folder("real")
        scratch.link("link", to: "real")
        let root = try Environment.canonical(scratch.path)
        for (path, expected) in [("link/a/b", "real/a/b"), ("real/../real/x", "real/x"), ("real", "real"), ("a", "a")] {
            #expect(try Environment.canonicalAsFarAsItExists(scratch.at(path)) == root.appending(expected))
        }
    }
}
