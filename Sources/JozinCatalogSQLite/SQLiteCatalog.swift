// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import GRDB
public import JozinCatalog
public import JozinCore

/// The catalog in one SQLite file, in write-ahead mode: one writer, any number of readers.
public final class SQLiteCatalog: Catalog {
    /// For tests, which look at what SQLite was told and how it goes about a query.
    package let database: DatabasePool

    /// Opens or makes the catalog `catalog.sqlite` in an open folder, which must stay open as long as the catalog.
    ///
    /// The folder is named through /proc/self/fd, since its real path need not be UTF-8 and SQLite's interface here is text.
    public convenience init(
        inFolder descriptor: Int32, readers: Int = SQLiteCatalog.usualReaders
    ) throws(CatalogError) {
        try self.init(path: "/proc/self/fd/\(descriptor)/catalog.sqlite", readers: readers)
    }

    /// How many connections read at the same time where nothing is said.
    public static let usualReaders = 4

    /// Opens or makes the catalog at a path.
    public init(path: String, readers: Int = SQLiteCatalog.usualReaders) throws(CatalogError) {
        database = try SQLiteCatalog.translating { () throws -> DatabasePool in
            try SQLiteCatalog.refuseNewer(path)
            var configuration = SQLiteCatalog.configuration
            configuration.maximumReaderCount = readers
            let pool = try DatabasePool(path: path, configuration: configuration)
            if try pool.read(CatalogMigrations.all.hasBeenSuperseded) { throw SQLiteCatalog.newer }
            // The opening sets NORMAL, by which a commit returns before its log is synced: enough for a schema, which the next
            // opening makes again and the next commit syncs, and not for records.
            try CatalogMigrations.all.migrate(pool)
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        }
    }

    /// Looks at the catalog without writing, which the opening of a pool does.
    private static func refuseNewer(_ path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        do {
            let reader = try DatabaseQueue(path: path, configuration: configuration)
            guard try reader.read(CatalogMigrations.all.hasBeenSuperseded) else { return }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY {
            // It is not there yet, or was being made when its maker died, which the opening takes back; or the opening says why
            // it cannot be opened.
            return
        }
        throw newer
    }

    static let newer = CatalogError(.newer, "a newer Jožin made this catalog")

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "catalog"
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { connection in
            try connection.execute(sql: "PRAGMA temp_store = MEMORY")
            // There may be many readers, whose pages the system keeps as well.
            try connection.execute(sql: "PRAGMA cache_size = -4096")
        }
        return configuration
    }

    /// See `Catalog`.
    public func beginScan() throws(CatalogError) -> Int {
        try SQLiteCatalog.translating {
            try self.database.write { connection in
                try connection.execute(sql: "INSERT INTO scan DEFAULT VALUES")
                return Int(connection.lastInsertedRowID)
            }
        }
    }

    /// See `Catalog`.
    public func knownFiles(in folder: LibraryPath) throws(CatalogError) -> [KnownFile] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT \(RecordCoding.knownColumns)
                    FROM photo WHERE folder = (SELECT id FROM folder WHERE path = ?) ORDER BY name
                    """)
            return try Row.fetchAll(statement, arguments: [PathBlob(folder.bytes)]).map(RecordCoding.knownFile)
        }
    }

    /// See `Catalog`.
    public func folders(after folder: LibraryPath?, limit: Int) throws(CatalogError) -> [LibraryPath] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT path FROM folder WHERE path > ? AND EXISTS (SELECT 1 FROM photo WHERE photo.folder = folder.id)
                    ORDER BY path LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [PathBlob.start(after: folder), limit])
                .map { try RecordCoding.path(folder: $0.value("path"), name: nil) }
        }
    }

    /// See `Catalog`.
    public func apply(_ changes: CatalogChanges) throws(CatalogError) {
        guard !changes.isEmpty else { return }
        try SQLiteCatalog.translating {
            try self.database.write { connection in
                var writer = RecordWriter(connection)
                for move in changes.moves { try writer.move(move) }
                for record in changes.records { try writer.put(record) }
                for path in changes.missing { try writer.markMissing(path) }
            }
        }
    }

    /// See `Catalog`.
    public func photo(at path: LibraryPath) throws(CatalogError) -> PhotoRecord? {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection + " WHERE folder.path = ? AND photo.name = ?")
            return try Row.fetchOne(statement, arguments: [PathBlob(path.folder.bytes), PathBlob(path.name)])
                .map(RecordCoding.record)
        }
    }

    /// See `Catalog`.
    public func photos(after path: LibraryPath?, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try read { connection in try PhotoPages(connection).photos(after: path, limit: limit) }
    }

    /// See `Catalog`.
    public func comparablePhotos(inPagesOf limit: Int, _ body: ([ComparablePhoto]) -> Void) throws(CatalogError) {
        try SQLiteCatalog.translating {
            try self.database.read { connection in
                var pages = ComparablePages(connection, limit: limit)
                try pages.visit(body)
            }
        }
    }

    /// See `Catalog`.
    public func shallowPhotos(after cursor: ShallowCursor?, limit: Int) throws(CatalogError) -> ShallowPage {
        try read { connection in try PhotoPages(connection).shallowPhotos(after: cursor, limit: limit) }
    }

    /// See `Catalog`.
    public func photosWithoutPlaceholder(after number: Int64, limit: Int) throws(CatalogError) -> [NumberedFile] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection + """
                     WHERE photo.placeholder IS NULL AND photo.phash IS NOT NULL AND photo.state = 0 AND photo.present = 1
                    AND photo.id > ? ORDER BY photo.id LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [number, limit]).map { row in
                NumberedFile(number: try row.value("id"), record: try RecordCoding.record(row))
            }
        }
    }

    /// See `Catalog`.
    public func counts() throws(CatalogError) -> CatalogCounts {
        try read { connection in
            // One pass that keeps nothing: to group the rows, SQLite would sort a million of them.
            let row = try Row.fetchOne(
                connection,
                sql: """
                    SELECT count(*) FILTER (WHERE state = :indexed) AS indexed,
                        count(*) FILTER (WHERE state = :indexed AND depth = :quick) AS shallow,
                        count(*) FILTER (WHERE state = :failed) AS failed,
                        count(*) FILTER (WHERE state = :unsupported) AS unsupported
                    FROM photo WHERE present
                    """,
                arguments: [
                    "indexed": PhotoRecord.State.indexed.rawValue, "failed": PhotoRecord.State.failed.rawValue,
                    "unsupported": PhotoRecord.State.unsupported.rawValue, "quick": RecordCoding.depthCode(.quick),
                ])
            var counts = CatalogCounts()
            guard let row else { return counts }
            counts.indexed = try row.value("indexed")
            counts.shallow = try row.value("shallow")
            counts.failed = try row.value("failed")
            counts.unsupported = try row.value("unsupported")
            return counts
        }
    }

    /// See `Catalog`.
    public func photos(holding digest: FileDigest, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try read { connection in try PhotoPages(connection).photos("digest", digest.digest, limit: limit) }
    }

    /// See `Catalog`.
    public func photos(showing pixels: Digest256, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try read { connection in try PhotoPages(connection).photos("pixels", pixels, limit: limit) }
    }

    /// See `Catalog`.
    public func endWalk(ofScan number: Int) throws(CatalogError) {
        try SQLiteCatalog.translating {
            try self.database.write { try $0.execute(sql: "UPDATE scan SET walked = 1 WHERE number = ?", arguments: [number]) }
        }
    }

    /// See `Catalog`.
    public func wasWalked() throws(CatalogError) -> Bool {
        try read { try Bool.fetchOne($0, sql: "SELECT walked FROM scan ORDER BY number DESC LIMIT 1") ?? false }
    }

    func read<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) throws(CatalogError) -> Value {
        try SQLiteCatalog.translating { try self.database.read(body) }
    }

    /// SQLite's errors in the catalog's words.
    static func translating<Value>(_ body: () throws -> Value) throws(CatalogError) -> Value {
        do {
            return try body()
        } catch let error as CatalogError {
            throw error
        } catch let error as DatabaseError {
            let reason: CatalogError.Reason =
                switch error.resultCode {
                case .SQLITE_FULL: .fullDisk
                // The shared memory beside a write-ahead log could not grow: SQLite has no other word for a full disk here.
                case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: .fullDisk
                // The statements are constant: one that does not fit has met another schema than its own.
                case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR: .damaged
                default: .other
                }
            throw CatalogError(reason, "SQLite: \(error.message ?? "error") (\(error.extendedResultCode.rawValue))")
        } catch is RowDecodingError {
            // The error's own words have the record in them.
            throw CatalogError(.damaged, "a record holds a value of the wrong kind")
        } catch {
            throw CatalogError(.other, "\(error)")
        }
    }
}
