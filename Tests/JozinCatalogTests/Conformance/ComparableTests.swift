// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `What photos are compared by is what their records say` {
    /// What the whole records say, by the list that has them.
    private func expected(_ catalog: any Catalog) throws -> [ComparablePhoto] {
        try Pages.photos(catalog, limit: 1_000).map(ComparablePhoto.init)
    }

    @Test(arguments: CatalogKind.allCases)
    func `over random trees, in pages of every size`(_ kind: CatalogKind) throws {
        for seed in UInt64(71)...74 {
            let catalog = try kind.make()
            var maker = RecordMaker(seed)
            let paths = RandomTree.paths(90, folders: 14, &maker.random)
            var changes = CatalogChanges()
            changes.records = paths.map { maker.record($0, scan: maker.random.number(1...9)) }
            changes.missing = paths.filter { _ in maker.random.number(1...5) == 1 }
            try catalog.apply(changes)
            let expected = try expected(catalog)
            #expect(expected.count == paths.count - changes.missing.count)
            for limit in 1...(expected.count + 2) { #expect(try Pages.comparable(catalog, limit: limit) == expected) }
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `after files came again, moved, took each other's places and went`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(75)
        let paths = RandomTree.paths(70, folders: 9, &maker.random)
        for scan in 1...60 {
            var changes = CatalogChanges()
            changes.records = (0..<maker.random.number(0...9)).map { _ in maker.record(maker.pick(paths), scan: scan) }
            changes.moves = (0..<maker.random.number(0...5)).map { _ in FileMove(from: maker.pick(paths), to: maker.pick(paths)) }
            changes.missing = (0..<maker.random.number(0...5)).map { _ in maker.pick(paths) }
            try catalog.apply(changes)
            #expect(try Pages.comparable(catalog, limit: maker.random.number(1...80)) == expected(catalog), "scan \(scan)")
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `every optional alone, and every one alone left out`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(76)
        var changes = CatalogChanges()
        for (name, remove) in RecordMaker.removals {
            var without = maker.full(RecordMaker.path("without \(name)"))
            remove(&without)
            var only = maker.full(RecordMaker.path("only \(name)"))
            for removal in RecordMaker.removals where removal.name != name { removal.remove(&only) }
            changes.records += [without, only]
        }
        try catalog.apply(changes)
        #expect(try Pages.comparable(catalog, limit: 7) == expected(catalog))
    }

    @Test(arguments: CatalogKind.allCases)
    func `of no photos there is no page`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        #expect(try Pages.comparable(catalog, limit: 10).isEmpty)
        var maker = RecordMaker(77)
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path("a/b"))]
        changes.missing = changes.records.map(\.path)
        try catalog.apply(changes)
        #expect(try Pages.comparable(catalog, limit: 10).isEmpty)
    }

    @Test(arguments: CatalogKind.allCases)
    func `all pages are of one moment`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(78)
        let paths = RandomTree.paths(60, folders: 8, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.prefix(30).map { maker.record($0) }
        try catalog.apply(changes)
        let before = try expected(catalog)
        var listed: [ComparablePhoto] = []
        var failures = 0
        try catalog.comparablePhotos(inPagesOf: 4) { page in
            listed += page
            var more = CatalogChanges()
            more.records = paths.map { maker.record($0, scan: 2) }
            more.missing = [maker.pick(paths)]
            do { try catalog.apply(more) } catch { failures += 1 }
        }
        #expect(listed == before && failures == 0)
        #expect(try Pages.comparable(catalog, limit: 4).count == expected(catalog).count)
    }
}
