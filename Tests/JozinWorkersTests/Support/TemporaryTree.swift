// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles

/// A folder of files for one test, removed with all below it when the test is over.
final class TemporaryTree {
    let path: SystemPath

    init() throws {
        let name = "/tmp/jozin-workers-\(getpid())-\(UInt64.random(in: .min ... .max))"
        guard let path = SystemPath(bytes: Array(name.utf8)) else { throw Failure(number: EINVAL) }
        self.path = path
        try check(unsafe mkdir(text(path), 0o700))
    }

    deinit { TemporaryTree.remove(path) }

    func folder(_ name: String) throws { try check(unsafe mkdir(text(path.appending(name)), 0o700)) }

    func link(_ name: String, to target: String) throws { try check(unsafe symlink(target, text(path.appending(name)))) }

    func remove(_ name: String) { TemporaryTree.remove(path.appending(name)) }

    /// Makes a file, or puts other bytes into it.
    func file(_ name: [UInt8], _ content: String = "x") throws {
        // The texts live for the calls, and the array holds as many bytes as are written.
        let file = unsafe open(text(path.appending(name)), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        try check(file)
        defer { close(file) }
        let bytes = Array(content.utf8)
        try check(Int32(unsafe write(file, bytes, bytes.count)))
    }

    func file(_ name: String, _ content: String = "x") throws { try file(Array(name.utf8), content) }

    /// What a catalog that read the file would know of it.
    func stamp(_ path: LibraryPath) throws -> FileStamp {
        var folder = try Descriptor.folder(self.path)
        for component in path.folder.components { folder = try folder.folder(component) }
        return try folder.status(of: path.name).stamp
    }

    struct Failure: Error { let number: Int32 }

    private func check(_ result: Int32) throws {
        guard result >= 0 else { throw Failure(number: errno) }
    }

    private func text(_ path: SystemPath) -> [CChar] { TemporaryTree.text(path) }

    private static func text(_ path: SystemPath) -> [CChar] { path.bytes.map { CChar(bitPattern: $0) } + [0] }

    private static func remove(_ path: SystemPath) {
        // The texts live for the calls; the stream is closed below, and a record lives until the next one is read.
        if unsafe unlink(text(path)) == 0 { return }
        guard let stream = unsafe opendir(text(path)) else { return }
        var names: [[UInt8]] = []
        while let entry = unsafe readdir(stream) {
            names.append(unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) })
        }
        unsafe closedir(stream)
        for name in names where !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8) { remove(path.appending(name)) }
        _ = unsafe rmdir(text(path))
    }
}
