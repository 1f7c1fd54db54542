// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Lists in pages by key: each page costs what it holds, wherever it lies.
struct PhotoPages {
    private let connection: Database

    init(_ connection: Database) { self.connection = connection }

    /// Folder by folder in the order of their paths, names in order within each.
    func photos(after path: LibraryPath?, limit: Int) throws -> [PhotoRecord] {
        var photos: [PhotoRecord] = []
        if let path { photos += try files(in: path.folder, after: path.name, limit: limit) }
        var folder = path?.folder
        while photos.count < limit, let next = try nextFolder(after: folder) {
            photos += try files(in: next, after: nil, limit: limit - photos.count)
            folder = next
        }
        return photos
    }

    private func nextFolder(after folder: LibraryPath?) throws -> LibraryPath? {
        let statement = try connection.cachedStatement(
            sql: "SELECT path FROM folder WHERE path > ? ORDER BY path LIMIT 1")
        return try Row.fetchOne(statement, arguments: [PathBlob.start(after: folder)])
            .map { try RecordCoding.path(folder: $0.value("path"), name: nil) }
    }

    private func files(in folder: LibraryPath, after name: [UInt8]?, limit: Int) throws -> [PhotoRecord] {
        let statement = try connection.cachedStatement(
            sql: RecordCoding.selection + """
                 WHERE photo.folder = (SELECT id FROM folder WHERE path = ?1) AND photo.present AND photo.name > ?2
                ORDER BY photo.name LIMIT ?3
                """)
        // Every name is behind the empty one.
        let arguments: StatementArguments = [PathBlob(folder.bytes), PathBlob(name ?? []), limit]
        return try Row.fetchAll(statement, arguments: arguments).map(RecordCoding.record)
    }

    /// Photos, missing ones too, of one digest in an indexed column.
    func photos(_ column: StaticString, _ digest: Digest256, limit: Int) throws -> [PhotoRecord] {
        let statement = try connection.cachedStatement(
            sql: RecordCoding.selection + " WHERE photo.\(column) = ? ORDER BY folder.path, photo.name LIMIT ?")
        return try Row.fetchAll(statement, arguments: [PathBlob(digest.bytes), limit]).map(RecordCoding.record)
    }

    /// Collisions first, then the rest, each in the order of the catalog's keys.
    func shallowPhotos(after cursor: ShallowCursor?, limit: Int) throws -> ShallowPage {
        let isCollision = cursor?.isCollision ?? true
        let rows = try shallowRows(isCollision: isCollision, after: cursor?.key ?? 0, limit: limit)
        let photos = try rows.map(RecordCoding.record)
        if rows.count == limit, let last = rows.last {
            return ShallowPage(photos: photos, next: ShallowCursor(isCollision: isCollision, key: try last.value("id")))
        }
        return ShallowPage(photos: photos, next: isCollision ? ShallowCursor(isCollision: false, key: 0) : nil)
    }

    private func shallowRows(isCollision: Bool, after key: Int64, limit: Int) throws -> [Row] {
        let collides = """
            EXISTS (SELECT 1 FROM photo AS other WHERE other.phash = photo.phash AND other.width = photo.width
                AND other.height = photo.height AND other.id <> photo.id AND other.present)
            """
        let statement = try connection.cachedStatement(
            sql: RecordCoding.selection + """
                 WHERE photo.state = 0 AND photo.depth = 0 AND photo.present = 1 AND photo.id > ?1
                AND \(isCollision ? collides : "NOT " + collides) ORDER BY photo.id LIMIT ?2
                """)
        return try Row.fetchAll(statement, arguments: [key, limit])
    }
}
