// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A SQLite catalog opens only what it made` {
    private func filled(_ path: String, _ count: Int = 40) throws -> [PhotoRecord] {
        let catalog = try SQLiteCatalog(path: path)
        var maker = RecordMaker(41)
        var changes = CatalogChanges()
        changes.records = RandomTree.paths(count, folders: 5, &maker.random).map { maker.record($0) }
        try catalog.apply(changes)
        return try catalog.photos(after: nil, limit: 1_000)
    }

    @Test func `every connection writes ahead and syncs each commit`() throws {
        let folder = try TemporaryFolder()
        let records = try filled(folder.file("catalog.sqlite"))
        let catalog = try SQLiteCatalog(path: folder.file("catalog.sqlite"))
        #expect(try catalog.photos(after: nil, limit: 1_000) == records)
        let settings: @Sendable (Database) throws -> [String?] = { connection in
            try ["journal_mode", "synchronous", "foreign_keys"].map { try String.fetchOne(connection, sql: "PRAGMA \($0)") }
        }
        // 2 is FULL: the log is synced before a commit returns.
        #expect(try catalog.database.write(settings) == ["wal", "2", "1"])
        #expect(try catalog.database.read(settings) == ["wal", "2", "1"])
        let header = try FileBytes.of(folder.file("catalog.sqlite"))[..<20]
        #expect(header[18...] == [2, 2], "the file itself says that it is read and written through a log")
    }

    @Test func `a folder whose name is no UTF-8 holds a catalog as well as any`() throws {
        let folder = try TemporaryFolder([0xFF, 0x20, 0xFE])
        let descriptor = try folder.opened()
        defer { close(descriptor) }
        var maker = RecordMaker(42)
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path([0xFF]))]
        do {
            let catalog = try SQLiteCatalog(inFolder: descriptor)
            try catalog.apply(changes)
            #expect(Set(folder.names).isSuperset(of: ["catalog.sqlite", "catalog.sqlite-wal"].map { Array($0.utf8) }))
        }
        let again = try SQLiteCatalog(inFolder: descriptor)
        #expect(try again.photos(after: nil, limit: 2).map(\.path) == changes.records.map(\.path))
    }

    @Test func `two openings of one catalog see each other's commits`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        let one = try SQLiteCatalog(path: path)
        let other = try SQLiteCatalog(path: path)
        var maker = RecordMaker(43)
        for number in 1...20 {
            var changes = CatalogChanges()
            changes.records = [maker.full(RecordMaker.path("\(number)"))]
            try (number.isMultiple(of: 2) ? one : other).apply(changes)
            #expect(try one.photos(after: nil, limit: 100).count == number)
            #expect(try other.photos(after: nil, limit: 100).count == number)
        }
    }

    @Test func `a catalog of a newer Jožin is refused, and not a byte of it changes`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        _ = try filled(path)
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 what comes later')") }
        }
        let before = try FileBytes.of(path)
        for _ in 0..<3 {
            let error = #expect(throws: CatalogError.self) { try SQLiteCatalog(path: path) }
            #expect(error?.reason == .newer)
            #expect(try FileBytes.of(path) == before)
        }
    }

    @Test func `what is no catalog is said to be damaged, and left as it is`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        var random = SeededGenerator(seed: 44)
        for bytes in [
            Array("not a database at all, but long enough to be looked at".utf8), random.bytes(5_000), random.bytes(100_000),
        ] {
            try FileBytes.write(bytes, to: path)
            let error = #expect(throws: CatalogError.self) { try SQLiteCatalog(path: path) }
            #expect(error?.reason == .damaged)
            #expect(try FileBytes.of(path) == bytes)
        }
    }

    @Test func `another program's database is no catalog`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("catalog.sqlite")
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.write { try $0.execute(sql: "CREATE TABLE photo (title TEXT); INSERT INTO photo VALUES ('mine')") }
        }
        let error = #expect(throws: CatalogError.self) { try SQLiteCatalog(path: path) }
        #expect(error?.reason == .damaged)
        let queue = try DatabaseQueue(path: path)
        #expect(try queue.read { try String.fetchAll($0, sql: "SELECT title FROM photo") } == ["mine"])
    }

    @Test func `a folder that is not there is said in words`() throws {
        let error = #expect(throws: CatalogError.self) { try SQLiteCatalog(path: "/nowhere/at/all/catalog.sqlite") }
        #expect(error?.reason == .other)
        #expect(error?.message.isEmpty == false)
    }
}
