// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinCore

/// The sidecars below `sidecars/`, written in batches: facts can be derived again, so they share their syncs.
///
/// Invariants: 1. After `commit` all staged sidecars are durable under their names. 2. Before it, each name holds the
/// old sidecar or none. 3. A failed commit leaves some names new and some old, each of them whole.
public struct SidecarStore: ~Copyable {
    private let root: Descriptor
    private var staged: [Staged] = []
    private var folders: [LibraryPath: SharedDescriptor] = [:]

    private struct Staged {
        let temporaryName: [UInt8]
        let name: [UInt8]
        let folder: SharedDescriptor
    }

    /// The sidecars of a state folder.
    public init(_ state: borrowing StateFolder) throws(SystemError) {
        root = try state.descriptor.folder(making: Array("sidecars".utf8))
    }

    /// The sidecar of the photo at `path`; nil where there is none.
    public mutating func read(_ path: LibraryPath, in state: borrowing StateFolder) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            let folder = try self.folder(of: path, making: false)
            return try state.read(SidecarPath.name(of: path.name), in: folder.descriptor)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Writes a sidecar to a temporary file, to be published by `commit`.
    public mutating func stage(
        _ bytes: [UInt8], for path: LibraryPath, in state: borrowing StateFolder
    ) throws(SystemError) {
        let folder = try self.folder(of: path, making: true)
        let temporaryName = StateFolder.sidecarPrefix + Array(String(staged.count).utf8)
        let file = try state.create(temporaryName)
        do throws(SystemError) {
            try file.write(bytes)
        } catch {
            // What was not written whole is never published.
            state.discard(temporaryName)
            throw error
        }
        staged.append(Staged(temporaryName: temporaryName, name: SidecarPath.name(of: path.name), folder: folder))
    }

    /// Publishes everything staged: content first, then names, each made durable before the next step.
    public mutating func commit(in state: borrowing StateFolder) throws(SystemError) {
        guard !staged.isEmpty else { return }
        try state.descriptor.synchroniseFileSystem()
        for sidecar in staged {
            try state.temporary.rename(sidecar.temporaryName, to: sidecar.name, in: sidecar.folder.descriptor)
        }
        try state.descriptor.synchroniseFileSystem()
        staged = []
    }

    /// Gives up what was staged and not committed.
    public mutating func discardStaged(in state: borrowing StateFolder) {
        for sidecar in staged { state.discard(sidecar.temporaryName) }
        staged = []
    }

    /// How many folders stay open for the next photo; what is staged keeps its own open.
    private static let openFolders = 64

    private mutating func folder(of path: LibraryPath, making: Bool) throws(SystemError) -> SharedDescriptor {
        let key = path.folder
        if let folder = folders[key] { return folder }
        var folder = try root.duplicate()
        for component in key.components {
            let name = SidecarPath.folderName(of: component)
            folder = making ? try folder.folder(making: name) : try folder.folder(name)
        }
        let shared = SharedDescriptor(folder)
        if folders.count >= SidecarStore.openFolders { folders = [:] }
        folders[key] = shared
        return shared
    }
}
