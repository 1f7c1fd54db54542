// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import Testing

/// Every way to change what is outside the allowed folder `own`, tried by plain system calls.
struct WriteAttempts: Sendable {
    let scratch: Scratch
    /// Where a socket listens that was made before the sandbox and stays open.
    private let address: sockaddr_in

    init(_ scratch: Scratch) {
        self.scratch = scratch
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // The address is of the size that is passed, and lives for the calls.
        _ = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        self.address = address
    }

    /// Enters, allowing `own` alone; leaves a note where the kernel has no Landlock.
    func enterSandbox() throws -> Bool {
        // Before it, the connection works: what is refused later is the sandbox's doing.
        #expect(connects() == 0)
        let own = try Descriptor.folder(scratch.at("own"))
        let enforcement = try KernelSandbox.enter(allowingWritesIn: [own.number])
        if enforcement == .nothing { scratch.file("not-run") }
        if enforcement == .writes { print("not run: TCP in the sandbox: this kernel's Landlock does not know it") }
        return enforcement != .nothing
    }

    /// Whether a call was refused by the kernel, and not for any other reason.
    static func fails(_ result: Int32) -> Bool {
        let number = errno
        if result >= 0 { return false }
        return [EACCES, EPERM, EXDEV].contains(number)
    }

    private func connects() -> Int32 {
        let client = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(client) }
        var address = address
        // As in init.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(client, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private func text(_ relative: String) -> [CChar] { Scratch.text(scratch.at(relative)) }

    func expectRefusals() {
        for (kind, refused) in refusals() { #expect(refused, "\(kind) was not refused") }
    }

    /// Each attempt and whether the kernel refused it. Paths are C strings that live for their call.
    private func refusals() -> [(String, Bool)] {
        let photo = text("photos/a.jpg")
        let reading = unsafe open(photo, O_RDONLY)
        defer { close(reading) }
        let again = Array("/proc/self/fd/\(reading)".utf8CString)
        return [
            ("open for writing", Self.fails(unsafe open(photo, O_WRONLY))),
            ("open for both", Self.fails(unsafe open(photo, O_RDWR))),
            ("append", Self.fails(unsafe open(photo, O_WRONLY | O_APPEND))),
            ("truncate on opening", Self.fails(unsafe open(photo, O_WRONLY | O_TRUNC))),
            ("truncate", Self.fails(unsafe truncate(photo, 0))),
            ("create", Self.fails(unsafe open(text("photos/new"), O_WRONLY | O_CREAT, 0o644))),
            ("unlink", Self.fails(unsafe unlink(photo))),
            ("rename", Self.fails(unsafe rename(photo, text("photos/z.jpg")))),
            ("rename over another", Self.fails(unsafe rename(photo, text("photos/b.jpg")))),
            ("rename into the own folder", Self.fails(unsafe rename(photo, text("own/stolen.jpg")))),
            ("rename out of the own folder", Self.fails(unsafe rename(text("own/old"), photo))),
            ("link", Self.fails(unsafe link(photo, text("photos/twin.jpg")))),
            ("link into the own folder", Self.fails(unsafe link(photo, text("own/twin.jpg")))),
            ("symlink", Self.fails(unsafe symlink("a.jpg", text("photos/link.jpg")))),
            ("mkdir", Self.fails(unsafe mkdir(text("photos/made"), 0o755))),
            ("rmdir", Self.fails(unsafe rmdir(text("photos/empty")))),
            ("mkfifo", Self.fails(unsafe mkfifo(text("photos/pipe"), 0o644))),
            ("mknod of a socket", Self.fails(unsafe mknod(text("photos/socket"), S_IFSOCK | 0o644, 0))),
            ("reopen for writing", Self.fails(unsafe open(again, O_WRONLY))),
            ("TCP connect", Self.fails(connects())),
        ]
    }

    /// Inside the allowed folder everything that Jožin does still works, and reading works everywhere.
    func expectOwnFolderWorks() throws {
        let state = try StateFolder(try Descriptor.folder(scratch.at("own")))
        try state.write([1, 2], to: Array("file.json".utf8), in: state.descriptor)
        #expect(try state.read(Array("file.json".utf8), in: state.descriptor) == [1, 2])
        var store = try SidecarStore(state)
        let path = LibraryPath.root.appending([0x66]).appending([0x61])
        try store.stage([3], for: path, in: state)
        try store.commit(in: state)
        #expect(try store.read(path, in: state) == [3])
        let original = try Original(Array("a.jpg".utf8), in: try Descriptor.folder(scratch.at("photos")))
        #expect(original.status.stamp.bytes == 3)
    }
}
