// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinContracts
public import JozinCore

/// A library that is there, is the one it says it is, and whose state folder can be used.
///
/// Invariants: 1. `root` is canonical. 2. The identity was read from, or just made in, the state folder. 3. A root that
/// was a library and has lost its marker is never opened as a new one unless the owner says so.
public struct Library: ~Copyable, Sendable {
    /// The canonical path of its root.
    public let root: SystemPath
    /// Who it is.
    public let identity: LibraryIdentity
    /// The only folder that may be written to.
    public let state: StateFolder
    /// Where the state folder lies, for messages.
    public let statePath: SystemPath
    /// Whether the state folder lies outside the root.
    public let stateIsElsewhere: Bool
    /// Whether this opening made the library.
    public let isNew: Bool

    /// Opens the root for walking.
    public func openRoot() throws(RunFailure) -> Descriptor {
        do throws(SystemError) {
            return try Descriptor.folder(root)
        } catch {
            throw RunFailure(error.isScarcity ? .failed : .libraryMissing, error.problem(), at: root)
        }
    }

    /// The state folder opened once more, for another owner.
    public func reopenState() throws(RunFailure) -> StateFolder {
        do throws(SystemError) {
            return try StateFolder(try state.descriptor.reopened())
        } catch {
            throw LibraryLock.failure(error, at: statePath)
        }
    }

    /// Takes the library's lock until the answer is gone; another process that has it is exit code 11.
    public func lock() throws(RunFailure) -> LibraryLock { try LibraryLock(state, at: statePath) }

    /// The same, or nil where another process has it.
    public func lockIfFree() throws(RunFailure) -> LibraryLock? {
        do throws(RunFailure) {
            return try lock()
        } catch {
            guard error.exit == .locked else { throw error }
            return nil
        }
    }
}

/// Being the only process that writes to a state folder. The kernel gives it back when the holder dies.
public struct LibraryLock: ~Copyable, Sendable {
    private let file: Descriptor

    fileprivate init(_ state: borrowing StateFolder, at path: SystemPath) throws(RunFailure) {
        do throws(SystemError) {
            self.init(try LibraryLock.lockedFile(in: state))
        } catch {
            throw LibraryLock.failure(error, at: path)
        }
    }

    /// What it means that a state folder cannot be locked or written to.
    static func failure(_ error: SystemError, at path: SystemPath) -> RunFailure {
        guard error.number == EWOULDBLOCK else {
            return RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: path)
        }
        let problem = Problem(
            .environment, "another Jožin is working on this library", remedy: "Wait until it is done, or stop it.")
        return RunFailure(.locked, problem, at: path)
    }

    private init(_ file: consuming Descriptor) { self.file = file }

    /// The lock's file, locked for as long as it is open.
    static func lockedFile(in state: borrowing StateFolder, waiting: Bool = false) throws(SystemError) -> Descriptor {
        let file = try state.descriptor.file(Array("lock".utf8), flags: O_RDWR | O_CREAT)
        try file.lockExclusively(waiting: waiting)
        return file
    }
}
