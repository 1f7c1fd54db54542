// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A check sum is right as long as its row is` {
    private func sums(_ catalog: SQLiteCatalog) throws -> [Row] {
        try catalog.database.read { try Row.fetchAll($0, sql: "SELECT id, comparedSum, factsSum FROM photo ORDER BY id") }
    }

    private func apply(_ catalog: SQLiteCatalog, _ change: (inout CatalogChanges) -> Void) throws {
        var changes = CatalogChanges()
        change(&changes)
        try catalog.apply(changes)
    }

    private func reason(_ catalog: SQLiteCatalog) -> CatalogError.Reason? {
        do throws(CatalogError) {
            try catalog.comparablePhotos(inPagesOf: 10) { _ in }
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `values that SQLite keeps in its own way`() throws {
        let temporary = try TemporaryCatalog()
        var maker = RecordMaker(95)
        var (zero, none, ended) = (
            maker.full(RecordMaker.path("0")), maker.full(RecordMaker.path("1")), maker.full(RecordMaker.path("2"))
        )
        (zero.exif.fNumber, zero.exif.gps) = (-0.0, GPSPosition(latitude: -0.0, longitude: -0.0, altitude: -0.0))
        (none.exif.exposureSeconds, none.exif.gps) = (.nan, GPSPosition(latitude: 1, longitude: .nan, altitude: 3))
        ended.exif.make = "up to here\0and no further"
        ended.problem = Problem(.damagedFile, "\0", remedy: "a\0")
        try apply(temporary.catalog) { $0.records = [zero, none, ended] }
        let records = try temporary.catalog.photos(after: nil, limit: 10)
        #expect(records.map(\.exif.fNumber)[0] == 0)
        #expect(records[1].exif.exposureSeconds == nil && records[1].exif.gps == nil)
        #expect(records[2].exif.make == "up to here")
        #expect(reason(temporary.catalog) == nil)
    }

    /// What changes a part of a row keeps the rest's sum as it is: a wrong one does not become right.
    @Test func `a damaged row stays one when its file moves, goes and comes again`() throws {
        let temporary = try TemporaryCatalog()
        let catalog = temporary.catalog
        var maker = RecordMaker(96)
        let (a, b) = (RecordMaker.path("x/a"), RecordMaker.path("y/b"))
        let record = maker.full(a)
        try apply(catalog) { $0.records = [record] }
        try catalog.database.write { try $0.execute(sql: "UPDATE photo SET modified = ~modified") }
        #expect(reason(catalog) == .damaged)
        try apply(catalog) { $0.moves = [FileMove(from: a, to: b)] }
        #expect(reason(catalog) == .damaged)
        try apply(catalog) { $0.missing = [b] }
        #expect(reason(catalog) == .damaged, "also what is gone is looked at")
        try apply(catalog) { $0.moves = [FileMove(from: b, to: a)] }
        #expect(reason(catalog) == .damaged)
        try apply(catalog) { $0.records = [record] }
        #expect(reason(catalog) == nil, "what is read again is right again")
    }

    @Test func `the scan that met a photo is not believed of its row alone`() throws {
        let temporary = try TemporaryCatalog()
        let catalog = temporary.catalog
        var maker = RecordMaker(97)
        let path = RecordMaker.path("x/a")
        try apply(catalog) { $0.records = [maker.full(path, scan: 4)] }
        try catalog.database.write { try $0.execute(sql: "UPDATE photo SET addedIn = 6") }
        #expect(reason(catalog) == .damaged)
        try apply(catalog) { $0.records = [maker.full(path, scan: 9)] }
        #expect(reason(catalog) == .damaged, "an upsert keeps the scan and what was known of it")
        try catalog.database.write { try $0.execute(sql: "UPDATE photo SET addedIn = 4") }
        #expect(reason(catalog) == nil)
    }

    @Test func `photos whose folder is lost are missed`() throws {
        let temporary = try TemporaryCatalog()
        var maker = RecordMaker(98)
        try apply(temporary.catalog) { $0.records = (0..<9).map { maker.full(RecordMaker.path("\($0 % 2)/\($0)")) } }
        #expect(reason(temporary.catalog) == nil)
        try temporary.catalog.database.writeWithoutTransaction { connection in
            try connection.execute(sql: "PRAGMA foreign_keys = OFF; UPDATE folder SET id = 77 WHERE id = 1")
        }
        #expect(reason(temporary.catalog) == .damaged)
    }

    /// A catalog as the version before check sums made it.
    private func withoutSums(_ catalog: SQLiteCatalog) throws {
        try catalog.database.write { connection in
            try connection.execute(
                sql: """
                    ALTER TABLE photo DROP COLUMN comparedSum;
                    ALTER TABLE photo DROP COLUMN factsSum;
                    DROP INDEX photoWithoutPlaceholder;
                    ALTER TABLE photo DROP COLUMN placeholder;
                    ALTER TABLE photo DROP COLUMN fileRating;
                    ALTER TABLE photo DROP COLUMN fileKeywords;
                    ALTER TABLE photo DROP COLUMN fileTitle;
                    ALTER TABLE photo DROP COLUMN fileDescription;
                    DELETE FROM grdb_migrations WHERE identifier IN ('3 sums', '6 placeholders', '7 descriptions');
                    """)
        }
    }

    @Test func `a catalog from before gets the sums that it would have been made with`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        var expected: (sums: [Row], photos: [PhotoRecord]) = ([], [])
        do {
            let catalog = try SQLiteCatalog(path: path)
            var maker = RecordMaker(99)
            let paths = RandomTree.paths(2_300, folders: 40, &maker.random)
            func older(_ path: LibraryPath, scan: Int) -> PhotoRecord {
                var record = maker.record(path, scan: scan)
                record.placeholder = nil
                record.descriptive = DescriptiveFacts()
                return record
            }
            for scan in 1...3 {
                try apply(catalog) { changes in
                    changes.records = paths.filter { _ in maker.random.coin() || scan == 1 }.map { older($0, scan: scan) }
                    changes.moves = [FileMove(from: maker.pick(paths), to: maker.pick(paths))]
                    changes.missing = (0..<50).map { _ in maker.pick(paths) }
                }
            }
            expected = (try sums(catalog), try catalog.photos(after: nil, limit: 5_000))
            try withoutSums(catalog)
        }
        let catalog = try SQLiteCatalog(path: path)
        #expect(try sums(catalog) == expected.sums)
        #expect(try catalog.photos(after: nil, limit: 5_000) == expected.photos)
        #expect(try Pages.comparable(catalog, limit: 100) == expected.photos.map(ComparablePhoto.init))
    }

    @Test func `a row from before that makes no sense is damaged until it is read again`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        var maker = RecordMaker(100)
        let records = (0..<5).map {
            var record = maker.full(RecordMaker.path("x/\($0)"), scan: 2)
            record.descriptive = DescriptiveFacts()
            return record
        }
        do {
            let catalog = try SQLiteCatalog(path: path)
            try apply(catalog) { $0.records = records }
            try withoutSums(catalog)
            try catalog.database.write { try $0.execute(sql: "UPDATE photo SET orientation = 99 WHERE id = 3") }
        }
        let catalog = try SQLiteCatalog(path: path)
        #expect(throws: CatalogError.self) { try catalog.photo(at: records[2].path) }
        #expect(try catalog.photo(at: records[1].path)?.digest == records[1].digest)
        #expect(reason(catalog) == .damaged)
        try apply(catalog) { $0.records = [records[2]] }
        #expect(try catalog.photo(at: records[2].path)?.addedIn == 2)
        #expect(reason(catalog) == nil)
    }
}
