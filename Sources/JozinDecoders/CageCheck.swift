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
            ("share memory", mmap(nil, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED),
            ("keep memory in a file", jozin_make_memory_file() < 0),
            ("take more memory than a request may", isMemoryRefused()),
        ]
    }

    /// Whether private memory ends where the limit is, the address space being far larger.
    private static func isMemoryRefused() -> Bool {
        guard jozin_limit_request(64 << 20, 1 << 40, 1000) == 0 else { return false }
        // Nothing is written to what is mapped, which ends with the process.
        return unsafe mmap(nil, 128 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
    }

    /// Takes memory and uses it until the limit of 256 MiB is the end; returns where it is not.
    static func eatMemory() -> Int32 {
        guard DecodeService.prepare(), DecodeService.enterCage() != nil, jozin_limit_request(256 << 20, 1 << 40, 1000) == 0 else {
            return 2
        }
        var held: [[UInt8]] = []
        for round in 0..<64 { held.append([UInt8](repeating: UInt8(round), count: 16 << 20)) }
        return held.count == 64 ? 1 : 2
    }

    /// Works until the limit of processor time is the end; returns where it is not.
    static func burnTime() -> Int32 {
        guard DecodeService.prepare(), DecodeService.enterCage() != nil, jozin_limit_request(1 << 30, 0, 0) == 0 else { return 2 }
        var sum: UInt64 = 1
        // A minute's work at least.
        for round in 0..<UInt64(100_000_000_000) { sum = sum &* 6_364_136_223_846_793_005 &+ round }
        return sum == 0 ? 2 : 1
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
