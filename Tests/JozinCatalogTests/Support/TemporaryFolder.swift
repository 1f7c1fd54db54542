// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinTestSupport

/// A folder for one test, removed with its files when the test is over. It holds no folders.
final class TemporaryFolder: Sendable {
    let path: [UInt8]

    /// Makes a folder whose name ends in `suffix`.
    init(_ suffix: [UInt8] = []) throws {
        let number = UInt64.random(in: .min ... .max)
        // Nothing here depends on a disk, whose syncs are slow. The text lives for the call.
        let parent = unsafe access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        path = Array("\(parent)/jozin-catalog-\(getpid())-\(number)".utf8) + suffix
        // The array ends in NUL and lives for the call.
        guard unsafe mkdir(TemporaryFolder.text(path), 0o700) == 0 else { throw Failure(number: errno) }
    }

    deinit {
        for name in names { TemporaryFolder.remove(path + [UInt8(ascii: "/")] + name) }
        // As above.
        _ = unsafe rmdir(TemporaryFolder.text(path))
    }

    /// The path of an entry, for folders whose own name is UTF-8.
    func file(_ name: String) -> String { String(decoding: path, as: UTF8.self) + "/" + name }

    /// The folder, open; the caller closes it.
    func opened() throws -> Int32 {
        // As above.
        let number = unsafe open(TemporaryFolder.text(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw Failure(number: errno) }
        return number
    }

    /// The names of the files in it, in no order.
    var names: [[UInt8]] {
        // The stream is closed below, and a record lives until the next one is read.
        guard let stream = unsafe opendir(TemporaryFolder.text(path)) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
        }
        return names
    }

    struct Failure: Error { let number: Int32 }

    private static func remove(_ path: [UInt8]) {
        // As above.
        _ = unsafe unlink(text(path))
    }

    static func text(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }
}

/// A file's bytes, read and written whole.
enum FileBytes {
    static func of(_ path: String) throws -> [UInt8] {
        guard let bytes = WholeFile.read(Array(path.utf8)) else { throw TemporaryFolder.Failure(number: errno) }
        return bytes
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard WholeFile.write(bytes, to: Array(path.utf8), mode: 0o600) else { throw TemporaryFolder.Failure(number: errno) }
    }
}
