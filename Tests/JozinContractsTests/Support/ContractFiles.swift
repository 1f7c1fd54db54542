// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The files of contracts/ that tests are held against, and a folder for those they write.
enum ContractFiles {
    /// The package's root: three levels above this file's folder.
    static let root: String = {
        let components = #filePath.split(separator: "/").dropLast(4)
        return "/" + components.joined(separator: "/")
    }()

    static func golden(_ name: String) -> String { root + "/contracts/golden/" + name }
    static func schema(_ name: String) -> String { root + "/contracts/jsonschema/" + name }

    /// The bytes of a file; nil where it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        // The path is a Swift string, which the call sees as a C string for its duration.
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
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

    static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        // As in `read`.
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        // The bytes live for the call.
        return unsafe bytes.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) } == bytes.count
    }

    /// Runs a shell command, and says its exit code.
    static func run(_ command: String) -> Int32 {
        // The command is a C string for the call's duration.
        let status = unsafe system(command)
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128
    }

    /// A new folder for one test; whoever takes it runs `remove`.
    static func makeFolder() -> String {
        // mkdtemp writes the name into the template, which holds its NUL and lives for the call.
        var template = Array("/tmp/jozin-contracts-XXXXXX".utf8.map(CChar.init(bitPattern:))) + [0]
        let made = unsafe template.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil }
        precondition(made, "no folder for tests could be made")
        return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    static func remove(_ folder: String) { _ = run("rm -rf '\(folder)'") }
}
