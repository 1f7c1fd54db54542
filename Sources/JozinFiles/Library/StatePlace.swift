// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

/// Where the state folder of the library at `root` lies.
struct StatePlace {
    let root: SystemPath
    let path: SystemPath
    let isElsewhere: Bool

    /// `.jozin/` in the root.
    init(inside root: SystemPath) {
        self.root = root
        path = root.appending(Selection.stateFolder)
        isElsewhere = false
    }

    /// A folder outside the root.
    init(_ path: SystemPath, for root: SystemPath) {
        self.root = root
        self.path = path
        isElsewhere = true
    }

    /// The folder that the owner names for `root`, which need not be there yet. Among the photos, or around them, the
    /// kernel could not tell Jožin's files from the owner's.
    init(named state: SystemPath, for root: SystemPath) throws(RunFailure) {
        let path = try StatePlace.absolute(state)
        if path == root.appending(Selection.stateFolder) {
            self.init(inside: root)
            return
        }
        guard path.relative(to: root) == nil, root.relative(to: path) == nil else {
            let problem = Problem(
                .misuse, "the folder for Jožin's files and the folder of photos must not lie one inside the other",
                remedy: "Name another folder with --state.")
            throw RunFailure(.usage, problem, at: path)
        }
        self.init(path, for: root)
    }

    /// Opens the state folder. `.jozin` must be a folder itself: a link in its place could lead to anything.
    func open() throws(SystemError) -> Descriptor {
        if isElsewhere { return try Descriptor.folder(path) }
        return try Descriptor.folder(root).folder(Selection.stateFolder)
    }

    /// Opens the state folder, made first where it is not there.
    func openMaking() throws(SystemError) -> Descriptor {
        if isElsewhere { return try Descriptor.making(path) }
        return try Descriptor.folder(root).folder(making: Selection.stateFolder)
    }

    /// Who the library is, as the state folder says; nil where there is none.
    func identity() throws(RunFailure) -> LibraryIdentity? {
        do throws(SystemError) {
            return try LibraryIdentity.read(in: try open())
        } catch {
            if error.isAbsence { return nil }
            throw RunFailure(.failed, error.problem(), at: path.appending(LibraryIdentity.fileName))
        }
    }

    /// Whether there is a marker; what it says is another question.
    var hasMarker: Bool {
        guard let state = try? open() else { return false }
        return LibraryIdentity.isMarked(state)
    }

    /// Gives the state folder an identity, or takes the one that another process was first to give it.
    func makeIdentity() throws(SystemError) -> (identity: LibraryIdentity, isNew: Bool) {
        let state = try StateFolder(try openMaking())
        let lock = try LibraryLock.lockedFile(in: state)
        if let identity = try LibraryIdentity.read(in: state.descriptor) { return (identity, false) }
        let identity = LibraryIdentity.make()
        try state.write(identity.encoded(), to: LibraryIdentity.fileName, in: state.descriptor)
        _ = consume lock
        return (identity, true)
    }

    /// The absolute path, without links as far as it exists: the registry's paths mean the same from every folder.
    private static func absolute(_ path: SystemPath) throws(RunFailure) -> SystemPath {
        do throws(SystemError) {
            return try Environment.canonical(path)
        } catch {
            let here = SystemPath(literal: ".")
            guard error.isAbsence, path != here else { throw RunFailure(.failed, error.problem(), at: path) }
            return try absolute(path.folder ?? here).appending(path.name)
        }
    }
}
