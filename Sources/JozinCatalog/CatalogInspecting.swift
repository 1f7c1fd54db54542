// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A catalog looked at row by row, in whatever shape it is; nothing of it is changed. All calls are safe from any thread.
public protocol CatalogInspecting: Sendable {
    /// What the database finds wrong with itself, in its own words; none where it is sound.
    func damages(limit: Int) throws(CatalogError) -> [String]

    /// The rows behind the one with this key (0 is before the first), in the order of their keys.
    func rows(after key: Int64, limit: Int) throws(CatalogError) -> [CatalogRow]

    /// The names of all files known in a folder, present or not.
    func names(in folder: LibraryPath) throws(CatalogError) -> [[UInt8]]

    /// The paths of folders that hold known files, from `start` on in the order of their bytes.
    func folders(from start: [UInt8], limit: Int) throws(CatalogError) -> [LibraryPath]

    /// How many rows there are, and the length of all present files whose digest is known.
    func totals() throws(CatalogError) -> CatalogTotals
}

/// One file of the catalog, whether or not its row makes sense.
public struct CatalogRow: Sendable {
    /// The catalog's own key.
    public let key: Int64
    /// Where the file lies; nil where the row does not say.
    public let path: LibraryPath?
    /// Whether the file was there at the last scan.
    public let isPresent: Bool
    /// What is known of it, or why that cannot be told.
    public let record: Result<PhotoRecord, CatalogError>

    /// A row.
    public init(key: Int64, path: LibraryPath?, isPresent: Bool, record: Result<PhotoRecord, CatalogError>) {
        self.key = key
        self.path = path
        self.isPresent = isPresent
        self.record = record
    }
}

/// How much there is to look at.
public struct CatalogTotals: Hashable, Sendable {
    /// All rows.
    public var rows: Int
    /// The length of all present files whose digest is known.
    public var bytes: Int64

    /// Two sums.
    public init(rows: Int, bytes: Int64) {
        self.rows = rows
        self.bytes = bytes
    }
}
