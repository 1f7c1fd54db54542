// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc

/// Tries from inside the cage what it must forbid, and prints one line each.
enum CageCheck {
    /// Returns 0 where everything was refused, 1 where something was not, 2 where the cage does not close.
    static func run() -> Int32 {
        guard DecodeService.prepare() else { return 2 }
        let threads = threadCount()
        guard let cage = DecodeService.enterCage() else { return 2 }
        print("landlock ABI \(cage.landlock_abi), seccomp \(cage.seccomp == 1 ? "on" : "off"), threads before \(threads)")
        var isClosed = true
        for (deed, refused) in attempts() {
            print("\(deed): \(refused ? "refused" : "ALLOWED")")
            if !refused { isClosed = false }
        }
        return isClosed ? 0 : 1
    }

    private static func attempts() -> [(deed: String, refused: Bool)] {
        // All paths are literals, NUL-terminated and alive for the call.
        unsafe [
            ("read a file", open("/etc/passwd", O_RDONLY) < 0),
            ("read its own program", open("/proc/self/exe", O_RDONLY) < 0),
            ("list a folder", open("/", O_RDONLY | O_DIRECTORY) < 0),
            ("make a file", open("/tmp/jozin-decode-cage", O_WRONLY | O_CREAT, 0o600) < 0),
            ("make a folder", mkdir("/tmp/jozin-decode-cage", 0o700) < 0),
            ("make a socket", socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0),
            ("change the rights of a file", chmod("/tmp", 0o1777) < 0),
            ("signal its parent", kill(getppid(), 0) < 0),
        ]
    }

    /// How many threads the process has: entries of /proc/self/task beside "." and "..".
    private static func threadCount() -> Int {
        // The stream is checked, read here alone, and closed.
        guard let folder = unsafe opendir("/proc/self/task") else { return 0 }
        var count = -2
        // Entries are counted, not looked into.
        while unsafe readdir(folder) != nil { count += 1 }
        // Opened above.
        unsafe closedir(folder)
        return count
    }
}
