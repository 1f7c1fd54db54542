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
    private var pending: [(path: LibraryPath, folder: SharedDescriptor)]

    /// The sidecars of a state folder.
    public init(_ state: borrowing StateFolder) throws(SystemError) {
        let root = try state.descriptor.folder(making: SidecarStore.folderName)
        pending = [(.root, SharedDescriptor(root))]
    }

    /// The next folder; nil when all were walked.
    public mutating func next() throws(SystemError) -> SidecarListing? {
        guard let (path, folder) = pending.popLast() else { return nil }
        var names: [[UInt8]] = []
        var inside: [(path: LibraryPath, folder: SharedDescriptor)] = []
        for entry in try folder.descriptor.entries() {
            switch entry.kind {
            case .file: names.append(entry.name)
            case .folder:
                // Of a name that was cut it cannot be told which folder it stands for.
                guard let name = SidecarPath.folder(named: entry.name) else { continue }
                inside.append((path.appending(name), SharedDescriptor(try folder.descriptor.folder(entry.name))))
            case .link, .pipe, .socket, .device: break
            }
        }
        pending += inside.reversed()
        return SidecarListing(path: path, names: names, folder: folder)
    }
}
