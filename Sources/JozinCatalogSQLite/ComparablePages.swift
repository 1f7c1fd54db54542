// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Reads what photos are compared by, row after row, and only the columns of that.
///
/// Nothing is left out silently: 1. Files that are gone are read too, since a flipped bit of `present` would hide a photo.
/// 2. Each row's sum is right. 3. Paths rise, so that none comes twice. 4. As many rows were read, which was by the two indexes,
/// as the table has.
struct ComparablePages {
    private let connection: Database
    private let limit: Int
    private var page: [ComparablePhoto] = []
    private var rows = 0
    private var folder: (id: Int64, path: LibraryPath)?
    private var name: [UInt8] = []

    init(_ connection: Database, limit: Int) {
        self.connection = connection
        self.limit = max(1, limit)
    }

    mutating func visit(_ body: ([ComparablePhoto]) -> Void) throws {
        let statement = try connection.cachedStatement(
            sql: """
                SELECT \(RecordCoding.comparedColumns) FROM folder CROSS JOIN photo ON photo.folder = folder.id
                ORDER BY folder.path, photo.name
                """)
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            rows += 1
            guard let photo = try photo(row) else { continue }
            page.append(photo)
            guard page.count == limit else { continue }
            body(page)
            page.removeAll(keepingCapacity: true)
        }
        guard try Int.fetchOne(connection, sql: "SELECT count(*) FROM photo NOT INDEXED") == rows else {
            throw CatalogError(.damaged, "a record is not where it is looked for")
        }
        if !page.isEmpty { body(page) }
    }

    /// The row's photo; nil where the file is gone.
    private mutating func photo(_ row: Row) throws -> ComparablePhoto? {
        let path = try path(row)
        let photo = try RecordCoding.comparable(row, at: path)
        let isPresent: Bool = try row.value(at: 4)
        guard try row.value(at: 3) == RowSums.compared(photo, isPresent: isPresent) else { throw RecordCoding.wrongSum }
        return isPresent ? photo : nil
    }

    /// The folder's path is read once for all of its files.
    private mutating func path(_ row: Row) throws -> LibraryPath {
        let id: Int64 = try row.value(at: 0)
        if id != folder?.id {
            let path = try RecordCoding.path(folder: row.value(at: 1), name: nil)
            guard folder.map({ $0.path < path }) ?? true else { throw ComparablePages.disorder }
            folder = (id, path)
            name = []
        }
        let next = (try row.value(at: 2) as PathBlob).bytes
        guard let folder, LibraryPath.isName(next[...]), name.lexicographicallyPrecedes(next) else {
            throw ComparablePages.disorder
        }
        name = next
        return folder.path.appending(next)
    }

    private static let disorder = CatalogError(.damaged, "records are not in the order of their paths")
}
