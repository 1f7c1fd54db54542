// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A damaged catalog is told, never trusted with the program's life` {
    private static let photos = 100

    /// A catalog's file, closed and complete.
    private func intact(_ folder: TemporaryFolder) throws -> [UInt8] {
        let path = folder.file("catalog.sqlite")
        do {
            let catalog = try SQLiteCatalog(path: path)
            var maker = RecordMaker(51)
            var changes = CatalogChanges()
            changes.records = (0..<Self.photos).map { maker.shallow(RecordMaker.path("folder \($0 % 7)/\($0).jpg"), looks: 90) }
            for index in stride(from: 0, to: Self.photos, by: 2) {
                changes.records[index] = maker.full(changes.records[index].path)
            }
            try catalog.apply(changes)
            try catalog.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
        return try FileBytes.of(path)
    }

    /// Asks everything of a catalog, and puts something into it. The first error; nil where it answers as if nothing
    /// were wrong.
    private func use(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> CatalogError? {
        for name in ["catalog.sqlite-wal", "catalog.sqlite-shm"] { try FileBytes.write([], to: folder.file(name)) }
        try FileBytes.write(bytes, to: folder.file("catalog.sqlite"))
        let catalog: SQLiteCatalog
        do throws(CatalogError) {
            catalog = try SQLiteCatalog(path: folder.file("catalog.sqlite"))
        } catch {
            return error
        }
        var maker = RecordMaker(52)
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path("folder 3/3.jpg")), maker.full(RecordMaker.path("new/new.jpg"))]
        changes.missing = [RecordMaker.path("folder 4/4.jpg")]
        let uses: [() throws -> Void] = [
            { _ = try catalog.photos(after: nil, limit: 1_000) },
            { try catalog.comparablePhotos(inPagesOf: 50) { _ in } },
            { _ = try catalog.folders(after: nil, limit: 1_000) },
            { _ = try catalog.photo(at: RecordMaker.path("folder 3/3.jpg")) },
            { _ = try catalog.shallowPhotos(after: nil, limit: 1_000) },
            { _ = try catalog.shallowPhotos(after: ShallowCursor(isCollision: false, key: 0), limit: 1_000) },
            { _ = try catalog.counts() },
            { for number in 0..<7 { _ = try catalog.knownFiles(in: RecordMaker.path("folder \(number)")) } },
            { _ = try catalog.beginScan() },
            { try catalog.apply(changes) },
        ]
        return uses.compactMap { use -> CatalogError? in
            do {
                try use()
                return nil
            } catch {
                return error as? CatalogError ?? CatalogError(.other, "no error of a catalog: \(error)")
            }
        }.first
    }

    @Test func `a flipped byte anywhere is an error or goes unnoticed, and is never a crash`() throws {
        let folder = try TemporaryFolder()
        let bytes = try intact(folder)
        #expect(try use(bytes, folder) == nil)
        var random = SeededGenerator(seed: 53)
        var reasons: [CatalogError.Reason: Int] = [:]
        var offsets = Array(0..<100) + Array(stride(from: 100, to: bytes.count, by: 256))
        // Where pages and the records on them begin: headers, pointers, types.
        for page in stride(from: 0, to: bytes.count, by: 4096) { offsets += (0..<12).map { page + $0 } }
        for offset in offsets {
            var flipped = bytes
            flipped[offset] ^= UInt8(random.number(1...255))
            if let error = try use(flipped, folder) { reasons[error.reason, default: 0] += 1 }
        }
        #expect(reasons[.damaged, default: 0] > offsets.count / 10)
        #expect(reasons[.fullDisk] == nil)
        #expect(reasons[.other, default: 0] < offsets.count / 50, "\(reasons)")
    }

    @Test func `a catalog that ends early is damaged`() throws {
        let folder = try TemporaryFolder()
        let bytes = try intact(folder)
        for end in stride(from: 4096, to: bytes.count, by: 4096) {
            #expect(try use(Array(bytes[..<end]), folder)?.reason == .damaged, "\(end)")
        }
    }

    @Test func `a catalog whose pages are empty is damaged`() throws {
        let folder = try TemporaryFolder()
        let bytes = try intact(folder)
        let emptied = bytes[..<4096] + repeatElement(0, count: bytes.count - 4096)
        #expect(try use(Array(emptied), folder)?.reason == .damaged)
    }

    /// STRICT tables refuse these values; a damaged record may hold them all the same.
    @Test(arguments: [
        "state = NULL", "state = 7", "orientation = 0", "orientation = NULL", "bytes = NULL", "inode = NULL", "pipeline = NULL",
        "depth = NULL", "readIn = NULL", "addedIn = NULL", "name = x''", "name = x'2F'", "name = NULL", "present = NULL",
        "modified = NULL", "changed = x'00'", "digest = 5", "width = 'wide'", "iso = 'fast'", "phash = x'00'",
        "latitude = 'north'", "captured = x'FF'", "problemCode = 9",
    ])
    func `a record that cannot be is an error or read as without the value`(_ change: String) throws {
        let folder = try TemporaryFolder()
        _ = try intact(folder)
        do {
            let queue = try DatabaseQueue(path: folder.file("catalog.sqlite"))
            try queue.writeWithoutTransaction { connection in
                // The same tables without their types and rules.
                try connection.execute(
                    sql: """
                        PRAGMA writable_schema = ON;
                        UPDATE sqlite_schema SET sql = replace(replace(sql, ' NOT NULL', ''), ' STRICT', '') WHERE name = 'photo';
                        PRAGMA writable_schema = RESET;
                        """)
            }
            try queue.write { try $0.execute(sql: "UPDATE photo SET \(change) WHERE id = 5") }
        }
        let error = try use(try FileBytes.of(folder.file("catalog.sqlite")), folder)
        #expect(error == nil || error?.reason == .damaged, "\(error.debugDescription)")
    }

    @Test func `a full disk is told as such, and nothing of the batch stays`() throws {
        let temporary = try TemporaryCatalog()
        let catalog = temporary.catalog
        var maker = RecordMaker(54)
        var changes = CatalogChanges()
        changes.records = (0..<2_000).map { maker.full(RecordMaker.path("\($0)")) }
        try catalog.database.writeWithoutTransaction { connection in
            let pages = try Int.fetchOne(connection, sql: "PRAGMA page_count") ?? 0
            try connection.execute(sql: "PRAGMA max_page_count = \(pages + 20)")
        }
        let error = #expect(throws: CatalogError.self) { try catalog.apply(changes) }
        #expect(error?.reason == .fullDisk)
        #expect(try catalog.counts() == CatalogCounts())
        #expect(try catalog.folders(after: nil, limit: 10).isEmpty)
        try catalog.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
        try catalog.apply(changes)
        #expect(try catalog.photos(after: nil, limit: 3_000).count == 2_000)
    }
}
