// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// What a system call changes or opens, by the place of its arguments (section 2 of the manual).
extension SystemCall {
    /// Where a call has a path: behind a descriptor of a folder or not.
    private enum Place {
        case path(Int)
        case pathAt(Int, Int)
        case descriptor(Int)
    }

    /// Calls that change a file or a name whatever their flags say.
    private static let changes: [String: [Place]] = [
        "creat": [.path(0)], "truncate": [.path(0)], "ftruncate": [.descriptor(0)], "fallocate": [.descriptor(0)],
        "rename": [.path(0), .path(1)], "renameat": [.pathAt(0, 1), .pathAt(2, 3)], "renameat2": [.pathAt(0, 1), .pathAt(2, 3)],
        "link": [.path(0), .path(1)], "linkat": [.pathAt(0, 1), .pathAt(2, 3)], "symlink": [.path(1)],
        "symlinkat": [.pathAt(1, 2)], "unlink": [.path(0)], "unlinkat": [.pathAt(0, 1)], "rmdir": [.path(0)], "mkdir": [.path(0)],
        "mkdirat": [.pathAt(0, 1)], "mknod": [.path(0)], "mknodat": [.pathAt(0, 1)], "chmod": [.path(0)],
        "fchmod": [.descriptor(0)], "fchmodat": [.pathAt(0, 1)], "fchmodat2": [.pathAt(0, 1)], "chown": [.path(0)],
        "lchown": [.path(0)], "fchown": [.descriptor(0)], "fchownat": [.pathAt(0, 1)], "utime": [.path(0)], "utimes": [.path(0)],
        "futimesat": [.pathAt(0, 1)], "utimensat": [.pathAt(0, 1)], "setxattr": [.path(0)], "lsetxattr": [.path(0)],
        "fsetxattr": [.descriptor(0)], "removexattr": [.path(0)], "lremovexattr": [.path(0)], "fremovexattr": [.descriptor(0)],
        "write": [.descriptor(0)], "pwrite64": [.descriptor(0)], "writev": [.descriptor(0)], "pwritev": [.descriptor(0)],
        "pwritev2": [.descriptor(0)], "sendfile": [.descriptor(0)], "copy_file_range": [.descriptor(2)],
        "splice": [.descriptor(2)], "mount": [.path(1)], "umount2": [.path(0)], "bind": [.path(1)],
    ]

    private static let openings: [String: (place: Place, flags: Int)] = [
        "open": (.path(0), 1), "openat": (.pathAt(0, 1), 2), "openat2": (.pathAt(0, 1), 2),
    ]

    /// Absolute paths that the call changes or tries to change.
    package func changedPaths(workingFolder: [UInt8]) -> [[UInt8]] {
        if let places = SystemCall.changes[name] { return places.compactMap { path($0, workingFolder) } }
        guard let opening = SystemCall.openings[name] else { return [] }
        let flags = text(opening.flags)
        let isWriting = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "O_TMPFILE"].contains { flags.contains($0) }
        return isWriting ? [resultPath, path(opening.place, workingFolder)].compactMap { $0 } : []
    }

    /// The absolute path that the call opens for reading, as anything but a folder.
    package func openedPath(workingFolder: [UInt8]) -> [UInt8]? {
        guard let opening = SystemCall.openings[name], !text(opening.flags).contains("O_DIRECTORY") else { return nil }
        return path(opening.place, workingFolder)
    }

    /// The absolute path whose status the call asks for by name.
    package func lookedAtPath(workingFolder: [UInt8]) -> [UInt8]? {
        guard ["statx", "newfstatat", "fstatat64"].contains(name), string(1) != [] else { return nil }
        return path(.pathAt(0, 1), workingFolder)
    }

    /// Whether the call asks for a way to other machines.
    package var isNetwork: Bool {
        switch name {
        case "socket": !text(0).hasPrefix("AF_UNIX") && !text(0).hasPrefix("AF_LOCAL")
        case "connect", "bind", "sendto", "sendmsg":
            arguments.contains { String(decoding: $0, as: UTF8.self).contains("AF_INET") }
        default: false
        }
    }

    private func path(_ place: Place, _ workingFolder: [UInt8]) -> [UInt8]? {
        switch place {
        case .path(let index): return string(index).map { SystemCall.absolute($0, in: workingFolder) }
        case .descriptor(let index): return descriptorPath(index)
        case .pathAt(let folder, let index):
            let base = descriptorPath(folder) ?? workingFolder
            return SystemCall.absolute(string(index) ?? [], in: base)
        }
    }

    private static func absolute(_ path: [UInt8], in folder: [UInt8]) -> [UInt8] {
        if path.first == UInt8(ascii: "/") { return path }
        return path.isEmpty ? folder : folder + [UInt8(ascii: "/")] + path
    }
}
