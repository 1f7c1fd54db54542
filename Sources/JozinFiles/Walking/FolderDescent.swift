// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore

/// The way down from a root to a folder inside it, of which the deepest folders are kept open.
///
/// Invariants: 1. Every folder is opened relative to its parent's descriptor, never through a link. 2. A folder that was closed
/// to make room is opened again as the very same, or not at all.
package struct FolderDescent: ~Copyable {
    private struct Level {
        let name: [UInt8]
        let identity: FolderIdentity
        /// nil where it was closed to make room: the open ones are the last.
        var folder: SharedDescriptor?
    }

    private struct FolderIdentity: Equatable {
        let device: UInt64
        let inode: UInt64

        init(_ folder: borrowing Descriptor) throws(SystemError) {
            let status = try folder.status()
            device = status.device
            inode = status.stamp.inode
        }
    }

    private let root: SharedDescriptor
    private var rootIdentity: FolderIdentity?
    /// Below the root.
    private var levels: [Level] = []
    private var firstOpen = 0
    private let most: Int
    private let crossesMounts: Bool

    /// Starts at an open folder, which stays open; of those below it `most` do, and one more for a moment. Where mounts are not
    /// crossed, a folder that something is mounted on is EXDEV.
    package init(_ root: consuming Descriptor, keeping most: Int, crossingMounts crossesMounts: Bool = true) {
        self.root = SharedDescriptor(root)
        self.most = max(most, 1)
        self.crossesMounts = crossesMounts
    }

    /// The folder that the way leads to, opened again where it was closed.
    package mutating func end() throws(SystemError) -> SharedDescriptor {
        guard let last = levels.last else { return root }
        if let folder = last.folder { return folder }
        var folder = try root.descriptor.duplicate()
        for level in levels { folder = try open(level.name, in: folder) }
        // Another folder has taken its place.
        guard try FolderIdentity(folder) == last.identity else { throw SystemError("openat", ESTALE) }
        let shared = SharedDescriptor(folder)
        levels[levels.count - 1].folder = shared
        firstOpen = levels.count - 1
        return shared
    }

    /// Goes on into the folder `name`; the way stays as it was where that fails.
    package mutating func enter(_ name: [UInt8]) throws(SystemError) {
        do throws(SystemError) {
            try goOn(name)
        } catch {
            guard error.isScarcity else { throw error }
            close(allBut: 1)
            try goOn(name)
        }
        close(allBut: most)
    }

    private func open(_ name: [UInt8], in folder: borrowing Descriptor) throws(SystemError) -> Descriptor {
        crossesMounts ? try folder.folder(name) : try folder.folderOfSameMount(name)
    }

    private mutating func goOn(_ name: [UInt8]) throws(SystemError) {
        let folder = try open(name, in: end().descriptor)
        levels.append(Level(name: name, identity: try FolderIdentity(folder), folder: SharedDescriptor(folder)))
    }

    /// Goes back to the folder before.
    package mutating func leave() {
        levels.removeLast()
        firstOpen = min(firstOpen, levels.count)
    }

    /// Whether the folder that the way leads to is also one that it leads through.
    package mutating func meetsItself() throws(SystemError) -> Bool {
        guard let last = levels.last else { return false }
        if rootIdentity == nil { rootIdentity = try FolderIdentity(root.descriptor) }
        return rootIdentity == last.identity || levels.dropLast().contains { $0.identity == last.identity }
    }

    private mutating func close(allBut count: Int) {
        while levels.count - firstOpen > count {
            levels[firstOpen].folder = nil
            firstOpen += 1
        }
    }
}
