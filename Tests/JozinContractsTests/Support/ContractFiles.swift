// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinTestSupport

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
    static func read(_ path: String) -> [UInt8]? { WholeFile.read(Array(path.utf8)) }

    static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    static func write(_ bytes: [UInt8], to path: String) -> Bool { WholeFile.write(bytes, to: Array(path.utf8)) }

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
