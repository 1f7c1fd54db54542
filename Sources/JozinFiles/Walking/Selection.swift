// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Which entries of a library belong to it: the owner's globs, and what no photo library wants.
///
/// An include glob wins over everything but `.jozin/`; then exclude globs; then hidden names and folders that programs
/// and systems keep for themselves.
public struct Selection: Sendable {
    private let included: [Glob]
    private let excluded: [Glob]

    /// From the owner's globs.
    public init(include: [Glob] = [], exclude: [Glob] = []) {
        included = include
        excluded = exclude
    }

    /// Why the entry is left out, in a sentence; nil where it belongs to the library.
    public func reasonAgainst(_ path: LibraryPath, isFolder: Bool) -> String? {
        let name = path.name
        if isFolder, name.elementsEqual(Selection.stateFolder) { return "it is Jožin's own folder" }
        if included.contains(where: { $0.matches(path, isFolder: isFolder) }) { return nil }
        if let glob = excluded.first(where: { $0.matches(path, isFolder: isFolder) }) { return "--exclude \(glob.text)" }
        if name.first == UInt8(ascii: ".") { return "its name begins with a dot" }
        if isFolder, Selection.foreign.contains(name) { return "it belongs to another program" }
        return nil
    }

    /// The name of the folder that Jožin may write to.
    public static let stateFolder = Array(".jozin".utf8)

    /// Thumbnails, trash and metadata of NAS systems, Windows and file systems.
    private static let foreign: Set<[UInt8]> = Set(
        ["@eaDir", "#recycle", "$RECYCLE.BIN", "System Volume Information", "lost+found"].map { Array($0.utf8) })
}
