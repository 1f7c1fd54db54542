// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A path inside a library: bytes as the file system has them, relative to the root, components joined by `/`.
///
/// Invariants: no empty component, none that is `.` or `..`, no NUL; the root itself is the empty path.
/// Compared bytewise: NFC and NFD twins are two paths, and names need not be UTF-8.
public struct LibraryPath: Hashable, Sendable {
    /// The components, joined by `/`.
    public let bytes: [UInt8]

    /// The library's root.
    public static let root = LibraryPath(unchecked: [])

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// From relative bytes; nil where an invariant does not hold.
    public init?(bytes: [UInt8]) {
        let components = bytes.split(separator: LibraryPath.slash, omittingEmptySubsequences: false)
        guard bytes.isEmpty || components.allSatisfy({ LibraryPath.isName($0) }) else { return nil }
        self.bytes = bytes
    }

    /// The path of an entry of this folder. A name the kernel listed always is one; anything else traps.
    public func appending(_ name: [UInt8]) -> LibraryPath {
        precondition(LibraryPath.isName(name[...]), "a name is one component")
        return LibraryPath(unchecked: bytes.isEmpty ? name : bytes + [LibraryPath.slash] + name)
    }

    /// The components in order; none for the root.
    public var components: [[UInt8]] {
        bytes.split(separator: LibraryPath.slash).map(Array.init)
    }

    /// The last component; empty for the root.
    public var name: [UInt8] {
        bytes.lastIndex(of: LibraryPath.slash).map { Array(bytes[($0 + 1)...]) } ?? bytes
    }

    /// The folder that holds this path; the root's is the root.
    public var folder: LibraryPath {
        LibraryPath(unchecked: bytes.lastIndex(of: LibraryPath.slash).map { Array(bytes[..<$0]) } ?? [])
    }

    /// Whether this path lies in `folder`, at any depth, or is it.
    public func isInside(_ folder: LibraryPath) -> Bool {
        if folder.bytes.isEmpty || self == folder { return true }
        return bytes.count > folder.bytes.count && bytes[folder.bytes.count] == LibraryPath.slash
            && bytes.starts(with: folder.bytes)
    }

    /// Whether `name` can be one component of a path.
    public static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty && !name.contains(slash) && !name.contains(0) && !name.elementsEqual(".".utf8)
            && !name.elementsEqual("..".utf8)
    }

    private static let slash = UInt8(ascii: "/")
}

extension LibraryPath: Comparable {
    /// The order of the bytes.
    public static func < (a: LibraryPath, b: LibraryPath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
