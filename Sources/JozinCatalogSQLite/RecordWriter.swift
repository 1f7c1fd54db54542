// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Puts records within one transaction, with statements prepared once and folder ids looked up once.
struct RecordWriter {
    private let connection: Database
    private var folders: [LibraryPath: Int64] = [:]

    init(_ connection: Database) { self.connection = connection }

    mutating func put(_ record: PhotoRecord) throws {
        guard !record.path.name.isEmpty else { throw CatalogError(.other, "a record of the root, which is no file") }
        let statement = try connection.cachedStatement(sql: RecordCoding.upsert)
        let folder = try folderID(record.path.folder)
        try statement.execute(arguments: RecordCoding.arguments(record, folder: folder))
    }

    /// Re-keys the record of a file. What was known at its new path gives way; a file that was never known stays unknown.
    ///
    /// SQLite has no exclusive or: it is "or" less "and".
    mutating func move(_ move: FileMove) throws {
        guard move.from != move.to, try isKnown(move.from) else { return }
        let remove = try connection.cachedStatement(
            sql: "DELETE FROM photo WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?")
        try remove.execute(arguments: [PathBlob(move.to.folder.bytes), PathBlob(move.to.name)])
        let update = try connection.cachedStatement(
            sql: """
                UPDATE photo SET folder = ?1, name = ?2, present = 1,
                    comparedSum = ((comparedSum | ?3) - (comparedSum & ?3)) | \(RowSums.present)
                WHERE folder = (SELECT id FROM folder WHERE path = ?4) AND name = ?5
                """)
        let folder = try folderID(move.to.folder)
        try update.execute(arguments: [
            folder, PathBlob(move.to.name), RowSums.change(move), PathBlob(move.from.folder.bytes), PathBlob(move.from.name),
        ])
    }

    private func isKnown(_ path: LibraryPath) throws -> Bool {
        let select = try connection.cachedStatement(
            sql: "SELECT 1 FROM photo WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?")
        return try Row.fetchOne(select, arguments: [PathBlob(path.folder.bytes), PathBlob(path.name)]) != nil
    }

    mutating func markMissing(_ path: LibraryPath) throws {
        let statement = try connection.cachedStatement(
            sql: """
                UPDATE photo SET present = 0, comparedSum = comparedSum & ~\(RowSums.present)
                WHERE folder = (SELECT id FROM folder WHERE path = ?) AND name = ?
                """)
        try statement.execute(arguments: [PathBlob(path.folder.bytes), PathBlob(path.name)])
    }

    private mutating func folderID(_ path: LibraryPath) throws -> Int64 {
        if let id = folders[path] { return id }
        let insert = try connection.cachedStatement(sql: "INSERT INTO folder (path) VALUES (?) ON CONFLICT DO NOTHING")
        try insert.execute(arguments: [PathBlob(path.bytes)])
        let select = try connection.cachedStatement(sql: "SELECT id FROM folder WHERE path = ?")
        guard let id = try Int64.fetchOne(select, arguments: [PathBlob(path.bytes)]) else {
            throw CatalogError(.damaged, "a folder that was just inserted is not there")
        }
        folders[path] = id
        return id
    }
}
