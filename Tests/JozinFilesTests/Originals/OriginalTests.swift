// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestSupport
import Testing

@Suite struct `An original is opened for reading and nothing else` {
    private let scratch = Scratch()

    private func open(_ name: String) throws -> Original {
        try Original(Array(name.utf8), in: try Descriptor.folder(scratch.path))
    }

    private func refusal(_ name: String) throws -> SystemError? {
        let folder = try Descriptor.folder(scratch.path)
        return Descriptor.error { () throws(SystemError) in _ = try Original(Array(name.utf8), in: folder) }
    }

    @Test func `a regular file is opened, with its status of that moment`() throws {
        scratch.file("a.jpg", [1, 2, 3])
        let original = try open("a.jpg")
        #expect(original.status.kind == .file && original.status.stamp.bytes == 3)
        #expect(fcntl(original.descriptor.number, F_GETFL) & O_ACCMODE == O_RDONLY)
        #expect(fcntl(original.descriptor.number, F_GETFD) & FD_CLOEXEC != 0)
        #expect(try original.isUnchanged())
    }

    @Test func `writing to it fails in the kernel`() throws {
        scratch.file("a.jpg", [1, 2, 3])
        let original = try open("a.jpg")
        #expect(Descriptor.error { () throws(SystemError) in try original.descriptor.write([9]) }?.number == EBADF)
        #expect(ftruncate(original.descriptor.number, 0) == -1 && errno == EINVAL)
        #expect(scratch.read("a.jpg") == [1, 2, 3])
    }

    @Test func `links, folders and what is not there are refused`() throws {
        scratch.file("a.jpg")
        scratch.link("link.jpg", to: "a.jpg")
        scratch.link("dangling.jpg", to: "b.jpg")
        scratch.folder("folder.jpg")
        #expect(try refusal("link.jpg")?.number == ELOOP)
        #expect(try refusal("dangling.jpg")?.number == ELOOP)
        #expect(try refusal("folder.jpg") != nil)
        #expect(try refusal("nothing.jpg")?.number == ENOENT)
    }

    @Test func `pipes, sockets and devices are refused without waiting`() throws {
        scratch.pipe("pipe.jpg")
        scratch.socket("socket.jpg")
        #expect(try refusal("pipe.jpg") != nil)
        #expect(try refusal("socket.jpg") != nil)
        if scratch.device("device.jpg") {
            #expect(try refusal("device.jpg") != nil)
        } else {
            Surroundings.notRun("devices are refused", "making a device needs root")
        }
    }

    @Test func `any change after opening is noticed`() throws {
        let changes: [(String, (Scratch) -> Void)] = [
            ("appended to", { $0.append([4], to: "a.jpg") }),
            ("truncated", { $0.file("a.jpg") }),
            ("rewritten with as many bytes", { $0.file("a.jpg", [7, 8, 9]) }),
            (
                "replaced",
                { scratch in
                    scratch.file("new", [1, 2, 3])
                    scratch.move("new", to: "a.jpg")
                }
            ),
            ("removed", { $0.remove("a.jpg") }),
            (
                "rewritten with its times put back",
                { scratch in
                    _ = Shell.run("cd \(scratch.text) && touch -r a.jpg ref && printf xyz > a.jpg && touch -r ref a.jpg")
                }
            ),
        ]
        for (change, make) in changes {
            let scratch = Scratch()
            scratch.file("a.jpg", [1, 2, 3])
            // A clock tick of the file system passes, so that a change has another time.
            _ = Shell.run("touch -d '2020-01-01' \(scratch.text)/a.jpg; sleep 0.02")
            let original = try Original(Array("a.jpg".utf8), in: try Descriptor.folder(scratch.path))
            #expect(try original.isUnchanged())
            make(scratch)
            #expect(try !original.isUnchanged(), "\(change)")
        }
    }

    @Test func `reading leaves no trace, not even the time of access`() throws {
        var random = SeededGenerator(seed: 631)
        scratch.file("a.jpg", random.bytes(100_000))
        #expect(Shell.run("touch -a -d '2001-02-03' \(scratch.text)/a.jpg") == 0)
        let before = try #require(scratch.status("a.jpg"))
        var reader = ContentReader()
        let original = try open("a.jpg")
        try reader.readHead(of: original)
        _ = try reader.readRest(of: original, keeping: 1000)
        let after = try #require(scratch.status("a.jpg"))
        #expect(before.st_atim.tv_sec == after.st_atim.tv_sec && before.st_atim.tv_nsec == after.st_atim.tv_nsec)
        #expect(before.st_ctim.tv_sec == after.st_ctim.tv_sec && before.st_ctim.tv_nsec == after.st_ctim.tv_nsec)
    }

    @Test func `another user's file is opened too, and one without rights is refused in words`() async {
        guard Surroundings.isRoot else {
            return Surroundings.notRun("another user's file is opened too", "becoming another user needs root")
        }
        scratch.file("a.jpg", [1, 2, 3])
        scratch.file("secret.jpg", [1])
        scratch.mode("secret.jpg", 0o600)
        await #expect(processExitsWith: .success) { [path = scratch.text as String] in
            #expect(Surroundings.becomeNobody())
            let folder = try Descriptor.folder(Scratch(sharing: path).path)
            // O_NOATIME is refused with EPERM here, and left out.
            let original = try Original(Array("a.jpg".utf8), in: folder)
            var reader = ContentReader()
            try reader.readHead(of: original)
            #expect(reader.count == 3)
            let refusal = Descriptor.error { () throws(SystemError) in _ = try Original(Array("secret.jpg".utf8), in: folder) }
            #expect(refusal?.number == EACCES)
        }
    }
}
