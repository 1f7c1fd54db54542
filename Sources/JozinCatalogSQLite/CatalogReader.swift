// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import JozinCatalog
public import JozinCore

/// The catalog in SQLite, opened without writing a byte: no log is replayed into it, no shared memory laid beside it.
///
/// Invariant: nobody writes to the catalog meanwhile; who opens a reader holds the library's lock, shared or alone.
public final class CatalogReader: CatalogInspecting {
    private let database: DatabaseQueue

    /// Opens `catalog.sqlite` of an open folder, which must stay open as long as the reader.
    public convenience init(inFolder descriptor: Int32, hasLog: Bool) throws(CatalogError) {
        try self.init(path: "/proc/self/fd/\(descriptor)/catalog.sqlite", hasLog: hasLog)
    }

    /// Opens the catalog at a path. A log beside it that is not empty (a killed run leaves one) is read with it.
    public init(path: String, hasLog: Bool) throws(CatalogError) {
        database = try SQLiteCatalog.translating {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.label = "catalog, for looking"
            configuration.prepareDatabase { connection in
                // Without shared memory SQLite indexes the log in its own; it asks for a lock first, and there is none.
                if hasLog { try connection.execute(sql: "PRAGMA locking_mode = EXCLUSIVE") }
                try connection.execute(sql: "PRAGMA temp_store = MEMORY")
            }
            let how = hasLog ? "vfs=unix-none" : "immutable=1"
            let queue = try DatabaseQueue(path: "file:\(path)?mode=ro&\(how)", configuration: configuration)
            if try queue.read(CatalogMigrations.all.hasBeenSuperseded) { throw SQLiteCatalog.newer }
            guard try queue.read(CatalogMigrations.all.hasCompletedMigrations) else {
                throw CatalogError(.other, "an older Jožin made this catalog, or a scan was stopped while it made it")
            }
            return queue
        }
    }

    /// The version of SQLite itself.
    public func libraryVersion() throws(CatalogError) -> String {
        try read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "?" }
    }

    /// See `CatalogInspecting`.
    public func damages(limit: Int) throws(CatalogError) -> [String] {
        try read { connection in
            let found = try String.fetchAll(connection, sql: "PRAGMA integrity_check(\(limit))")
            let strays = try Row.fetchAll(connection, sql: "PRAGMA foreign_key_check").count
            let isOwnSchema = try CatalogReader.schema(connection) == CatalogReader.ownSchema()
            return found.filter { $0 != "ok" } + (strays > 0 ? ["\(strays) rows belong to no folder"] : [])
                + (isOwnSchema ? [] : ["its tables are not those that Jožin makes"])
        }
    }

    /// What the tables and indexes are, in the words that made them.
    private static func schema(_ connection: Database) throws -> Set<String> {
        try String.fetchSet(
            connection, sql: "SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
    }

    private static func ownSchema() throws -> Set<String> {
        let fresh = try DatabaseQueue()
        try CatalogMigrations.all.migrate(fresh)
        return try fresh.read(schema)
    }

    /// See `CatalogInspecting`.
    public func rows(after key: Int64, limit: Int) throws(CatalogError) -> [CatalogRow] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection + " WHERE photo.id > ? ORDER BY photo.id LIMIT ?")
            return try Row.fetchAll(statement, arguments: [key, limit]).map(CatalogReader.row)
        }
    }

    private static func row(_ row: Row) throws -> CatalogRow {
        let path = try? RecordCoding.path(folder: row.value("folderPath"), name: row.value("name") as PathBlob)
        let record = Result { () throws(CatalogError) in try SQLiteCatalog.translating { try RecordCoding.record(row) } }
        return CatalogRow(
            key: try row.value("id"), path: path, isPresent: (try? row.value("present") as Bool) ?? true, record: record)
    }

    /// See `CatalogInspecting`.
    public func names(in folder: LibraryPath) throws(CatalogError) -> [[UInt8]] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: "SELECT name FROM photo WHERE folder = (SELECT id FROM folder WHERE path = ?)")
            return try Row.fetchAll(statement, arguments: [PathBlob(folder.bytes)]).map {
                (try $0.value("name") as PathBlob).bytes
            }
        }
    }

    /// See `CatalogInspecting`.
    public func folders(from start: [UInt8], limit: Int) throws(CatalogError) -> [LibraryPath] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: "SELECT path FROM folder WHERE path >= ? ORDER BY path LIMIT ?")
            return try Row.fetchAll(statement, arguments: [PathBlob(start), limit])
                .map { try RecordCoding.path(folder: $0.value("path"), name: nil) }
        }
    }

    /// See `CatalogInspecting`.
    public func totals() throws(CatalogError) -> CatalogTotals {
        try read { connection in
            let row = try Row.fetchOne(
                connection,
                sql: """
                    SELECT count(*) AS files, coalesce(sum(CASE WHEN present AND digest IS NOT NULL THEN bytes END), 0) AS length
                    FROM photo
                    """)
            guard let row else { return CatalogTotals(rows: 0, bytes: 0) }
            return CatalogTotals(rows: try row.value("files"), bytes: try row.value("length"))
        }
    }

    private func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(CatalogError) -> Value {
        try SQLiteCatalog.translating { try self.database.read(body) }
    }
}
