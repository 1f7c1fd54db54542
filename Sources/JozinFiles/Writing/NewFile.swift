// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import Glibc
public import JozinCore

/// A file that the owner asked for at a place of his own choosing, outside any library.
///
/// Invariants: 1. It appears under its name whole and durable, or not at all. 2. It never takes the place of another file.
/// 3. Nothing is removed but what this value made. A killed process leaves a temporary file, named `.jozin-` and 32 digits.
public struct NewFile: ~Copyable {
    /// What is written to.
    public let file: Descriptor
    private let folder: Descriptor
    private let name: [UInt8]
    private let temporaryName: [UInt8]

    /// Makes the temporary file in the folder at `path`, with the rights of `mode`.
    public init(_ name: [UInt8], in path: SystemPath, mode: mode_t) throws(SystemError) {
        let folder = try Descriptor.folder(path)
        let temporaryName = Array(".jozin-\(Hexadecimal.text(Environment.randomBytes()))".utf8)
        file = try folder.file(temporaryName, flags: O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        self.folder = folder
        self.name = name
        self.temporaryName = temporaryName
    }

    deinit {
        // Gone already once it was published.
        try? folder.remove(temporaryName)
    }

    /// Gives the file its name; EEXIST where something has that name.
    public consuming func publish() throws(SystemError) {
        try file.synchronise()
        // Rename would replace what is there; an empty file that was not there before is ours to replace.
        _ = try folder.file(name, flags: O_WRONLY | O_CREAT | O_EXCL)
        do throws(SystemError) {
            try folder.rename(temporaryName, to: name, in: folder)
        } catch {
            try? folder.remove(name)
            throw error
        }
        try folder.synchronise()
    }
}
