// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A catalog from before placeholders goes on` {
    /// A catalog as the version before made it, of these records.
    private func older(_ path: String, _ records: [PhotoRecord]) throws {
        let catalog = try SQLiteCatalog(path: path)
        var changes = CatalogChanges()
        changes.records = records
        try catalog.apply(changes)
        try catalog.database.write { connection in
            try connection.execute(
                sql: """
                    DROP INDEX photoWithoutPlaceholder;
                    ALTER TABLE photo DROP COLUMN placeholder;
                    DELETE FROM grdb_migrations WHERE identifier = '6 placeholders';
                    """)
        }
    }

    @Test func `every row is right as it was, and takes a placeholder when it is put again`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        var maker = RecordMaker(120)
        let records = RandomTree.paths(300, folders: 9, &maker.random).map { path in
            var record = maker.record(path, scan: 2)
            record.placeholder = nil
            return record
        }
        try older(path, records)
        let catalog = try SQLiteCatalog(path: path)
        let read = try catalog.photos(after: nil, limit: 1_000)
        #expect(Set(read.map(\.path)) == Set(records.map(\.path)), "no sum is wrong")
        try catalog.comparablePhotos(inPagesOf: 50) { _ in }
        var changes = CatalogChanges()
        changes.records = read.map { record in
            var record = record
            record.placeholder = maker.placeholder()
            return record
        }
        try catalog.apply(changes)
        #expect(try catalog.photos(after: nil, limit: 1_000) == changes.records)
        #expect(try catalog.photosWithoutPlaceholder(after: 0, limit: 10).isEmpty)
    }

    @Test func `those that are without are found by an index`() throws {
        let catalog = try TemporaryCatalog()
        let plan = try catalog.catalog.database.read { connection in
            try Row.fetchAll(
                connection,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM photo JOIN folder ON folder.id = photo.folder
                    WHERE photo.placeholder IS NULL AND photo.phash IS NOT NULL AND photo.state = 0 AND photo.present = 1
                    AND photo.id > 0 ORDER BY photo.id LIMIT 10
                    """
            ).map { ($0["detail"] as String?) ?? "" }
        }
        #expect(plan.contains { $0.contains("photoWithoutPlaceholder") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test func `a placeholder of another length is damage`() throws {
        let catalog = try TemporaryCatalog()
        var maker = RecordMaker(121)
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path("a"))]
        try catalog.apply(changes)
        for wrong in ["x''", "zeroblob(24)", "substr(placeholder, 1, 23)", "placeholder || x'00'", "NULL"] {
            try catalog.catalog.database.write { connection in
                try connection.execute(sql: "UPDATE photo SET placeholder = CAST(\(wrong) AS BLOB)")
            }
            #expect(throws: CatalogError.self, "\(wrong)") { try catalog.photo(at: RecordMaker.path("a")) }
            try catalog.apply(changes)
            #expect(try catalog.photo(at: RecordMaker.path("a"))?.placeholder == changes.records[0].placeholder)
        }
    }
}
