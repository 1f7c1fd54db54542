// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles

/// What a test needs of the machine. Where it is not there the test says so and is not run.
enum Surroundings {
    static var isRoot: Bool { geteuid() == 0 }

    static func notRun(_ test: String, _ reason: String) { print("not run: \(test): \(reason)") }

    /// Makes this process a user without any rights, for good; only root can.
    static func becomeNobody() -> Bool {
        setgroups(0, nil) == 0 && setgid(65_534) == 0 && setuid(65_534) == 0 && geteuid() == 65_534
    }

    /// Whether the calling thread gave up gaining rights, as entering the sandbox does, or one that started it did.
    static var descendsFromSandbox: Bool {
        guard let folder = try? Descriptor.folder(SystemPath(literal: "/proc/thread-self")),
            let status = try? folder.file(Array("status".utf8), flags: O_RDONLY).readAll(limit: 65_536)
        else { return false }
        return String(decoding: status, as: UTF8.self).contains("NoNewPrivs:\t1")
    }

    /// Gives the calling thread mounts of its own, gone with it; nothing of the machine's is touched.
    static func takeOwnMounts() -> Bool {
        typealias Unshare = @convention(c) (Int32) -> Int32
        // unshare(2) is in the C library and not in Swift's module of it; its C type is the one above.
        guard let symbol = unsafe dlsym(nil, "unshare") else { return false }
        let unshare = unsafe unsafeBitCast(symbol, to: Unshare.self)
        let newMounts: Int32 = 0x20000  // CLONE_NEWNS of sched.h
        guard unshare(newMounts) == 0 else { return false }
        return mount("none", on: "/", "", UInt(MS_REC) | UInt(MS_PRIVATE), "")
    }

    /// mount(2).
    static func mount(_ source: String, on target: String, _ kind: String, _ flags: UInt, _ options: String) -> Bool {
        // The options are read during the call.
        let data = Array(options.utf8CString)
        return unsafe data.withUnsafeBytes { unsafe Glibc.mount(source, target, kind, flags, $0.baseAddress) } == 0
    }

    /// A small disk of its own at `folder`.
    static func mountDisk(on folder: SystemPath, bytes: Int) -> Bool {
        mount("none", on: String(decoding: folder.bytes, as: UTF8.self), "tmpfs", 0, "size=\(bytes)")
    }

    /// `folder` as a disk that cannot be written to.
    static func makeReadOnly(_ folder: SystemPath) -> Bool {
        let path = String(decoding: folder.bytes, as: UTF8.self)
        let bind = UInt(MS_BIND)
        return mount(path, on: path, "", bind, "")
            && mount("none", on: path, "", bind | UInt(MS_REMOUNT) | UInt(MS_RDONLY), "")
    }
}

extension Descriptor {
    /// Calls `body` and gives the error it ends with; nil where it does not.
    static func error(_ body: () throws(SystemError) -> Void) -> SystemError? {
        do throws(SystemError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
