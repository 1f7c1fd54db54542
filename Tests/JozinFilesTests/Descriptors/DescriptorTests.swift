// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `Descriptors open what was named and nothing behind it` {
    private let scratch = Scratch()

    private func root() throws -> Descriptor { try Descriptor.folder(scratch.path) }
    private func name(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `no descriptor goes to a program that is started`() throws {
        scratch.file("a", [1])
        let root = try root()
        let made = try root.folder(making: name("made"))
        let file = try root.file(name("a"), flags: O_RDONLY)
        let copy = try file.duplicate()
        let again = try root.reopened()
        for number in [root.number, made.number, file.number, copy.number, again.number] {
            #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
        }
    }

    @Test func `a link is not followed, wherever it leads`() throws {
        scratch.folder("folder")
        scratch.file("file", [1])
        scratch.link("to-file", to: "file")
        scratch.link("to-folder", to: "folder")
        scratch.link("to-nothing", to: "nothing")
        scratch.link("to-itself", to: "to-itself")
        scratch.link("out", to: "/etc/passwd")
        let root = try root()
        for link in ["to-file", "to-folder", "to-nothing", "to-itself", "out"] {
            #expect(
                Descriptor.error { () throws(SystemError) in _ = try root.file(name(link), flags: O_RDONLY) }?.number == ELOOP)
            #expect(Descriptor.error { () throws(SystemError) in _ = try root.folder(name(link)) }?.number == ENOTDIR)
            #expect(Descriptor.error { () throws(SystemError) in _ = try root.folder(making: name(link)) }?.number == ENOTDIR)
            #expect(try root.status(of: name(link)).kind == .link)
        }
        #expect(!scratch.exists("nothing"))
    }

    @Test func `the folder that the owner names may be a link`() throws {
        scratch.folder("folder")
        scratch.file("folder/a")
        scratch.link("link", to: "folder")
        #expect(try Descriptor.folder(scratch.at("link")).entries().map(\.name) == [name("a")])
    }

    @Test func `what is not there, or is no folder, is an absence`() throws {
        scratch.file("file")
        let root = try root()
        #expect(Descriptor.error { () throws(SystemError) in _ = try root.file(name("b"), flags: O_RDONLY) }?.isAbsence == true)
        #expect(Descriptor.error { () throws(SystemError) in _ = try root.folder(name("b")) }?.isAbsence == true)
        #expect(Descriptor.error { () throws(SystemError) in _ = try root.folder(name("file")) }?.isAbsence == true)
        #expect(Descriptor.error { () throws(SystemError) in _ = try root.status(of: name("b")) }?.isAbsence == true)
        #expect(Descriptor.error { () throws(SystemError) in _ = try Descriptor.folder(scratch.at("file/x")) }?.isAbsence == true)
    }

    @Test func `status tells every kind, size, time and hard-link twin`() throws {
        scratch.folder("folder")
        scratch.file("file", [1, 2, 3])
        scratch.hardLink("twin", to: "file")
        scratch.link("link", to: "file")
        scratch.pipe("pipe")
        scratch.socket("socket")
        let root = try root()
        let kinds = ["folder", "file", "link", "pipe", "socket"]
        for kind in kinds { #expect(try root.status(of: name(kind)).kind.rawValue == kind) }
        let file = try root.status(of: name("file"))
        let expected = try #require(scratch.status("file"))
        #expect(file.stamp.bytes == 3 && file.links == 2)
        #expect(file.stamp.inode == expected.st_ino && file.device == expected.st_dev)
        #expect(file.stamp.modified == Int64(expected.st_mtim.tv_sec) * 1_000_000_000 + Int64(expected.st_mtim.tv_nsec))
        #expect(file.stamp.changed == Int64(expected.st_ctim.tv_sec) * 1_000_000_000 + Int64(expected.st_ctim.tv_nsec))
        #expect(try root.status(of: name("twin")) == file)
        #expect(try root.file(name("file"), flags: O_RDONLY).status() == file)
        if scratch.device("device") { #expect(try root.status(of: name("device")).kind == .device) }
    }

    @Test func `times before 1970 and far ahead are kept`() throws {
        scratch.file("old")
        scratch.file("new")
        #expect(
            Shell.run("touch -d '1960-02-03 04:05:06.7 UTC' \(scratch.text)/old && touch -d '2400-01-01 UTC' \(scratch.text)/new")
                == 0)
        let root = try root()
        #expect(try root.status(of: name("old")).stamp.modified == -312_753_293_300_000_000)
        // Nanoseconds end in the year 2262; what is behind it stays at the end.
        #expect(try root.status(of: name("new")).stamp.modified == .max)
    }

    @Test func `Jožin's folders and files are for their owner alone`() throws {
        let root = try root()
        _ = try root.folder(making: name("made"))
        _ = try root.file(name("file"), flags: O_WRONLY | O_CREAT)
        #expect(scratch.mode(of: "made") == 0o700)
        #expect(scratch.mode(of: "file") == 0o600)
        scratch.mode("made", 0o755)
        _ = try root.folder(making: name("made"))
        #expect(scratch.mode(of: "made") == 0o755)
    }

    @Test func `bytes go out and come back, piece by piece`() throws {
        var random = SeededGenerator(seed: 601)
        let content = random.bytes(300_000)
        let root = try root()
        let file = try root.file(name("a"), flags: O_RDWR | O_CREAT)
        try file.write(content)
        try file.write([])
        #expect(scratch.read("a") == content)
        let reader = try root.file(name("a"), flags: O_RDONLY)
        var buffer = [UInt8](repeating: 0xEE, count: 100)
        #expect(try reader.read(into: &buffer, from: 10, upTo: 20) == 10)
        #expect(Array(buffer[10..<20]) == Array(content[..<10]))
        #expect(buffer[..<10].allSatisfy { $0 == 0xEE } && buffer[20...].allSatisfy { $0 == 0xEE })
        #expect(try reader.read(into: &buffer, from: 95) == 5)
        #expect(Array(buffer[95...]) == Array(content[10..<15]))
        #expect(try root.file(name("a"), flags: O_RDONLY).readAll(limit: 300_000) == content)
        #expect(
            Descriptor.error { () throws(SystemError) in _ = try root.file(name("a"), flags: O_RDONLY).readAll(limit: 299_999) }?
                .number == EFBIG)
    }

    @Test func `small files are read whole at every size`() throws {
        var random = SeededGenerator(seed: 602)
        let root = try root()
        for size in [0, 1, 4095, 4096, 4097, 8191, 8192, 8193, 65_536] {
            let content = random.bytes(size)
            scratch.file("a", content)
            #expect(try root.file(name("a"), flags: O_RDONLY).readAll(limit: size) == content)
        }
    }

    @Test func `a descriptor is closed with its owner, and open when given away`() throws {
        var ends: [Int32] = [0, 0]
        // pipe(2) writes two numbers into the array of two.
        try #require(unsafe ends.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.map { unsafe pipe($0) } } == 0)
        let reading = Descriptor(owning: ends[0])
        let kept = Descriptor(owning: ends[1]).release()
        var buffer: [UInt8] = [0]
        try Descriptor(owning: kept).write([7])
        #expect(try reading.read(into: &buffer, from: 0) == 1 && buffer == [7])
        // The writing end went with its owner: the pipe has ended.
        #expect(try reading.read(into: &buffer, from: 0) == 0)
    }

    @Test func `renaming replaces, across folders too`() throws {
        scratch.file("a", [1])
        scratch.folder("folder")
        scratch.file("folder/b", [2])
        let root = try root()
        try root.rename(name("a"), to: name("b"), in: try root.folder(name("folder")))
        #expect(scratch.read("folder/b") == [1] && !scratch.exists("a"))
        #expect(
            Descriptor.error { () throws(SystemError) in try root.rename(name("a"), to: name("c"), in: root) }?.number == ENOENT)
        try root.synchronise()
        try root.synchroniseFileSystem()
    }
}
