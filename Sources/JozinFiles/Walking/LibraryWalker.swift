// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One folder of a library, listed.
public struct FolderListing: Sendable {
    /// The folder's path.
    public let path: LibraryPath
    /// The folder, open, for looking at and opening its entries.
    public let folder: SharedDescriptor
    /// Regular files that belong to the library, in the order of their names' bytes.
    public let files: [[UInt8]]
    /// Entries that are left out, with the reason.
    public let excluded: [Problem]
}

/// Walks a library folder by folder, each before the folders inside it, all in the order of their names' bytes.
///
/// Invariants: 1. Every folder is opened relative to its parent's descriptor, never through a link.
/// 2. Only regular files are ever offered for opening. 3. A folder inside that is a library itself is left out. 4. No folder is entered twice on one way down: a bind mount of
/// a parent ends there.
public struct LibraryWalker: ~Copyable {
    private let selection: Selection
    private var descent: FolderDescent
    private var pending: [Level] = []
    private var hasBegun = false
    /// Folders that could not be listed, to be told by the caller.
    public private(set) var unreadable: [Problem] = []

    /// A folder whose subfolders are still to be walked.
    private struct Level {
        let path: LibraryPath
        var subfolders: [[UInt8]]
    }

    /// Starts at an open folder, and keeps no more open at once than the allowance has levels.
    public init(root: consuming Descriptor, selection: Selection, _ allowance: DescriptorAllowance = .ample) {
        self.selection = selection
        descent = FolderDescent(root, keeping: allowance.levels)
    }

    /// The next folder; nil when all were walked. Folders that cannot be listed go to `unreadable`.
    public mutating func next() -> FolderListing? {
        if !hasBegun {
            hasBegun = true
            return list(at: .root)
        }
        while !pending.isEmpty {
            guard let name = pending[pending.count - 1].subfolders.popLast() else {
                pending.removeLast()
                if !pending.isEmpty { descent.leave() }
                continue
            }
            let path = pending[pending.count - 1].path.appending(name)
            do throws(SystemError) {
                try descent.enter(name)
                if let listing = list(at: path) { return listing }
                descent.leave()
            } catch {
                unreadable.append(error.problem(at: path))
            }
        }
        return nil
    }

    /// Lists the folder that the descent has led to.
    private mutating func list(at path: LibraryPath) -> FolderListing? {
        do throws(SystemError) {
            guard try !descent.meetsItself() else {
                unreadable.append(
                    Problem(.environment, "it contains itself", remedy: "Unmount the folder inside itself.", path: path))
                return nil
            }
            let folder = try descent.end()
            let entries = try folder.descriptor.entries()
            if path != .root, LibraryWalker.isLibrary(folder.descriptor, entries) {
                pending.append(Level(path: path, subfolders: []))
                return FolderListing(path: path, folder: folder, files: [], excluded: [LibraryWalker.ownLibrary(path)])
            }
            let sorted = sort(entries, in: path)
            pending.append(Level(path: path, subfolders: sorted.folders.reversed()))
            return FolderListing(path: path, folder: folder, files: sorted.files, excluded: sorted.excluded)
        } catch {
            unreadable.append(error.problem(at: path))
            return nil
        }
    }

    /// Whether the folder has the marker of a library; its entries, which are known, spare most folders a look.
    private static func isLibrary(_ folder: borrowing Descriptor, _ entries: [FolderEntry]) -> Bool {
        entries.contains { $0.kind == .folder && $0.name == Selection.stateFolder } && folder.isLibraryRoot
    }

    private static func ownLibrary(_ path: LibraryPath) -> Problem {
        Problem(
            .misuse, "it is a library of its own", remedy: "Scan it by itself; without its .jozin folder it belongs to this one.",
            path: path)
    }

    private struct Sorted {
        var files: [[UInt8]] = []
        var folders: [[UInt8]] = []
        var excluded: [Problem] = []
    }

    private func sort(_ entries: [FolderEntry], in folder: LibraryPath) -> Sorted {
        var sorted = Sorted()
        for entry in entries {
            let path = folder.appending(entry.name)
            if let reason = selection.reasonAgainst(path, isFolder: entry.kind == .folder) {
                let isOurs = entry.kind == .folder && entry.name.elementsEqual(Selection.stateFolder)
                if !isOurs { sorted.excluded.append(exclusion(reason, path)) }
                continue
            }
            switch entry.kind {
            case .file: sorted.files.append(entry.name)
            case .folder: sorted.folders.append(entry.name)
            case .link: sorted.excluded.append(exclusion("it is a symbolic link, and links are not followed", path))
            case .pipe, .socket, .device:
                sorted.excluded.append(exclusion("it is a \(entry.kind.rawValue), not a file", path))
            }
        }
        return sorted
    }

    private func exclusion(_ reason: String, _ path: LibraryPath) -> Problem {
        Problem(.unsupported, reason, remedy: "Nothing to do; --include takes it in where that can be.", path: path)
    }
}

/// A descriptor that several owners keep open.
public final class SharedDescriptor: Sendable {
    /// The descriptor, for as long as this object lives.
    public let descriptor: Descriptor

    /// Shares a descriptor.
    public init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
}
