// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import JozinCatalog
public import JozinCore

extension SQLiteCatalog {
    /// See `DecisionMirroring`.
    public func mirrorDecisions(
        through number: Int, changed: @Sendable (_ after: Int) throws(CatalogError) -> [DecidedPhoto]
    ) throws(CatalogError) {
        guard try mirroredDecisions() < number else { return }
        try SQLiteCatalog.translating {
            try self.database.write { connection in
                let mark = try SQLiteCatalog.mirrored(connection)
                guard mark < number else { return }
                let remove = try connection.cachedStatement(sql: "DELETE FROM decision WHERE photo = ?")
                let insert = try connection.cachedStatement(sql: "INSERT INTO decision (photo, key, value) VALUES (?, ?, ?)")
                for photo in try changed(mark) {
                    let id = ImageIDBlob(photo.imageID)
                    try remove.execute(arguments: [id])
                    for (key, value) in photo.decisions { try insert.execute(arguments: [id, key, value]) }
                }
                try connection.execute(sql: "UPDATE mirror SET number = ?", arguments: [number])
            }
        }
    }

    /// See `DecisionMirroring`.
    public func forgetDecisions() throws(CatalogError) {
        try SQLiteCatalog.translating {
            try self.database.write { try $0.execute(sql: "DELETE FROM decision; UPDATE mirror SET number = 0") }
        }
    }

    private static func mirrored(_ connection: Database) throws -> Int {
        guard let number = try Int.fetchOne(connection, sql: "SELECT number FROM mirror") else {
            throw CatalogError(.damaged, "it does not say how far the log of decisions is mirrored")
        }
        return number
    }

    /// See `DecisionMirroring`.
    public func mirroredDecisions() throws(CatalogError) -> Int {
        try SQLiteCatalog.translating { try self.database.read(SQLiteCatalog.mirrored) }
    }

    /// See `DecisionMirroring`.
    public func decisions(of photo: ImageID) throws(CatalogError) -> [CatalogDecision] {
        try SQLiteCatalog.translating {
            try self.database.read { connection in
                let statement = try connection.cachedStatement(
                    sql: "SELECT photo, key, value FROM decision WHERE photo = ? ORDER BY key")
                return try Row.fetchAll(statement, arguments: [ImageIDBlob(photo)]).map(SQLiteCatalog.decision)
            }
        }
    }

    /// See `DecisionMirroring`.
    public func decisions(after decision: DecisionCursor?, limit: Int) throws(CatalogError) -> [CatalogDecision] {
        try SQLiteCatalog.translating {
            try self.database.read { connection in
                let statement = try connection.cachedStatement(
                    sql: """
                        SELECT photo, key, value FROM decision WHERE (photo, key) > (?1, ?2) ORDER BY photo, key LIMIT ?3
                        """)
                let start = decision.map { ImageIDBlob($0.imageID).databaseValue } ?? 0.databaseValue
                return try Row.fetchAll(statement, arguments: [start, decision?.key ?? "", limit])
                    .map(SQLiteCatalog.decision)
            }
        }
    }

    private static func decision(_ row: Row) throws -> CatalogDecision {
        let id: ImageIDBlob = try row.value("photo")
        return CatalogDecision(imageID: id.imageID, key: try row.value("key"), value: try row.value("value"))
    }
}

/// An image id as a BLOB, in the order of its text: 0 (by file) or 1 (by pixels), and the digest.
struct ImageIDBlob: DatabaseValueConvertible {
    let imageID: ImageID

    init(_ imageID: ImageID) { self.imageID = imageID }

    var databaseValue: DatabaseValue {
        switch imageID {
        case .file(let file): Blob.value([0] + file.digest.bytes)
        case .pixels(let digest): Blob.value([1] + digest.bytes)
        }
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> ImageIDBlob? {
        guard let bytes = Blob.bytes(value), let digest = Digest256(bytes: Array(bytes.dropFirst())) else { return nil }
        switch bytes.first {
        case 0: return ImageIDBlob(.file(FileDigest(digest)))
        case 1: return ImageIDBlob(.pixels(digest))
        default: return nil
        }
    }
}
