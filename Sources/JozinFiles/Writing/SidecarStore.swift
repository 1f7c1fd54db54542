// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinCore

/// The sidecars below `sidecars/`, written in batches: facts can be derived again, so they share their syncs.
///
/// Invariants: 1. After `commit` all staged sidecars are durable under their names. 2. Before it, each name holds the
/// old sidecar or none. 3. A failed commit leaves some names new and some old, each of them whole.
public struct SidecarStore: ~Copyable, Sendable {
    private let root: SharedDescriptor
    private let allowance: DescriptorAllowance
    private let writer: Writer
    /// Sidecars of photos whose place another photo has taken, by the digest of the file: they wait for it to turn up.
    private var displaced: SharedDescriptor?
    private var staged: [Staged] = []
    private var stagedFolders: Set<ObjectIdentifier> = []
    private var stagedByPath: Set<LibraryPath> = []
    /// Temporary names count up as long as anything is staged.
    private var stagings = 0
    private var folders: [LibraryPath: SharedDescriptor] = [:]

    private struct Staged: Sendable {
        let temporaryName: [UInt8]
        let name: [UInt8]
        let folder: SharedDescriptor
        /// Of the photo; nil for what is displaced.
        let path: LibraryPath?
        let replaced: Replaced
    }

    /// What a staged sidecar takes the place of.
    public enum Replaced: Sendable {
        /// Whatever is there.
        case anything
        /// The sidecar of this stamp, or none.
        case sidecar(FileStamp?)
    }

    /// The name of the folder of sidecars in the state folder.
    static let folderName = Array("sidecars".utf8)
    static let displacedFolder = Array("displaced".utf8)

    /// Who writes; each has temporary names of its own.
    public enum Writer: Sendable {
        /// The holder of the library's lock.
        case scan
        /// The holder of the journal's lock.
        case decision
    }

    /// The sidecars of a state folder.
    public init(
        _ state: borrowing StateFolder, _ allowance: DescriptorAllowance = .ample, for writer: Writer = .scan
    ) throws(SystemError) {
        root = SharedDescriptor(try state.descriptor.folder(making: SidecarStore.folderName))
        self.allowance = allowance
        self.writer = writer
    }

    /// The same sidecars, for another thread.
    public init(sharing other: borrowing SidecarStore) {
        root = other.root
        allowance = other.allowance
        writer = other.writer
    }

    /// Whether no photo ever got a sidecar.
    public func isEmpty() throws(SystemError) -> Bool { try root.descriptor.entries().isEmpty }

    /// The sidecar of the photo at `path`; nil where there is none.
    public mutating func read(_ path: LibraryPath, in state: borrowing StateFolder) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try opening { store throws(SystemError) in
                let folder = try store.folder(of: path, making: false)
                return try state.read(SidecarPath.name(of: path.name), in: folder.descriptor)
            }
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Writes a sidecar to a temporary file, to be published by `commit`; what was staged for the same photo before is given up.
    public mutating func stage(
        _ bytes: [UInt8], for path: LibraryPath, replacing replaced: Replaced = .anything, durably: Bool = false,
        in state: borrowing StateFolder
    ) throws(SystemError) {
        unstage(path, in: state)
        try opening { store throws(SystemError) in
            let folder = try store.folder(of: path, making: true)
            try store.stage(bytes, as: SidecarPath.name(of: path.name), in: folder, path, replaced, state)
        }
        stagedByPath.insert(path)
        if durably, let last = staged.last { try state.temporary.file(last.temporaryName, flags: O_RDONLY).synchronise() }
    }

    private mutating func unstage(_ path: LibraryPath, in state: borrowing StateFolder) {
        guard stagedByPath.remove(path) != nil, let index = staged.firstIndex(where: { $0.path == path }) else { return }
        state.discard(staged.remove(at: index).temporaryName)
    }

    private mutating func stage(
        _ bytes: [UInt8], as name: [UInt8], in folder: SharedDescriptor, _ path: LibraryPath?, _ replaced: Replaced,
        _ state: borrowing StateFolder
    ) throws(SystemError) {
        let prefix = writer == .scan ? StateFolder.sidecarPrefix : StateFolder.decisionPrefix
        let temporaryName = prefix + Array(String(stagings).utf8)
        stagings += 1
        let file = try state.create(temporaryName)
        do throws(SystemError) {
            try file.write(bytes)
        } catch {
            // What was not written whole is never published.
            state.discard(temporaryName)
            throw error
        }
        staged.append(Staged(temporaryName: temporaryName, name: name, folder: folder, path: path, replaced: replaced))
        stagedFolders.insert(ObjectIdentifier(folder))
    }

    /// Whether what is staged keeps as many folders open as it may.
    public var isFull: Bool { stagedFolders.count >= allowance.stagedFolders }

    /// Whether anything is staged.
    public var hasStaged: Bool { !staged.isEmpty }

    /// Publishes everything staged: content first, then names, each made durable before the next step.
    public mutating func commit(in state: borrowing StateFolder) throws(SystemError) {
        guard !staged.isEmpty else { return }
        try state.descriptor.synchroniseFileSystem()
        _ = try publish(in: state)
        try state.descriptor.synchroniseFileSystem()
    }

    /// Gives everything staged, which is durable, its names; these are durable once the file system is synchronised. What
    /// another hand has changed since it was read stays as it is, and its paths are given back.
    public mutating func publish(in state: borrowing StateFolder) throws(SystemError) -> [LibraryPath] {
        var overtaken: [LibraryPath] = []
        for sidecar in staged {
            if let path = sidecar.path, case .sidecar(let stamp) = sidecar.replaced,
                try SidecarStore.stamp(sidecar.name, in: sidecar.folder.descriptor) != stamp
            {
                overtaken.append(path)
                state.discard(sidecar.temporaryName)
            } else {
                try state.temporary.rename(sidecar.temporaryName, to: sidecar.name, in: sidecar.folder.descriptor)
            }
        }
        forgetStaged()
        return overtaken
    }

    /// Publishes everything staged, each step durable before the next: a few files one by one, more with all of the file system.
    public mutating func publishDurably(
        syncedAlone: Int, in state: borrowing StateFolder
    ) throws(SystemError) -> [LibraryPath] {
        guard staged.count <= syncedAlone else {
            try state.descriptor.synchroniseFileSystem()
            let overtaken = try publish(in: state)
            try state.descriptor.synchroniseFileSystem()
            return overtaken
        }
        for sidecar in staged { try state.temporary.file(sidecar.temporaryName, flags: O_RDONLY).synchronise() }
        let folders = staged.map(\.folder)
        let overtaken = try publish(in: state)
        for folder in folders { try folder.descriptor.synchronise() }
        return overtaken
    }

    private static func stamp(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> FileStamp? {
        do throws(SystemError) {
            return try folder.status(of: name).stamp
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// What tells whether another hand changed the sidecar of the photo at `path` since; nil where there is none.
    public mutating func stamp(_ path: LibraryPath) throws(SystemError) -> FileStamp? {
        do throws(SystemError) {
            return try opening { store throws(SystemError) in
                let folder = try store.folder(of: path, making: false)
                return try SidecarStore.stamp(SidecarPath.name(of: path.name), in: folder.descriptor)
            }
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    private mutating func forgetStaged() {
        (staged, stagedFolders, stagedByPath, stagings) = ([], [], [], 0)
    }

    /// The photos whose sidecars are staged.
    public var stagedPaths: Set<LibraryPath> { stagedByPath }

    /// Removes the sidecar of a photo that is not at `path` any more and has another one at `heir`. On a file system that
    /// takes upper and lower case for the same, the two may be one file, which stays.
    public mutating func remove(
        _ path: LibraryPath, succeededBy heir: LibraryPath, in state: borrowing StateFolder
    ) throws(SystemError) {
        do throws(SystemError) {
            let folder = try self.folder(of: path, making: false)
            let name = SidecarPath.name(of: path.name)
            let old = try folder.descriptor.status(of: name)
            let new = try self.folder(of: heir, making: false).descriptor.status(of: SidecarPath.name(of: heir.name))
            guard old.kind == .file, old.stamp.inode != new.stamp.inode else { return }
            try folder.descriptor.remove(name)
        } catch {
            if !error.isAbsence { throw error }
        }
    }

    // MARK: Displaced

    /// The sidecar that was displaced for the file of this digest; nil where there is none.
    public mutating func readDisplaced(
        _ digest: FileDigest, in state: borrowing StateFolder
    ) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            let folder = try state.descriptor.folder(SidecarStore.displacedFolder)
            return try state.read(SidecarStore.displacedName(digest), in: folder)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// Puts a sidecar aside for the file of this digest, with the next commit.
    public mutating func stageDisplaced(
        _ bytes: [UInt8], _ digest: FileDigest, in state: borrowing StateFolder
    ) throws(SystemError) {
        try stageDisplaced(bytes, as: SidecarStore.displacedName(digest), in: state)
    }

    /// Puts aside what is no sidecar that can be read, under its own digest, with the next commit.
    public mutating func stageDamaged(_ bytes: [UInt8], in state: borrowing StateFolder) throws(SystemError) {
        var hasher = SHA256Hasher()
        hasher.update(bytes.span)
        try stageDisplaced(bytes, as: Array("damaged-\(hasher.finish().hex).json".utf8), in: state)
    }

    private mutating func stageDisplaced(
        _ bytes: [UInt8], as name: [UInt8], in state: borrowing StateFolder
    ) throws(SystemError) {
        if displaced == nil {
            displaced = SharedDescriptor(try state.descriptor.folder(making: SidecarStore.displacedFolder))
        }
        if let displaced { try stage(bytes, as: name, in: displaced, nil, .anything, state) }
    }

    /// Removes a displaced sidecar whose photo has turned up and has one of its own.
    public mutating func removeDisplaced(_ digest: FileDigest, in state: borrowing StateFolder) throws(SystemError) {
        do throws(SystemError) {
            try state.descriptor.folder(SidecarStore.displacedFolder).remove(SidecarStore.displacedName(digest))
        } catch {
            if !error.isAbsence { throw error }
        }
    }

    private static func displacedName(_ digest: FileDigest) -> [UInt8] { Array("\(digest.digest.hex).json".utf8) }

    /// Gives up what was staged and not committed.
    public mutating func discardStaged(in state: borrowing StateFolder) {
        for sidecar in staged { state.discard(sidecar.temporaryName) }
        forgetStaged()
    }

    // MARK: Open folders

    /// Does what opens files; where there is no descriptor left, once more without those that are kept for the next photo.
    private mutating func opening<Value>(
        _ body: (inout SidecarStore) throws(SystemError) -> Value
    ) throws(SystemError) -> Value {
        do throws(SystemError) {
            return try body(&self)
        } catch {
            guard error.isScarcity else { throw error }
            closeFolders()
            return try body(&self)
        }
    }

    /// Lets go of the folders that are kept for the next photo.
    public mutating func closeFolders() { folders = [:] }

    private mutating func folder(of path: LibraryPath, making: Bool) throws(SystemError) -> SharedDescriptor {
        let key = path.folder
        if let folder = folders[key] { return folder }
        if folders.count >= allowance.cachedFolders { folders = [:] }
        var folder = try root.descriptor.duplicate()
        for component in key.components {
            let name = SidecarPath.folderName(of: component)
            folder = making ? try folder.folder(making: name) : try folder.folder(name)
        }
        let shared = SharedDescriptor(folder)
        folders[key] = shared
        return shared
    }
}
