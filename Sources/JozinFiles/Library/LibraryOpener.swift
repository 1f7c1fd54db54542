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
        let root = state == nil ? LibraryOpener.nearestLibrary(from: asked) ?? asked : asked
        var registry = try stateHome.map { folder throws(RunFailure) in try RootRegistry(in: folder) }
        let known = registry?[root]
        let place = try place(of: root, known: known)
        let library: Library
        if let identity = try LibraryOpener.identity(at: place.path) {
            library = try self.library(root, place, identity)
        } else {
            if let known, !mayStartAnew { throw RunFailure(.libraryMissing, LibraryOpener.lostMarker(known), at: root) }
            guard making else { throw RunFailure(.libraryMissing, LibraryOpener.noLibrary, at: root) }
            if let inside = registry?.root(inside: root) {
                throw RunFailure(.usage, LibraryOpener.overlap(inside), at: root)
            }
            library = try make(root, place)
        }
        if let folder = stateHome {
            let entry = RootRegistry.Entry(
                root: root, id: library.identity.id, state: library.stateIsElsewhere ? library.statePath : nil)
            try registry?.register(entry, in: folder)
        }
        return library
    }

    /// Where a library's state lies.
    private struct StatePlace {
        let path: SystemPath
        let isElsewhere: Bool
    }

    private func canonical(_ path: SystemPath) throws(RunFailure) -> SystemPath {
        do throws(SystemError) {
            return try Environment.canonical(path)
        } catch {
            throw RunFailure(.libraryMissing, error.isAbsence ? LibraryOpener.noFolder : error.problem(), at: path)
        }
    }

    private static func nearestLibrary(from path: SystemPath) -> SystemPath? {
        var candidate: SystemPath? = path
        while let folder = candidate {
            if hasMarker(folder) { return folder }
            candidate = folder.folder
        }
        return nil
    }

    private static func hasMarker(_ root: SystemPath) -> Bool {
        guard let state = try? Descriptor.folder(root.appending(Selection.stateFolder)) else { return false }
        return (try? state.status(of: LibraryIdentity.fileName))?.kind == .file
    }

    private func place(of root: SystemPath, known: RootRegistry.Entry?) throws(RunFailure) -> StatePlace {
        if let state {
            let state = try LibraryOpener.absolute(state)
            // Walked as part of the library, it would be scanned itself.
            guard !LibraryOpener.isInside(state, root) else {
                throw RunFailure(.usage, LibraryOpener.stateInside, at: state)
            }
            return StatePlace(path: state, isElsewhere: true)
        }
        if let state = known?.state { return StatePlace(path: state, isElsewhere: true) }
        return StatePlace(path: root.appending(Selection.stateFolder), isElsewhere: false)
    }

    private static func identity(at state: SystemPath) throws(RunFailure) -> LibraryIdentity? {
        do throws(SystemError) {
            let folder = try Descriptor.folder(state)
            let bytes = try folder.file(LibraryIdentity.fileName, flags: 0).readAll(limit: StateFolder.largestFile)
            // A marker that says nothing readable is damage, not absence: nothing may be made in its place.
            guard let identity = LibraryIdentity(decoding: bytes) else { throw SystemError("read", EBADMSG) }
            return identity
        } catch {
            if error.isAbsence { return nil }
            throw RunFailure(.failed, error.problem(), at: state)
        }
    }

    private func library(
        _ root: SystemPath, _ place: StatePlace, _ identity: LibraryIdentity, isNew: Bool = false
    ) throws(RunFailure) -> Library {
        guard identity.schemaVersion <= LibraryIdentity.schemaVersion else {
            let problem = Problem(
                .environment, "a newer Jožin wrote this library (version \(identity.schemaVersion))",
                remedy: "Install a newer Jožin; nothing was changed.")
            throw RunFailure(.failed, problem, at: place.path)
        }
        do throws(SystemError) {
            let state = try StateFolder(try Descriptor.folder(place.path))
            return Library(
                root: root, identity: identity, state: state, statePath: place.path,
                stateIsElsewhere: place.isElsewhere, isNew: isNew)
        } catch {
            throw RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: place.path)
        }
    }

    /// Makes a library; on a read-only root its state goes to the user's state folder.
    private func make(_ root: SystemPath, _ place: StatePlace) throws(RunFailure) -> Library {
        let identity = LibraryIdentity.make()
        do throws(SystemError) {
            let state = try StateFolder(try Descriptor.making(place.path))
            try state.write(identity.encoded(), to: LibraryIdentity.fileName, in: state.descriptor)
        } catch {
            guard error.isReadOnly, !place.isElsewhere, let stateHome else {
                throw RunFailure(error.isFullDisk ? .noSpace : .failed, error.problem(), at: place.path)
            }
            var hasher = SHA256Hasher()
            hasher.update(root.bytes.span)
            let elsewhere = stateHome.appending("states").appending(String(hasher.finish().hex.prefix(16)))
            let place = StatePlace(path: elsewhere, isElsewhere: true)
            // The state folder may be left from an earlier time that the registry has forgotten.
            if let identity = try? LibraryOpener.identity(at: elsewhere) { return try library(root, place, identity) }
            return try make(root, place)
        }
        return try library(root, place, identity, isNew: true)
    }

    /// What a folder is that no scan has made a library.
    public static let noLibrary = Problem(
        .environment, "this is not a Jožin library", remedy: "Make it one with `jozin scan PATH`.")

    /// Whether a folder, which need not be there yet, lies inside the root.
    private static func isInside(_ state: SystemPath, _ root: SystemPath) -> Bool {
        var existing: SystemPath? = state
        while let folder = existing {
            if let canonical = try? Environment.canonical(folder) { return canonical.relative(to: root) != nil }
            existing = folder.folder
        }
        return false
    }

    /// The registry outlives the working folder.
    private static func absolute(_ path: SystemPath) throws(RunFailure) -> SystemPath {
        if path.isAbsolute { return path }
        do throws(SystemError) {
            return try Environment.canonical(SystemPath(literal: ".")).appending(path.bytes)
        } catch {
            throw RunFailure(.failed, error.problem(), at: path)
        }
    }

    private static let stateInside = Problem(
        .misuse, "the state folder may not lie inside the library", remedy: "Leave --state out, or name a folder elsewhere.")

    private static let noFolder = Problem(
        .environment, "there is no such folder", remedy: "Check the name. If its disk is not mounted, mount it.")

    private static func lostMarker(_ known: RootRegistry.Entry) -> Problem {
        let state = known.state.map { DisplayName.text($0.bytes) } ?? ".jozin/"
        return Problem(
            .environment, "this was a Jožin library, and its \(state) is not here now",
            remedy: "If its disk is not mounted, mount it. To start a new library here, scan with --start-anew.")
    }

    private static func overlap(_ inside: SystemPath) -> Problem {
        Problem(
            .misuse, "a library lies inside this folder, at \(DisplayName.text(inside.bytes))",
            remedy: "Scan that one, or another folder; overlapping libraries are not supported.")
    }
}
