// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// Jožin's own folder, `.jozin/` or what `--state` names: the only place that anything is written to.
///
/// Invariants: 1. A file appears under its name only whole: written to `tmp/`, synced, renamed, the folder synced.
/// 2. Whatever lies in `tmp/` while nobody holds the lock is a leftover, and Jožin's. 3. Folders are 0700, files 0600.
public struct StateFolder: ~Copyable, Sendable {
    /// `.jozin/` itself.
    public let descriptor: Descriptor
    let temporary: Descriptor

    /// Opens the state folder and makes what it lacks.
    public init(_ descriptor: consuming Descriptor) throws(SystemError) {
        temporary = try descriptor.folder(making: Array("tmp".utf8))
        self.descriptor = descriptor
    }

    /// Writes the file `name` of `folder` durably: afterwards it holds `bytes`, after a failure what it held before.
    public func write(_ bytes: [UInt8], to name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) {
        let temporaryName = Array("file".utf8)
        do throws(SystemError) {
            let file = try create(temporaryName)
            try file.write(bytes)
            try file.synchronise()
            try temporary.rename(temporaryName, to: name, in: folder)
            try folder.synchronise()
        } catch {
            discard(temporaryName)
            throw error
        }
    }

    /// Makes an empty temporary file, emptying what a killed run left under that name.
    func create(_ name: [UInt8]) throws(SystemError) -> Descriptor {
        try temporary.file(name, flags: O_WRONLY | O_CREAT | O_TRUNC)
    }

    /// Removes a temporary file; the one removal in this target, and of nothing but what `create` made.
    func discard(_ name: [UInt8]) {
        // A leftover that cannot be removed now is emptied or removed by the next run.
        try? temporary.remove(name)
    }

    /// Removes what a killed run left in `tmp/`; only for the holder of the lock.
    public func removeLeftovers() throws(SystemError) {
        for entry in try temporary.entries() where entry.kind == .file { discard(entry.name) }
    }

    /// The content of the file `name` of `folder`; nil where there is none.
    public func read(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try folder.file(name, flags: O_RDONLY).readAll(limit: StateFolder.largestFile)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Sidecars and identities are small; a larger file is not ours.
    static let largestFile = 64 << 20
}
