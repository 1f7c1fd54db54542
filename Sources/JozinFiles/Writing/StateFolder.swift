// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// Jožin's own folder, `.jozin/` or what `--state` names: the only place that anything is written to.
///
/// Invariants: 1. A file appears under its name only whole: written to `tmp/`, synced, renamed, the folder synced.
/// 2. What lies in `tmp/` under Jožin's temporary names while nobody holds the lock is a leftover. 3. Folders are 0700, files 0600.
public struct StateFolder: ~Copyable, Sendable {
    /// `.jozin/` itself.
    public let descriptor: Descriptor
    let temporary: Descriptor

    /// Opens the state folder and makes what it lacks.
    public init(_ descriptor: consuming Descriptor) throws(SystemError) {
        temporary = try descriptor.folder(making: StateFolder.temporaryFolder)
        self.descriptor = descriptor
    }

    /// The folder opened once more, for another owner.
    public func reopened() throws(SystemError) -> StateFolder { try StateFolder(try descriptor.reopened()) }

    /// Opens or removes the catalog while no other process does. On a disk without locks nobody waits.
    public func aloneAtCatalog<T, Failure>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
        let turn = turnAtCatalog()
        let outcome = Result(catching: body)
        _ = consume turn
        return try outcome.get()
    }

    private func turnAtCatalog() -> Descriptor? {
        do throws(SystemError) {
            let turn = try descriptor.reopened()
            try turn.lockExclusively(waiting: true)
            return turn
        } catch {
            return nil
        }
    }

    /// Writes the file `name` of `folder` durably: afterwards it holds `bytes`, after a failure what it held before.
    public func write(_ bytes: [UInt8], to name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) {
        let temporaryName = StateFolder.temporaryName
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

    /// Makes an empty temporary file. What a killed run left under that name is removed, never opened: should it be a
    /// second name of another file, that one keeps its content.
    func create(_ name: [UInt8]) throws(SystemError) -> Descriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL
        do throws(SystemError) {
            return try temporary.file(name, flags: flags)
        } catch {
            guard error.number == EEXIST else { throw error }
            try temporary.remove(name)
            return try temporary.file(name, flags: flags)
        }
    }

    /// Removes a temporary file; the one removal in this target, and of nothing but what `create` made.
    func discard(_ name: [UInt8]) {
        // A leftover that cannot be removed now is emptied or removed by the next run.
        try? temporary.remove(name)
    }

    /// Removes what a killed run left in `tmp/`; only for the holder of the lock. What decisions are being written to is left
    /// alone: they do not wait for a scan.
    public func removeLeftovers() throws(SystemError) {
        for entry in try temporary.entries()
        where entry.kind == .file && StateFolder.isTemporary(entry.name) && !entry.name.starts(with: StateFolder.decisionPrefix) {
            discard(entry.name)
        }
    }

    /// Removes what a killed decision left in `tmp/`; only for the holder of the journal's lock.
    public func removeLeftovers(holding lock: borrowing JournalLock) throws(SystemError) {
        for entry in try temporary.entries()
        where entry.kind == .file && StateFolder.isTemporary(entry.name) && entry.name.starts(with: StateFolder.decisionPrefix) {
            discard(entry.name)
        }
    }

    /// Removes the catalog and what SQLite keeps beside it; only for the holder of the lock. It is an index over the
    /// sidecars, and can be made anew from them.
    public func removeCatalog() throws(SystemError) {
        for name in StateFolder.catalogNames { try descriptor.removeIfThere(name) }
        try descriptor.synchronise()
    }

    /// The name of the catalog's file.
    public static let catalogName = Array("catalog.sqlite".utf8)
    /// The catalog and what SQLite keeps beside it, in the order of their removal: without the catalog itself, what is left of its
    /// log counts for nothing.
    static let catalogNames = ["", "-wal", "-shm", "-journal"].map { catalogName + Array($0.utf8) }
    /// What shows a request to come from the owner, and the page that carries it to his browser.
    public static let secretName = Array("secret".utf8)
    /// A page for the owner's browser that leads to the server's.
    public static let doorName = Array("page.html".utf8)
    static let serverNames = [secretName, doorName]
    /// The name of the folder of files that are being written.
    static let temporaryFolder = Array("tmp".utf8)

    /// The names that `create` is called with. Anything else in `tmp/` was put there by somebody else and stays.
    static func isTemporary(_ name: [UInt8]) -> Bool {
        if name == temporaryName { return true }
        return [sidecarPrefix, decisionPrefix].contains { prefix in
            let number = name.dropFirst(prefix.count)
            return name.starts(with: prefix) && !number.isEmpty
                && number.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }
    }

    /// The temporary name of a file that is written alone.
    private static let temporaryName = Array("file".utf8)
    /// What the temporary names of staged sidecars begin with; their number follows.
    static let sidecarPrefix = Array("sidecar-".utf8)
    /// The same, of sidecars that a decision rewrites; under the journal's lock.
    static let decisionPrefix = Array("decision-".utf8)

    /// The content of the file `name` of `folder`; nil where there is none.
    public func read(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> [UInt8]? {
        try StateFolder.content(of: name, in: folder)
    }

    /// The content of a file of Jožin's own; nil where there is none.
    static func content(of name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            // A pipe in the file's place must not make the reader wait.
            return try folder.file(name, flags: O_RDONLY | O_NONBLOCK).readAll(limit: StateFolder.largestFile)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Sidecars and identities are small; a larger file is not ours.
    static let largestFile = 64 << 20
}
