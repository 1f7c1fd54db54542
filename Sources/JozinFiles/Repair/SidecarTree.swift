// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinCore

/// The sidecars as they lie, for looking only: nothing is made, and no link followed.
public struct SidecarTree: ~Copyable {
    /// `sidecars/` itself.
    public let root: Descriptor
    private var nearest: (path: LibraryPath, folder: SharedDescriptor)?

    /// The name of the folder of sidecars in the state folder.
    public static var name: [UInt8] { SidecarStore.folderName }

    /// The sidecars of a state folder; nil where there are none.
    public static func open(in state: borrowing Descriptor) throws(SystemError) -> SidecarTree? {
        do throws(SystemError) {
            return SidecarTree(try state.folder(name))
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    /// The sidecars that wait for their photos; nil where there are none.
    public static func openDisplaced(in state: borrowing Descriptor) throws(SystemError) -> Descriptor? {
        do throws(SystemError) {
            return try state.folder(SidecarStore.displacedFolder)
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
    }

    /// The name of the folder of sidecars that wait.
    public static var displacedName: [UInt8] { SidecarStore.displacedFolder }

    private init(_ root: consuming Descriptor) { self.root = root }

    /// The sidecar of the photo at `path`; nil where there is none.
    public mutating func read(_ path: LibraryPath) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try SidecarTree.read(SidecarPath.name(of: path.name), in: try folder(of: path.folder).descriptor)
        } catch {
            if error.isAbsence { return nil }
            throw error
        }
    }

    /// The file `name` of a folder of sidecars.
    public static func read(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> [UInt8] {
        // A pipe in the file's place must not make the reader wait.
        let file = try folder.file(name, flags: O_RDONLY | O_NONBLOCK)
        guard try file.status().kind == .file else { throw SystemError("openat", ELOOP) }
        return try file.readAll(limit: StateFolder.largestFile)
    }

    private mutating func folder(of path: LibraryPath) throws(SystemError) -> SharedDescriptor {
        if let nearest, nearest.path == path { return nearest.folder }
        var folder = try root.reopened()
        for component in path.components { folder = try folder.folder(SidecarPath.folderName(of: component)) }
        let shared = SharedDescriptor(folder)
        nearest = (path, shared)
        return shared
    }
}

extension SidecarTree {
    /// The name of the sidecar of a photo called `photo`.
    public static func sidecarName(of photo: [UInt8]) -> [UInt8] { SidecarPath.name(of: photo) }

    /// The name of the folder for the sidecars of a folder called `folder`.
    public static func folderName(of folder: [UInt8]) -> [UInt8] { SidecarPath.folderName(of: folder) }

    /// What a folder's name here says of the name of the folder that it stands for.
    public enum Original: Hashable, Sendable {
        /// It is called that.
        case named([UInt8])
        /// Its name begins so, and was too long.
        case beginning([UInt8])
        /// Jožin gives no folder this name.
        case none
    }

    /// Which folder a folder of sidecars stands for.
    public static func original(ofFolder name: [UInt8]) -> Original {
        if let original = SidecarPath.folder(named: name) { return .named(original) }
        return SidecarPath.isCut(name) ? .beginning(SidecarPath.beginning(ofCut: name)) : .none
    }
}
