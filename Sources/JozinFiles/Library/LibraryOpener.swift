// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinContracts
public import JozinCore

/// Finds the library that a path belongs to, or makes one.
public struct LibraryOpener: Sendable {
    /// Where the state folder shall be, if not in `.jozin/`.
    public var state: SystemPath?
    /// Whether a root that was a library and has lost its marker may become a new one.
    public var mayStartAnew: Bool
    /// The user's state folder; nil keeps no registry.
    public var stateHome: SystemPath?

    /// With the user's own state folder where nothing is said.
    public init(state: SystemPath? = nil, mayStartAnew: Bool = false, stateHome: SystemPath? = Environment.stateHome) {
        self.state = state
        self.mayStartAnew = mayStartAnew
        self.stateHome = stateHome
    }

    /// Opens the library at `path` or the nearest one above it; where there is none and `making`, makes one at `path`.
    public func open(_ path: SystemPath, making: Bool) throws(RunFailure) -> Library {
        let asked = try canonical(path)
        var registry = try stateHome.map { folder throws(RunFailure) in try RootRegistry(in: folder) }
        let root = state == nil ? try nearestLibrary(from: asked, registry) ?? asked : asked
        let known = registry?[root]
        let place = try place(of: root, known: known)
        let library: Library
        if let identity = try place.identity() {
            library = try self.library(place, identity)
        } else {
            try refuse(root, known: known, making: making)
            if let registry { try refuseOverlap(root, registry) }
            library = try make(place)
        }
        if let folder = stateHome {
            let entry = RootRegistry.Entry(
                root: root, id: library.identity.id, state: library.stateIsElsewhere ? library.statePath : nil)
            try registry?.register(entry, in: folder)
        }
        return library
    }

    private func canonical(_ path: SystemPath) throws(RunFailure) -> SystemPath {
        do throws(SystemError) {
            return try Environment.canonical(path)
        } catch {
            throw RunFailure(.libraryMissing, error.isAbsence ? LibraryOpener.noFolder : error.problem(), at: path)
        }
    }

    /// The nearest folder from `path` up that has a marker or is registered: what was a library stays one whatever became
    /// of its marker, and so does everything in it.
    private func nearestLibrary(from path: SystemPath, _ registry: RootRegistry?) throws(RunFailure) -> SystemPath? {
        var candidate: SystemPath? = path
        while let folder = candidate {
            if StatePlace(inside: folder).hasMarker { return folder }
            if let known = registry?[folder] {
                if !mayStartAnew { return folder }
                if try place(of: folder, known: known).identity() != nil { return folder }
            }
            candidate = folder.folder
        }
        return nil
    }

    private func place(of root: SystemPath, known: RootRegistry.Entry?) throws(RunFailure) -> StatePlace {
        if let state { return try StatePlace(named: state, for: root) }
        if let state = known?.state { return StatePlace(state, for: root) }
        return StatePlace(inside: root)
    }

    private func library(
        _ place: StatePlace, _ identity: LibraryIdentity, isNew: Bool = false
    ) throws(RunFailure) -> Library {
        guard identity.schemaVersion <= LibraryIdentity.schemaVersion else {
            throw RunFailure(.failed, LibraryOpener.newer(identity), at: place.path)
        }
        do throws(SystemError) {
            let state = try StateFolder(try place.open())
            return Library(
                root: place.root, identity: identity, state: state, statePath: place.path,
                stateIsElsewhere: place.isElsewhere, isNew: isNew)
        } catch {
            throw LibraryLock.failure(error, at: place.path)
        }
    }

    /// Makes a library; on a read-only root its state goes to the user's state folder.
    private func make(_ place: StatePlace) throws(RunFailure) -> Library {
        let made: (identity: LibraryIdentity, isNew: Bool)
        do throws(SystemError) {
            made = try place.makeIdentity()
        } catch {
            guard error.isReadOnly, !place.isElsewhere, let stateHome else { throw LibraryLock.failure(error, at: place.path) }
            var hasher = SHA256Hasher()
            hasher.update(place.root.bytes.span)
            let folder = stateHome.appending("states").appending(String(hasher.finish().hex.prefix(16)))
            let elsewhere = StatePlace(folder, for: place.root)
            // The state folder may be left from an earlier time that the registry has forgotten.
            if let identity = try elsewhere.identity() { return try library(elsewhere, identity) }
            return try make(elsewhere)
        }
        return try library(place, made.identity, isNew: made.isNew)
    }
}
