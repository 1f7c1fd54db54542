// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A catalog says what has changed` {
    private func changed(_ catalog: SQLiteCatalog, after change: Int64, limit: Int) throws -> [FileChange] {
        var (changes, last) = ([FileChange](), change)
        while case let page = try catalog.filesChanged(after: last, limit: limit), let end = page.last {
            changes += page
            last = end.change
        }
        return changes
    }

    private func searchable(_ catalog: SQLiteCatalog) throws -> [Int64] {
        try catalog.searchableFiles(after: 0, limit: 10_000).map(\.number)
    }

    @Test func `what follows the changes has what a look at everything has`() throws {
        for seed in 150...153 as ClosedRange<UInt64> {
            let catalog = try TemporaryCatalog().catalog
            var maker = RecordMaker(seed)
            let paths = RandomTree.paths(120, folders: 7, &maker.random)
            let pictures = (0..<20).map { _ in maker.digest() }
            var known: Set<Int64> = []
            var last: Int64 = 0
            for _ in 0..<25 {
                var changes = CatalogChanges()
                let chosen = paths.filter { _ in maker.random.chance(10) }
                if let from = chosen.first, let to = chosen.last { changes.moves = [FileMove(from: from, to: to)] }
                changes.records = chosen.filter { _ in maker.random.chance(60) }.map { path in
                    var record = maker.full(path)
                    record.imageID = .pixels(maker.pick(pictures))
                    return record
                }
                changes.missing = chosen.filter { _ in maker.random.chance(40) }
                try catalog.apply(changes)
                let progress = try catalog.progress()
                let page = try changed(catalog, after: last, limit: maker.random.number(1...9))
                #expect(page.map(\.change) == page.map(\.change).sorted() && Set(page.map(\.file)).count == page.count)
                #expect(page.isEmpty ? progress.files == last : page.last?.change == progress.files)
                let listed = Set(try catalog.listedFiles(numbered: page.map(\.file)).map(\.number))
                known.subtract(page.map(\.file))
                known.formUnion(listed)
                for file in try catalog.absentFiles(after: 0, limit: 1_000) {
                    if file.isListed { known.insert(file.number) } else { known.remove(file.number) }
                }
                #expect(known == Set(try searchable(catalog)))
                last = progress.files
            }
        }
    }

    @Test func `decisions change no file, and a search for duplicates is counted`() throws {
        let catalog = try TemporaryCatalog().catalog
        var maker = RecordMaker(160)
        var changes = CatalogChanges()
        changes.records = (0..<4).map { maker.full(RecordMaker.path("x/\($0)")) }
        try catalog.apply(changes)
        let before = try catalog.progress()
        #expect(before.files >= 4 && before.groups == 0)
        let id = try #require(changes.records[0].imageID)
        try catalog.mirrorDecisions(through: 1) { _ in [DecidedPhoto(imageID: id, decisions: ["rating": "3"])] }
        #expect(try catalog.progress() == before)
        for count in 1...3 as ClosedRange<Int64> {
            try catalog.replaceGroups([FoundGroup]())
            #expect(try catalog.progress() == CatalogProgress(files: before.files, groups: count))
        }
    }

    @Test func `absent files and changes are found by indexes`() throws {
        let catalog = try TemporaryCatalog().catalog
        let plans = try catalog.database.read { connection in
            try [
                "SELECT id FROM photo WHERE present = 0 AND state < 2 AND id > 5 ORDER BY id LIMIT 9",
                "SELECT number, photo FROM photoChange WHERE number > 5 ORDER BY number LIMIT 9",
            ].map { sql in
                try Row.fetchAll(connection, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String? ?? "" }
            }
        }
        for plan in plans {
            #expect(!plan.isEmpty && plan.allSatisfy { $0.hasPrefix("SEARCH") && $0.contains("INDEX") }, "\(plan)")
        }
    }

    @Test func `a catalog from before knew of changes goes on, without the orders of groups that nobody asks for`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        var maker = RecordMaker(161)
        var changes = CatalogChanges()
        changes.records = RandomTree.paths(50, folders: 3, &maker.random).map { maker.full($0) }
        do {
            let catalog = try SQLiteCatalog(path: path)
            try catalog.apply(changes)
            try catalog.database.write { connection in
                try connection.execute(
                    sql: """
                        DROP TRIGGER photoInserted; DROP TRIGGER photoUpdated; DROP TRIGGER photoRemoved;
                        DROP TABLE photoChange; DROP TABLE duplicateSearch; DROP INDEX photoAbsent;
                        CREATE INDEX duplicateByCertainty ON duplicateGroup (certainty, name);
                        CREATE INDEX duplicateByGain ON duplicateGroup (gain, name);
                        CREATE INDEX duplicateByDate ON duplicateGroup (newest, name);
                        DELETE FROM grdb_migrations WHERE identifier = '8 changes';
                        """)
            }
        }
        let catalog = try SQLiteCatalog(path: path)
        #expect(try catalog.progress() == CatalogProgress(files: 0, groups: 0))
        #expect(try catalog.photos(after: nil, limit: 1_000).count == 50)
        let indexes = try catalog.database.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'duplicate%'")
        }
        #expect(indexes == ["duplicateMemberByPhoto"])
        changes.records = Array(changes.records.prefix(1))
        try catalog.apply(changes)
        #expect(try catalog.progress().files == 1 && changed(catalog, after: 0, limit: 5).count == 1)
    }
}
