// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinContracts
public import JozinCore

/// The end of a library as one: its marker, its lock, its folder, its place in the list of libraries.
///
/// Invariant: the list forgets the root before the marker goes, or a run that is killed between would leave a root that seems to
/// have lost its marker. With the marker still there, the next command lists the root again.
public struct LibraryEnding: ~Copyable {
    private let state: Descriptor
    private let parent: Descriptor
    private let statePath: SystemPath

    /// Opens what the ending of a library changes, before the sandbox is entered.
    public init(_ library: borrowing Library) throws(RunFailure) {
        try self.init(stateAt: library.statePath)
    }

    fileprivate init(stateAt path: SystemPath) throws(RunFailure) {
        do throws(SystemError) {
            let parent = try Descriptor.folder(path.folder ?? SystemPath(literal: "/"))
            state = try parent.folder(path.name)
            self.parent = parent
            statePath = path
        } catch {
            throw RunFailure(.failed, error.problem(), at: path)
        }
    }

    /// The folder that holds the state folder, for the sandbox.
    public var parentNumber: Int32 { parent.number }
    /// The state folder, for the sandbox.
    public var stateNumber: Int32 { state.number }

    /// Removes the marker, the lock and the emptied folder. Says whether the folder is gone: what is not Jožin's keeps it.
    public func finish() throws(RunFailure) -> Bool {
        do throws(SystemError) {
            for name in [LibraryIdentity.fileName, LibraryLock.fileName] { try state.removeIfThere(name) }
            try state.synchronise()
            guard try state.entries().isEmpty else { return false }
            try parent.removeFolder(statePath.name)
            try parent.synchronise()
            return true
        } catch {
            throw RunFailure(.failed, error.problem(), at: statePath)
        }
    }

}

extension LibraryOpener {
    /// Takes the root off this user's list of libraries.
    public func forget(_ root: SystemPath) throws(RunFailure) {
        guard let stateHome else { return }
        var registry = try RootRegistry(in: stateHome)
        try registry.unregister(root, in: stateHome)
    }

    /// The list's folder, open, for the sandbox; nil where none is kept.
    public func openStateHome() throws(RunFailure) -> SharedDescriptor? {
        guard let stateHome else { return nil }
        do throws(SystemError) {
            return SharedDescriptor(try Descriptor.making(stateHome))
        } catch {
            throw RunFailure(.failed, error.problem(), at: stateHome)
        }
    }

    /// What an ending that was killed left of the library at `path`: a state folder with nothing in it but the lock. nil
    /// where there is anything else, or nothing.
    public func unfinishedEnding(at path: SystemPath) throws(RunFailure) -> LibraryEnding? {
        guard let root = try? Environment.canonical(path) else { return nil }
        let place = state ?? root.appending(Selection.stateFolder)
        guard let absolute = try? Environment.canonical(place), absolute == place || state != nil,
            let names = try? Descriptor.folder(absolute).entries().map(\.name),
            names == [LibraryLock.fileName] || names.isEmpty && state == nil,
            try stateHome.map({ folder throws(RunFailure) in try RootRegistry(in: folder)[root] == nil }) ?? true
        else { return nil }
        return try LibraryEnding(stateAt: absolute)
    }
}
