// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `A file of Jožin's appears whole or not at all` {
    private let scratch = Scratch()
    private let name = Array("file.json".utf8)

    private func state() throws -> StateFolder { try StateFolder(try Descriptor.folder(scratch.path)) }

    @Test func `what was written is read back, and replaced by what is written next`() throws {
        var random = SeededGenerator(seed: 651)
        let state = try state()
        #expect(try state.read(name, in: state.descriptor) == nil)
        for size in [0, 1, 4096, 100_000, 3] {
            let bytes = random.bytes(size)
            try state.write(bytes, to: name, in: state.descriptor)
            #expect(try state.read(name, in: state.descriptor) == bytes)
            #expect(scratch.read("file.json") == bytes)
        }
        #expect(scratch.mode(of: "file.json") == 0o600 && scratch.mode(of: "tmp") == 0o700)
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
    }

    @Test func `the old file is another one: whoever has it open reads on`() throws {
        let state = try state()
        try state.write([1], to: name, in: state.descriptor)
        let old = try state.descriptor.file(name, flags: O_RDONLY)
        let inode = try old.status().stamp.inode
        try state.write([2, 2], to: name, in: state.descriptor)
        #expect(try old.readAll(limit: 10) == [1])
        #expect(try state.descriptor.status(of: name).stamp.inode != inode)
    }

    @Test func `what a killed run left is overwritten, or removed`() throws {
        scratch.folder("tmp")
        scratch.file("tmp/file", [9, 9, 9, 9])
        scratch.file("tmp/sidecar-0", [9])
        scratch.file("tmp/sidecar-417", [9])
        let state = try state()
        try state.write([1], to: name, in: state.descriptor)
        #expect(scratch.read("file.json") == [1])
        try state.removeLeftovers()
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
        scratch.file("tmp/sidecar-1", [9])
        try state.removeLeftovers()
        #expect(!scratch.exists("tmp/sidecar-1"))
    }

    @Test func `what Jožin did not make is not removed`() throws {
        scratch.folder("tmp")
        let others = ["holiday.jpg", "file.jpg", "sidecar-", "sidecar-1a", "sidecar-1.json", "Sidecar-1", "files", ".file"]
        for other in others { scratch.file("tmp/\(other)", [1]) }
        scratch.folder("tmp/sidecar-5")
        scratch.file("tmp/sidecar-5/a.jpg", [1])
        try state().removeLeftovers()
        for other in others { #expect(scratch.read("tmp/\(other)") == [1], "\(other)") }
        #expect(scratch.read("tmp/sidecar-5/a.jpg") == [1])
    }

    @Test func `a second name of an original in tmp does the original no harm`() throws {
        scratch.file("original.jpg", [1, 2, 3])
        scratch.folder("tmp")
        scratch.hardLink("tmp/file", to: "original.jpg")
        let state = try state()
        try state.write([7], to: name, in: state.descriptor)
        #expect(scratch.read("original.jpg") == [1, 2, 3] && scratch.read("file.json") == [7])
    }

    @Test func `links and pipes in the way are not written through`() throws {
        scratch.file("original.jpg", [1, 2, 3])
        scratch.folder("tmp")
        scratch.link("tmp/file", to: "../original.jpg")
        scratch.link("file.json", to: "original.jpg")
        var state = try state()
        try state.write([7], to: name, in: state.descriptor)
        #expect(scratch.read("original.jpg") == [1, 2, 3] && scratch.read("file.json") == [7])
        scratch.pipe("tmp/file")
        state = try self.state()
        try state.write([8], to: name, in: state.descriptor)
        #expect(scratch.read("file.json") == [8])
    }

    @Test func `a file that cannot take its place leaves what was there`() throws {
        scratch.folder("file.json")
        scratch.file("file.json/a", [1])
        let state = try state()
        #expect(Descriptor.error { () throws(SystemError) in try state.write([7], to: name, in: state.descriptor) } != nil)
        #expect(scratch.read("file.json/a") == [1])
        #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
    }

    @Test func `a pipe in a file's place does not make the reader wait`() throws {
        scratch.pipe("file.json")
        let state = try state()
        #expect(try state.read(name, in: state.descriptor) == [])
        scratch.link("link.json", to: "file.json")
        #expect(
            Descriptor.error { () throws(SystemError) in _ = try state.read(Array("link.json".utf8), in: state.descriptor) }?
                .number == ELOOP)
    }

    @Test func `a full disk leaves the old file and no rest, and room makes it work again`() async {
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            guard Surroundings.takeOwnMounts(), Surroundings.mountDisk(on: scratch.path, bytes: 65_536) else {
                return scratch.file("not-run")
            }
            let name = Array("file.json".utf8)
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            let old = [UInt8](repeating: 1, count: 10_000)
            try state.write(old, to: name, in: state.descriptor)
            for size in stride(from: 70_000, through: 200_000, by: 10_000) {
                let error = Descriptor.error { () throws(SystemError) in
                    try state.write([UInt8](repeating: 2, count: size), to: name, in: state.descriptor)
                }
                #expect(error?.isFullDisk == true)
                #expect(error?.problem().sentence == "the disk is full")
                #expect(scratch.read("file.json") == old)
                #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
            }
            try state.write([3], to: name, in: state.descriptor)
            #expect(scratch.read("file.json") == [3])
        }
        if scratch.exists("not-run") { Surroundings.notRun("a full disk leaves the old file", "mounting is not possible") }
    }

    @Test func `killed in the middle of writing, the file is the old or the new one`() async throws {
        let sizes = [10, 5000, 200_000]
        for round in 0..<12 {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = scratch.text as String, round = round as Int, sizes = sizes as [Int]] in
                let name = Array("file.json".utf8)
                let state = try StateFolder(try Descriptor.folder(Scratch(sharing: path).path))
                try state.write([UInt8](repeating: UInt8(round), count: sizes[round % 3]), to: name, in: state.descriptor)
                // A thread of its own kills while this one writes on; when it does is of no matter.
                let killer = Task.detached { kill(getpid(), SIGKILL) }
                for _ in 0..<100_000 where !Task.isCancelled {
                    try state.write(
                        [UInt8](repeating: UInt8(round + 100), count: sizes[(round + 1) % 3]), to: name, in: state.descriptor)
                }
                _ = await killer.value
            }
            let found = try #require(scratch.read("file.json"))
            let old = [UInt8](repeating: UInt8(round), count: sizes[round % 3])
            let new = [UInt8](repeating: UInt8(round + 100), count: sizes[(round + 1) % 3])
            #expect(found == old || found == new)
            try state().removeLeftovers()
            #expect(try Descriptor.folder(scratch.at("tmp")).entries().isEmpty)
        }
    }
}
