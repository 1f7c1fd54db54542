// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A folder of a library as its owner names it: by its path, or by a glob that any folder at any depth may fit.
///
/// A name without `*`, `?` and `[` is one folder and no other. A name with them is that folder too, for there may be one.
public struct FolderPattern: Hashable, Sendable {
    /// As the owner wrote it, but for slashes at its end and `./` before it.
    public let bytes: [UInt8]
    private let folder: LibraryPath
    private let glob: Glob?

    /// `.` is the whole library; nil for what names no folder in it: nothing, an absolute path, or a way out (`..`).
    public init?(_ name: [UInt8]) {
        var trimmed = name[...]
        while trimmed.starts(with: "./".utf8) { trimmed = trimmed.dropFirst(2).drop { $0 == UInt8(ascii: "/") } }
        while trimmed.count > 1, trimmed.last == UInt8(ascii: "/") { trimmed.removeLast() }
        if trimmed.elementsEqual(".".utf8) || trimmed.isEmpty && !name.isEmpty {
            self.init(bytes: [UInt8(ascii: ".")], folder: .root, glob: nil)
            return
        }
        let isGlob = trimmed.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
        guard !trimmed.isEmpty, let folder = LibraryPath(bytes: Array(trimmed)) else { return nil }
        self.init(bytes: Array(trimmed), folder: folder, glob: isGlob ? Glob(Array(trimmed)) : nil)
    }

    private init(bytes: [UInt8], folder: LibraryPath, glob: Glob?) {
        self.bytes = bytes
        self.folder = folder
        self.glob = glob
    }

    /// Whether a file lies in such a folder, at any depth.
    public func holds(_ path: LibraryPath) -> Bool {
        var ancestor = path.folder
        if ancestor.isInside(folder) { return true }
        guard let glob else { return false }
        while ancestor != .root {
            if glob.matches(ancestor, isFolder: true) { return true }
            ancestor = ancestor.folder
        }
        return false
    }
}
