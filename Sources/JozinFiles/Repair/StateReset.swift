// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore

/// A part of what Jožin keeps of a library.
public enum StatePart: String, Sendable, CaseIterable {
    /// Derived at any time.
    case thumbs
    /// Derived from sidecars.
    case catalog
    /// Facts, which can be derived again, and decisions, which cannot.
    case sidecars
    /// Decisions on photos whose place another one took, waiting for them to turn up.
    case displaced
    /// The log of decisions.
    case log
    /// What lets a browser in: a new one is made, and pages that are open have to be opened again.
    case secret
    /// Files that were being written when a run was killed.
    case temporary
}

/// What was found, and removed where that was asked for.
public struct ResetTally: Hashable, Sendable {
    /// How many files of a part there are, and how long they are together.
    public struct Sum: Hashable, Sendable {
        /// Files.
        public var files = 0
        /// Their length.
        public var bytes: Int64 = 0

        /// None.
        public init() {}
    }

    /// By part; parts without a file are left out.
    public internal(set) var parts: [StatePart: Sum] = [:]
    /// Sidecars that hold decisions.
    public internal(set) var decided = 0
    /// Sidecars that cannot be read, and may hold decisions.
    public internal(set) var unreadable = 0
    /// What is not Jožin's and stays, relative to the state folder; the first of them, folders with a slash at their end.
    public internal(set) var foreign: [[UInt8]] = []
    /// How much there is that is not Jožin's.
    public internal(set) var foreignCount = 0

    /// Nothing yet.
    public init() {}

    mutating func keep(_ file: [UInt8]) {
        foreignCount += 1
        if foreign.count < 1000 { foreign.append(file) }
    }

    mutating func count(_ part: StatePart, _ bytes: Int64) {
        parts[part, default: Sum()].files += 1
        parts[part, default: Sum()].bytes += bytes
    }
}

/// Counts or removes what Jožin made in a state folder, and nothing else.
///
/// Invariants: 1. Only regular files are removed, under names that Jožin gives, found by listing folders that are open; no link
/// is followed and nothing that is mounted is entered. 2. Folders are removed only when they are empty. 3. Killed anywhere, it
/// is finished by being run again.
public struct StateReset: ~Copyable {
    private let state: Descriptor
    private let isRemoving: Bool
    private let descriptors: DescriptorAllowance
    private var tally = ResetTally()

    private init(_ state: consuming Descriptor, isRemoving: Bool, _ descriptors: DescriptorAllowance) {
        self.state = state
        self.descriptors = descriptors
        self.isRemoving = isRemoving
    }

    /// What there is of these parts.
    public static func count(
        _ parts: Set<StatePart>, in state: borrowing StateFolder, _ descriptors: DescriptorAllowance = .ample
    ) throws(SystemError) -> ResetTally {
        var reset = StateReset(try state.descriptor.reopened(), isRemoving: false, descriptors)
        try reset.visit(parts)
        return reset.tally
    }

    /// Removes these parts, durably.
    public static func remove(
        _ parts: Set<StatePart>, in state: borrowing StateFolder, _ descriptors: DescriptorAllowance = .ample
    ) throws(SystemError) -> ResetTally {
        var reset = StateReset(try state.descriptor.reopened(), isRemoving: true, descriptors)
        try reset.visit(parts)
        return reset.tally
    }

    /// Removes the thumbnails in the folder `name` of `thumbs`, and the folders that are empty then.
    static func removeThumbnails(below name: [UInt8], of thumbs: borrowing Descriptor) throws(SystemError) {
        var reset = StateReset(try thumbs.reopened(), isRemoving: true, .ample)
        try reset.visit(.thumbs, name)
    }

    /// The catalog goes first: without sidecars it would take photos for read and never write them any.
    private mutating func visit(_ parts: Set<StatePart>) throws(SystemError) {
        if parts.contains(.catalog) {
            let folder = try state.reopened()
            for name in StateFolder.catalogNames { try take(name, of: .catalog, in: folder, at: name) }
            if isRemoving { try state.synchronise() }
        }
        if parts.contains(.thumbs) { try visit(.thumbs, ThumbnailStore.name) }
        if parts.contains(.sidecars) { try visit(.sidecars, SidecarTree.name) }
        if parts.contains(.displaced) { try visit(.displaced, SidecarStore.displacedFolder) }
        if parts.contains(.log) { try visit(.log, Journal.folderName) }
        if parts.contains(.secret) {
            let folder = try state.reopened()
            for name in StateFolder.serverNames { try take(name, of: .secret, in: folder, at: name) }
        }
        if parts.contains(.temporary) { try visit(.temporary, StateFolder.temporaryFolder) }
        if isRemoving { try state.synchronise() }
        for entry in try state.entries() where !StateReset.knownNames.contains(entry.name) {
            tally.keep(entry.kind == .folder ? entry.name + [StateReset.slash] : entry.name)
        }
    }

    private mutating func visit(_ part: StatePart, _ name: [UInt8]) throws(SystemError) {
        do throws(SystemError) {
            var descent = FolderDescent(
                try state.folderOfSameMount(name), keeping: descriptors.levels, crossingMounts: false)
            try empty(&descent, of: part, at: name)
        } catch {
            guard error.number != ENOENT else { return }
            guard StateReset.isForeign(error) else { throw error }
            return tally.keep(name)
        }
        if isRemoving { try removeIfEmpty(name, in: state) }
    }

    private mutating func empty(_ descent: inout FolderDescent, of part: StatePart, at place: [UInt8]) throws(SystemError) {
        for entry in try descent.end().descriptor.entries() {
            let file = place + [StateReset.slash] + entry.name
            if entry.kind == .folder, part != .temporary {
                do throws(SystemError) {
                    try descent.enter(entry.name)
                } catch {
                    guard StateReset.isForeign(error) else { throw error }
                    tally.keep(file + [StateReset.slash])
                    continue
                }
                try empty(&descent, of: part, at: file)
                descent.leave()
                if isRemoving { try removeIfEmpty(entry.name, in: descent.end().descriptor) }
            } else if entry.kind == .file, try isOwn(entry.name, of: part, in: descent.end().descriptor) {
                try take(entry.name, of: part, in: descent.end().descriptor, at: file)
            } else {
                tally.keep(entry.kind == .folder ? file + [StateReset.slash] : file)
            }
        }
    }

    /// Counts the file, and removes it where that is asked for.
    private mutating func take(
        _ name: [UInt8], of part: StatePart, in folder: borrowing Descriptor, at file: [UInt8]
    ) throws(SystemError) {
        do throws(SystemError) {
            let status = try folder.status(of: name)
            guard status.kind == .file else { return tally.keep(file) }
            if isRemoving { try folder.remove(name) }
            tally.count(part, status.stamp.bytes)
        } catch {
            guard error.number == ENOENT else { throw error }
        }
    }

    private func removeIfEmpty(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) {
        do throws(SystemError) {
            try folder.removeFolder(name)
        } catch {
            guard error.number == ENOTEMPTY || error.number == EEXIST || error.number == ENOENT else { throw error }
        }
    }

    /// A link, a file in a folder's place, or a mount.
    private static func isForeign(_ error: SystemError) -> Bool {
        error.call == "openat2" && [ELOOP, ENOTDIR, EXDEV].contains(error.number)
    }

    private mutating func isOwn(_ name: [UInt8], of part: StatePart, in folder: borrowing Descriptor) throws(SystemError) -> Bool
    {
        switch part {
        case .temporary: StateFolder.isTemporary(name)
        case .thumbs: ThumbnailName.isThumbnail(name)
        case .sidecars, .displaced: try isSidecar(name, in: folder)
        case .log: Journal.isOwn(name)
        case .catalog: StateFolder.catalogNames.contains(name)
        case .secret: StateFolder.serverNames.contains(name)
        }
    }

    /// By its name, and by its content where that is JSON: other programs lay `IMG.jpg.json` beside photos.
    private mutating func isSidecar(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> Bool {
        guard name.suffix(5).elementsEqual(".json".utf8) else { return false }
        do throws(SystemError) {
            let bytes = try SidecarTree.read(name, in: folder)
            if let sidecar = ImageSidecar(decoding: bytes) {
                if sidecar.hasDecisions { tally.decided += 1 }
                return true
            }
            if let json = try? JSONReader.read(bytes), json["schema"]?.text?.hasPrefix("jozin.") != true { return false }
        } catch {
            guard error.number == EFBIG || error.number == EIO else { throw error }
            if error.number == EFBIG { return false }
        }
        tally.unreadable += 1
        return true
    }

    private static let slash = UInt8(ascii: "/")
    /// The names that Jožin gives at the top.
    private static let knownNames = Set(
        StateFolder.catalogNames + StateFolder.serverNames
            + [
                LibraryIdentity.fileName, LibraryLock.fileName, SidecarTree.name, SidecarStore.displacedFolder,
                StateFolder.temporaryFolder,
            ]
            + ["thumbs", "vectors", "log"].map { Array($0.utf8) })
}

extension StateFolder {
    /// One file in the folder of temporary files.
    public struct TemporaryEntry: Hashable, Sendable {
        /// Its name.
        public let name: [UInt8]
        /// Whether a run of Jožin's left it.
        public let isOwn: Bool
    }

    /// What lies in the folder of temporary files; while nobody writes, all of it is left over or somebody else's.
    public static func temporaryEntries(in state: borrowing Descriptor) throws(SystemError) -> [TemporaryEntry] {
        do throws(SystemError) {
            return try state.folder(temporaryFolder).entries().map { entry in
                TemporaryEntry(name: entry.name, isOwn: entry.kind == .file && isTemporary(entry.name))
            }
        } catch {
            if error.isAbsence { return [] }
            throw error
        }
    }
}
