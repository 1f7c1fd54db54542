// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

@Suite struct `A scratch file has room, and no name` {
    private let scratch = Scratch()

    private func folder() throws -> ScratchFolder { ScratchFolder(try StateFolder(try Descriptor.folder(scratch.path))) }

    private var temporary: [[UInt8]] {
        get throws { try Descriptor.folder(scratch.at("tmp")).entries().map(\.name) }
    }

    @Test func `it has its bytes, zeros, and is nobody else's`() throws {
        let folder = try folder()
        for bytes in [1, 4096, 1_000_003] {
            let file = try folder.file(bytes: bytes)
            let status = try file.status()
            #expect(status.kind == .file && status.stamp.bytes == Int64(bytes) && status.links == 0)
            #expect(try file.readAll(limit: bytes) == [UInt8](repeating: 0, count: bytes))
            #expect(try temporary == [])
            #expect(fcntl(file.number, F_GETFD) & FD_CLOEXEC != 0)
        }
    }

    @Test func `the bytes are on the disk before they are written`() throws {
        let file = try folder().file(bytes: 3_000_000)
        var status = stat()
        // The status lives for the call.
        #expect(unsafe fstat(file.number, &status) == 0)
        #expect(Int(status.st_blocks) * 512 >= 3_000_000)
    }

    @Test func `where the file system has no files without names, one loses its name at once`() throws {
        let folder = try folder()
        let first = try folder.unlinked()
        let second = try folder.unlinked()
        let (status, other) = (try first.status(), try second.status())
        #expect(status.links == 0 && other.links == 0 && status.stamp.inode != other.stamp.inode)
        try first.write([1, 2, 3])
        #expect(try temporary == [])
    }

    @Test func `a name that a kill left behind is cleared away by the next run`() throws {
        let state = try StateFolder(try Descriptor.folder(scratch.path))
        scratch.file("tmp/sidecar-9223372036854775809", [1])
        try state.removeLeftovers()
        #expect(try temporary == [])
    }

    @Test func `more than the disk has is refused before anything is taken`() throws {
        let folder = try folder()
        var system = statvfs()
        let place = try Descriptor.folder(scratch.path)
        // The status lives for the call.
        #expect(unsafe fstatvfs(place.number, &system) == 0)
        let left = Int(system.f_bavail) * Int(system.f_frsize)
        for bytes in [left, left - (1 << 20), left + 1, 1 << 60, .max] {
            #expect(performing: { _ = try folder.file(bytes: bytes) }, throws: { ($0 as? SystemError)?.isFullDisk == true })
        }
        _ = try folder.file(bytes: 4096)
    }

    @Test func `the sandbox lets it be made, and nothing beside it`() async {
        // Landlock binds the process for good.
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            let scratch = Scratch(sharing: path)
            let state = try StateFolder(try Descriptor.folder(scratch.path))
            guard try KernelSandbox.enter(allowingWritesIn: [state.descriptor.number]) != .nothing else { exit(0) }
            let file = try ScratchFolder(state).file(bytes: 4096)
            if try file.status().stamp.bytes != 4096 { exit(3) }
            if (try? Descriptor.folder(SystemPath(literal: "/tmp")).file(Array("jozin-forbidden".utf8), flags: O_RDWR | O_CREAT))
                != nil
            {
                exit(4)
            }
        }
    }
}
