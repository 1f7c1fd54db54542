// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts

/// The package that these tests are part of.
enum Package {
    /// Its folder, with a slash: this file is three folders below it.
    static let root: String = {
        var path = #filePath
        for _ in 0..<4 { path = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
        return path + "/"
    }()

    /// The manifest as the package manager understands it. A folder of its own, lest it wait for the lock of a build.
    static func manifest() throws -> JSONValue {
        let dump = try run("swift package --package-path '\(root)' --scratch-path '\(root).build/manifest' dump-package 2>&1")
        // Notes of the package manager may stand above the document.
        guard let start = dump.firstIndex(of: UInt8(ascii: "{")) else {
            throw Failure(text: String(decoding: dump, as: UTF8.self))
        }
        return try JSONReader.read(Array(dump[start...]))
    }

    /// What a command of the shell says on standard output.
    static func run(_ command: String) throws -> [UInt8] {
        // The stream is read to its end and closed here.
        guard let stream = unsafe popen(command, "r") else { throw Failure(text: command) }
        defer { unsafe _ = pclose(stream) }
        var output: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // The block is as long as it is said to be.
            let count = unsafe fread(&block, 1, block.count, stream)
            guard count > 0 else { return output }
            output += block[..<count]
        }
    }

    /// The text of a file below the root; nil where there is none.
    static func text(_ path: String) -> String? {
        // The stream is read to its end and closed here.
        guard let stream = unsafe fopen(root + path, "r") else { return nil }
        defer { unsafe _ = fclose(stream) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            // The block is as long as it is said to be.
            let count = unsafe fread(&block, 1, block.count, stream)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += block[..<count]
        }
    }

    struct Failure: Error { let text: String }
}
