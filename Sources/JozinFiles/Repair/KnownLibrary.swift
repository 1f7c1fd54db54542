// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore

/// A library on this user's list, and whether it can be reached.
public struct KnownLibrary: Hashable, Sendable {
    /// What lies at its root now.
    public enum Condition: String, Sendable {
        /// The library.
        case there
        /// Nothing, or a folder without its marker: the disk may not be mounted.
        case unreachable
        /// Another library.
        case another
    }

    /// Its root.
    public let root: SystemPath
    /// Where its state folder lies, if not in the root.
    public let state: SystemPath?
    /// What lies there now.
    public let condition: Condition
}

extension LibraryOpener {
    /// The libraries on the list, in its order; nothing is made or changed.
    public func knownLibraries() throws(RunFailure) -> [KnownLibrary] {
        guard let stateHome, (try? Descriptor.folder(stateHome)) != nil else { return [] }
        return try RootRegistry(in: stateHome).entries.map { entry in
            let place = entry.state.map { StatePlace($0, for: entry.root) } ?? StatePlace(inside: entry.root)
            let identity = (try? place.identity()) ?? nil
            let isRootThere = (try? Descriptor.folder(entry.root)) != nil
            let condition: KnownLibrary.Condition =
                !isRootThere || identity == nil ? .unreachable : identity?.id == entry.id ? .there : .another
            return KnownLibrary(root: entry.root, state: entry.state, condition: condition)
        }
    }
}

extension Library {
    /// The process that holds the library's lock, where the system tells (/proc/locks).
    public func lockHolder() -> Int32? {
        guard let inode = (try? state.descriptor.status(of: LibraryLock.fileName))?.stamp.inode,
            let text = try? Descriptor.folder(SystemPath(literal: "/proc")).file(Array("locks".utf8), flags: 0).readAll(
                limit: 1 << 24)
        else { return nil }
        for line in text.split(separator: UInt8(ascii: "\n")) {
            // proc_locks(5): number, kind, mode, access, process, device and inode, start, end.
            let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            guard words.count >= 6, words[1] == "FLOCK", words[5].hasSuffix(":\(inode)"), let holder = Int32(words[4]), holder > 0
            else { continue }
            return holder
        }
        return nil
    }
}
