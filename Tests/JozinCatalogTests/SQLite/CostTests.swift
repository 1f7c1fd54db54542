// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import Synchronization
import Testing

@Suite struct `A page costs what it holds, wherever it lies` {
    /// A catalog of `folders` folders of `files` photos each, none of them like another.
    private func library(folders: Int, files: Int, _ change: (inout PhotoRecord, Int) -> Void = { _, _ in }) throws
        -> TemporaryCatalog
    {
        let temporary = try TemporaryCatalog()
        var maker = RecordMaker(61)
        let template = maker.full(RecordMaker.path("x"))
        for folder in 0..<folders {
            var changes = CatalogChanges()
            changes.records = (0..<files).map { file in
                let number = folder * files + file
                var record = template
                record.path = path(folder, file)
                (record.state, record.depth) = (.indexed, .quick)
                record.fingerprint?.phash = Hash64(UInt64(number))
                change(&record, number)
                return record
            }
            try temporary.catalog.apply(changes)
        }
        return temporary
    }

    private func path(_ folder: Int, _ file: Int) -> LibraryPath {
        RecordMaker.path("\(10_000 + folder)/\(100_000 + file).jpg")
    }

    /// How many steps SQLite's virtual machine took for what `body` asked; nil where SQLite keeps no such count.
    private func steps(_ temporary: TemporaryCatalog, _ body: () throws -> Void) throws -> Int? {
        let count: @Sendable (Database) throws -> Int? = { connection in
            guard try Bool.fetchOne(connection, sql: "SELECT sqlite_compileoption_used('ENABLE_STMTVTAB')") == true else {
                return nil
            }
            return try Int.fetchOne(connection, sql: "SELECT sum(nstep) FROM sqlite_stmt WHERE sql NOT LIKE '%sqlite_stmt%'") ?? 0
        }
        // One reader at a time is the first of the pool each time.
        guard let before = try temporary.catalog.database.read(count) else { return nil }
        try body()
        return try temporary.catalog.database.read(count).map { $0 - before }
    }

    /// Checks that the same question gets `count` answers and costs as much at every place as at the first.
    private func expectEvenCost(
        _ temporary: TemporaryCatalog, at places: [Int], answers count: Int, _ ask: (Int) throws -> Int
    ) throws {
        var costs: [Int] = []
        for place in places {
            var answers = 0
            let cost = try steps(temporary) { answers = try ask(place) }
            #expect(answers == count)
            guard let cost else { return print("not run: costs: this SQLite does not count its steps") }
            costs.append(cost)
        }
        let first = costs.first ?? 0
        #expect(first > 0)
        #expect(costs.allSatisfy { $0 < first * 3 / 2 + 100 }, "\(costs)")
    }

    @Test func `a hundred thousand photos in folders of forty`() throws {
        let temporary = try library(folders: 2_500, files: 40)
        let catalog = temporary.catalog
        let places = [0, 1, 600, 1_250, 2_400, 2_490]
        try expectEvenCost(temporary, at: places, answers: 200) { try catalog.photos(after: path($0, 20), limit: 200).count }
        try expectEvenCost(temporary, at: places, answers: 9) { try catalog.folders(after: path($0, 0).folder, limit: 9).count }
        try expectEvenCost(temporary, at: places, answers: 40) { try catalog.knownFiles(in: path($0, 0).folder).count }
        try expectEvenCost(temporary, at: places, answers: 1) { try catalog.photo(at: path($0, 7)) == nil ? 0 : 1 }
        try expectEvenCost(temporary, at: places, answers: 200) {
            let cursor = ShallowCursor(isCollision: false, key: Int64($0 * 40))
            return try catalog.shallowPhotos(after: cursor, limit: 200).photos.count
        }
    }

    @Test func `twenty thousand photos in one folder`() throws {
        let temporary = try library(folders: 1, files: 20_000)
        try expectEvenCost(temporary, at: [0, 5_000, 10_000, 19_000], answers: 200) {
            try temporary.catalog.photos(after: path(0, $0), limit: 200).count
        }
    }

    @Test func `the photos to be decoded cost nothing for those that were`() throws {
        let temporary = try library(folders: 20, files: 1_000) { record, number in
            if number < 19_900 { record.depth = .full }
        }
        var photos = 0
        let cost = try steps(temporary) { photos = try Pages.shallow(temporary.catalog, limit: 30).count }
        #expect(photos == 100)
        guard let cost else { return print("not run: costs: this SQLite does not count its steps") }
        // Each is looked at twice: as one that collides and as one that does not.
        #expect(cost < photos * 2 * 150, "\(cost)")
    }

    @Test func `no list walks the whole table`() throws {
        let temporary = try library(folders: 20, files: 50)
        let catalog = temporary.catalog
        let questions: [(name: String, ask: () throws -> Void)] = [
            ("photos", { _ = try catalog.photos(after: path(3, 3), limit: 100) }),
            ("first photos", { _ = try catalog.photos(after: nil, limit: 100) }),
            ("known files", { _ = try catalog.knownFiles(in: path(3, 3).folder) }),
            ("folders", { _ = try catalog.folders(after: path(3, 3).folder, limit: 10) }),
            ("photo", { _ = try catalog.photo(at: path(3, 3)) }),
            ("collisions", { _ = try catalog.shallowPhotos(after: nil, limit: 10) }),
            ("shallow", { _ = try catalog.shallowPhotos(after: ShallowCursor(isCollision: false, key: 500), limit: 10) }),
        ]
        for question in questions {
            let statements = try asked(catalog, question.ask)
            #expect(!statements.isEmpty)
            for statement in statements {
                let plan = try catalog.database.read { connection in
                    try Row.fetchAll(connection, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String? ?? "" }
                }
                let walks = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("INDEX") || $0.contains("TEMP B-TREE") }
                #expect(!plan.isEmpty && walks.isEmpty, "\(question.name): \(plan)")
            }
        }
    }

    @Test func `what photos are compared by is read in its order, and sorted nowhere`() throws {
        let temporary = try library(folders: 20, files: 50)
        let catalog = temporary.catalog
        var count = 0
        let statements = try asked(catalog) { try catalog.comparablePhotos(inPagesOf: 100) { count += $0.count } }
        #expect(count == 1_000 && statements.count == 2, "the list, and how many there are")
        for statement in statements {
            let plan = try catalog.database.read { connection in
                try Row.fetchAll(connection, sql: "EXPLAIN QUERY PLAN " + statement).map { $0["detail"] as String? ?? "" }
            }
            #expect(!plan.isEmpty && !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }

    /// The statements that SQLite runs while `body` asks.
    private func asked(_ catalog: SQLiteCatalog, _ body: () throws -> Void) throws -> [String] {
        final class Statements: Sendable { let texts = Mutex<[String]>([]) }
        let statements = Statements()
        try catalog.database.read { connection in
            connection.trace { event in statements.texts.withLock { $0.append(event.expandedDescription) } }
        }
        try body()
        try catalog.database.read { $0.trace(options: []) }
        return statements.texts.withLock { $0.filter { $0.hasPrefix("SELECT") } }
    }
}
