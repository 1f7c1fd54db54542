// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Records come back from a catalog as they were put` {
    private func put(_ records: [PhotoRecord], _ catalog: any Catalog) throws {
        var changes = CatalogChanges()
        changes.records = records
        try catalog.apply(changes)
    }

    /// What a catalog makes of a record that it has not met before.
    private func added(_ record: PhotoRecord) -> PhotoRecord {
        var record = record
        record.addedIn = record.readIn
        return record
    }

    @Test(arguments: CatalogKind.allCases)
    func `random records, alone and in a list`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(1)
        let paths = RandomTree.paths(400, folders: 30, &maker.random)
        let records = paths.map { maker.record($0, scan: maker.random.number(1...9)) }
        try put(records, catalog)
        for record in records { #expect(try catalog.photo(at: record.path) == added(record)) }
        let listed = try catalog.photos(after: nil, limit: 1_000)
        #expect(Set(listed) == Set(records.map(added)))
    }

    @Test(arguments: CatalogKind.allCases)
    func `every optional alone, and every one alone left out`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(2)
        for (name, remove) in RecordMaker.removals {
            var without = maker.full(RecordMaker.path("without \(name)"))
            remove(&without)
            var only = maker.full(RecordMaker.path("only \(name)"))
            for removal in RecordMaker.removals where removal.name != name { removal.remove(&only) }
            try put([without, only], catalog)
            #expect(try catalog.photo(at: without.path) == added(without), "without \(name)")
            #expect(try catalog.photo(at: only.path) == added(only), "only \(name)")
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `a later record takes the place of all of an earlier one but the scan that met it`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(3)
        let path = RecordMaker.path("2026/x.jpg")
        try put([maker.full(path, scan: 1)], catalog)
        for scan in 2...60 {
            var record = maker.record(path, scan: scan)
            // What the caller believes of it does not count.
            record.addedIn = maker.random.coin() ? nil : scan
            try put([record], catalog)
            record.addedIn = 1
            #expect(try catalog.photo(at: path) == record)
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `twins in all but bytes are strangers`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(4)
        let names: [[UInt8]] =
            [[0xFF], [0xFE], [0xEF, 0xBF, 0xBD]]
            + ["café", "cafe\u{301}", "CAFÉ", "café ", " café", "cafe", "?"].map { Array($0.utf8) }
        let paths = names.flatMap { name in
            [LibraryPath.root.appending(name)] + names.map { RecordMaker.path(name + [0x2F] + $0) }
        }
        let records = paths.map { maker.record($0) }
        try put(records, catalog)
        for record in records { #expect(try catalog.photo(at: record.path) == added(record)) }
    }

    @Test(arguments: CatalogKind.allCases)
    func `photos whose look is known are listed as long as they have no placeholder`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(7)
        let paths = RandomTree.paths(200, folders: 9, &maker.random)
        let records = paths.map { maker.record($0) }
        try put(records, catalog)
        var changes = CatalogChanges()
        changes.missing = paths.filter { _ in maker.random.number(1...5) == 1 }
        try catalog.apply(changes)
        let wanted = records.filter { record in
            record.state == .indexed && record.fingerprint != nil && record.placeholder == nil
                && !changes.missing.contains(record.path)
        }
        var (found, last): ([PhotoRecord], Int64) = ([], 0)
        while case let page = try catalog.photosWithoutPlaceholder(after: last, limit: 7), let end = page.last {
            #expect(page.map(\.number) == page.map(\.number).sorted() && page[0].number > last && page.count <= 7)
            found += page.map(\.record)
            last = end.number
        }
        #expect(wanted.count > 5 && found.map(\.path).sorted() == wanted.map(\.path).sorted())
        let completed = found.map { record in
            var record = record
            record.placeholder = maker.placeholder()
            return record
        }
        try put(completed, catalog)
        #expect(try catalog.photosWithoutPlaceholder(after: 0, limit: 7).isEmpty)
        for record in completed { #expect(try catalog.photo(at: record.path) == record) }
    }

    @Test(arguments: CatalogKind.allCases)
    func `what was never put is not there`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(5)
        try put([maker.full(RecordMaker.path("a/b"))], catalog)
        for text in ["a", "b", "a/c", "a/b/c", "A/b", "a/b "] {
            #expect(try catalog.photo(at: RecordMaker.path(text)) == nil)
        }
        #expect(try catalog.photo(at: .root) == nil)
    }

    @Test(arguments: CatalogKind.allCases)
    func `a batch with one record that cannot be leaves nothing`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(6)
        let old = maker.full(RecordMaker.path("old/x"))
        try put([old], catalog)
        for place in 0...6 {
            var batch = CatalogChanges()
            batch.records = (0..<6).map { maker.full(RecordMaker.path("new \(place)/\($0)")) } + [maker.full(old.path, scan: 2)]
            // The root is a folder, and no file's path.
            batch.records.insert(maker.full(.root), at: place)
            batch.missing = [old.path]
            #expect(throws: CatalogError.self) { try catalog.apply(batch) }
            #expect(try catalog.photos(after: nil, limit: 100) == [added(old)])
            #expect(try catalog.folders(after: nil, limit: 100) == [old.path.folder])
            #expect(try catalog.counts() == CatalogCounts(of: [old]))
        }
    }
}
