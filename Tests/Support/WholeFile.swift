// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// A file's bytes read and written by plain system calls, none of Jožin's code; errno says why not.
package enum WholeFile {
    /// nil where it cannot be read.
    package static func read(_ path: [UInt8]) -> [UInt8]? {
        // The path ends in NUL and lives for the call. Pipes do not block.
        let file = unsafe open(text(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            // The kernel writes at most `count` bytes into the buffer, which lives for the call.
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += piece[..<count]
        }
    }

    /// Whether all of it was written.
    package static func write(
        _ bytes: [UInt8], to path: [UInt8], _ flags: Int32 = O_CREAT | O_TRUNC, mode: mode_t = 0o644
    ) -> Bool {
        // As in `read`.
        let file = unsafe open(text(path), O_WRONLY | O_CLOEXEC | flags, mode)
        guard file >= 0 else { return false }
        defer { close(file) }
        // The bytes live for the call.
        return unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count
    }

    private static func text(_ path: [UInt8]) -> [CChar] { path.map(CChar.init(bitPattern:)) + [0] }
}
