// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The sidecars of one folder of photos.
public struct SidecarListing: ~Copyable {
    /// The photos' folder.
    public let path: LibraryPath
    /// The names of the sidecars' files, in the order of their bytes.
    public let names: [[UInt8]]
    private let folder: SharedDescriptor

    fileprivate init(path: LibraryPath, names: [[UInt8]], folder: SharedDescriptor) {
        self.path = path
        self.names = names
        self.folder = folder
    }

    /// The content of a sidecar; nil where it cannot be read.
    public func read(_ name: [UInt8]) -> [UInt8]? {
        try? SidecarTree.read(name, in: folder.descriptor)
    }
}

/// Walks the sidecars folder by folder, each before the folders inside it, in the order of their names' bytes.
public struct SidecarWalker: ~Copyable {
    private var descent: FolderDescent
    private var pending: [Level] = []
    private var hasBegun = false

    /// A folder whose subfolders are still to be walked.
    private struct Level {
        let path: LibraryPath
        var subfolders: [(name: [UInt8], path: LibraryPath)]
    }

    /// The sidecars of a state folder; no more folders are open at once than the allowance has levels.
    public init(_ state: borrowing StateFolder, _ allowance: DescriptorAllowance = .ample) throws(SystemError) {
        let root = try state.descriptor.folder(making: SidecarStore.folderName)
        descent = FolderDescent(root, keeping: allowance.levels)
    }

    /// The next folder; nil when all were walked.
    public mutating func next() throws(SystemError) -> SidecarListing? {
        if !hasBegun {
            hasBegun = true
            return try list(at: .root)
        }
        while !pending.isEmpty {
            if let inside = pending[pending.count - 1].subfolders.popLast() {
                try descent.enter(inside.name)
                return try list(at: inside.path)
            }
            pending.removeLast()
            if !pending.isEmpty { descent.leave() }
        }
        return nil
    }

    /// Lists the folder that the descent has led to.
    private mutating func list(at path: LibraryPath) throws(SystemError) -> SidecarListing {
        let folder = try descent.end()
        var names: [[UInt8]] = []
        var inside: [(name: [UInt8], path: LibraryPath)] = []
        for entry in try folder.descriptor.entries() {
            switch entry.kind {
            case .file: names.append(entry.name)
            case .folder:
                // Of a name that was cut it cannot be told which folder it stands for.
                guard let name = SidecarPath.folder(named: entry.name) else { continue }
                inside.append((entry.name, path.appending(name)))
            case .link, .pipe, .socket, .device: break
            }
        }
        pending.append(Level(path: path, subfolders: inside.reversed()))
        return SidecarListing(path: path, names: names, folder: folder)
    }
}
