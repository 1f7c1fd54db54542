// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The index over a library's sidecars. Every list is read in pages by key, never by offset.
///
/// Implementations pass the conformance suite of JozinCatalogTests. All calls are safe from any thread.
public protocol Catalog: DecisionMirroring {
    /// Starts a scan and says its number; numbers grow.
    func beginScan() throws(CatalogError) -> Int

    /// The files known in one folder, in the order of their names' bytes, for a merge with the folder's listing.
    func knownFiles(in folder: LibraryPath) throws(CatalogError) -> [KnownFile]

    /// The folders that hold known files, behind `folder` in the order of their bytes.
    func folders(after folder: LibraryPath?, limit: Int) throws(CatalogError) -> [LibraryPath]

    /// Makes the changes in one transaction; durable when it returns. A record of the root, which is no file, is refused,
    /// and the others with it.
    func apply(_ changes: CatalogChanges) throws(CatalogError)

    /// The record of one file.
    func photo(at path: LibraryPath) throws(CatalogError) -> PhotoRecord?

    /// The present files behind `path`, by folder and then name, in the order of bytes.
    func photos(after path: LibraryPath?, limit: Int) throws(CatalogError) -> [PhotoRecord]

    /// Hands out what the present files are compared by, by folder and then name, in the order of bytes, in pages of at most
    /// `limit`. All pages are of one moment, also while a scan goes on. What they say is true only once this returns: a file
    /// that the catalog lost is missed at the end, and thrown as damage.
    func comparablePhotos(inPagesOf limit: Int, _ body: ([ComparablePhoto]) -> Void) throws(CatalogError)

    /// Photos whose pixels were not read yet. Those of one size and one pHash with another photo come first: they may
    /// be pixel-identical, and are settled within minutes.
    func shallowPhotos(after cursor: ShallowCursor?, limit: Int) throws(CatalogError) -> ShallowPage

    /// Present photos whose look is known and whose placeholder is not, by their numbers: those of a catalog from before it
    /// kept placeholders. The sidecars have them.
    func photosWithoutPlaceholder(after number: Int64, limit: Int) throws(CatalogError) -> [NumberedFile]

    /// How many present files are in which state.
    func counts() throws(CatalogError) -> CatalogCounts

    /// The files that hold, or held when they were last seen, these very bytes; by path, in the order of bytes.
    func photos(holding digest: FileDigest, limit: Int) throws(CatalogError) -> [PhotoRecord]

    /// The files that show, or showed when they were last seen, these very pixels; by path, in the order of bytes.
    func photos(showing pixels: Digest256, limit: Int) throws(CatalogError) -> [PhotoRecord]

    /// Takes note that a scan's walk came to its end: everything that was there then is known.
    func endWalk(ofScan number: Int) throws(CatalogError)

    /// Whether the walk of the last scan that was begun came to its end.
    func wasWalked() throws(CatalogError) -> Bool
}

/// Changes that become durable together, in the order of these members.
public struct CatalogChanges: Sendable {
    /// Files that lie elsewhere now: each record keeps its history under its new path, in place of what was known there.
    public var moves: [FileMove] = []
    /// Records to insert, or to put in place of those at the same path.
    public var records: [PhotoRecord] = []
    /// Files that were looked for in a folder that could be read, and were not there. Their records stay.
    public var missing: [LibraryPath] = []

    /// No changes.
    public init() {}

    /// Whether there is nothing to do.
    public var isEmpty: Bool { moves.isEmpty && records.isEmpty && missing.isEmpty }
}

/// A file that was found under another path.
public struct FileMove: Hashable, Sendable {
    /// Where it was.
    public let from: LibraryPath
    /// Where it is.
    public let to: LibraryPath

    /// A move.
    public init(from: LibraryPath, to: LibraryPath) {
        self.from = from
        self.to = to
    }
}

/// Where a page of photos to be decoded ends.
public struct ShallowCursor: Hashable, Sendable {
    /// Whether the page holds photos that may be pixel-identical to another.
    public let isCollision: Bool
    /// The catalog's own key of the last photo.
    public let key: Int64

    /// A place in the list.
    public init(isCollision: Bool, key: Int64) {
        self.isCollision = isCollision
        self.key = key
    }
}

/// A page of photos to be decoded, and where the next one starts; nil at the end.
public struct ShallowPage: Sendable {
    /// In the catalog's order.
    public let photos: [PhotoRecord]
    /// For the next call.
    public let next: ShallowCursor?

    /// A page.
    public init(photos: [PhotoRecord], next: ShallowCursor?) {
        self.photos = photos
        self.next = next
    }
}

/// How many present files are in which state.
public struct CatalogCounts: Hashable, Sendable {
    /// Files whose facts are known.
    public var indexed = 0
    /// Photos that could not be read whole.
    public var failed = 0
    /// Files that are no photo that Jožin reads.
    public var unsupported = 0
    /// Indexed photos whose pixels were not read yet.
    public var shallow = 0

    /// An empty catalog's.
    public init() {}
}

/// Why a catalog could not answer.
public struct CatalogError: Error, Hashable, Sendable {
    /// What kind of failure it was.
    public enum Reason: Hashable, Sendable {
        /// A newer Jožin made it.
        case newer
        /// Its content breaks its own rules; it can be rebuilt from the sidecars.
        case damaged
        /// The disk is full.
        case fullDisk
        /// Anything else.
        case other
    }

    /// For the program.
    public let reason: Reason
    /// The database's own words, without the owner's data.
    public let message: String

    /// A failure in the database's words.
    public init(_ reason: Reason, _ message: String) {
        self.reason = reason
        self.message = message
    }
}
