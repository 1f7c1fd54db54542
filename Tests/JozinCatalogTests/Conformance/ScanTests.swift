// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A catalog knows what scans met` {
    @Test(arguments: CatalogKind.allCases)
    func `scan numbers grow`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var last = try catalog.beginScan()
        #expect(last > 0)
        for _ in 0..<20 {
            let next = try catalog.beginScan()
            #expect(next > last)
            last = next
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `known files are those of one folder, in the order of bytes`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(11)
        let paths = RandomTree.paths(300, folders: 25, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.map { maker.record($0) }
        changes.missing = paths.filter { _ in maker.random.number(1...4) == 1 }
        try catalog.apply(changes)
        for folder in Set(paths.map(\.folder)) {
            let expected = changes.records.filter { $0.path.folder == folder }
                .sorted { $0.path.name.lexicographicallyPrecedes($1.path.name) }
                .map { record in
                    KnownFile(
                        name: record.path.name, stamp: record.stamp, state: record.state, pipeline: record.pipeline,
                        isPresent: !changes.missing.contains(record.path), problem: record.reason)
                }
            #expect(try catalog.knownFiles(in: folder) == expected)
        }
        #expect(try catalog.knownFiles(in: RecordMaker.path("nowhere")).isEmpty)
    }

    @Test(arguments: CatalogKind.allCases)
    func `a missing file keeps its record and leaves the lists, and returns with its history`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(12)
        let paths = RandomTree.paths(60, folders: 6, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.map { maker.shallow($0, looks: 4) }
        try catalog.apply(changes)
        var gone = CatalogChanges()
        gone.missing = Array(paths.prefix(30))
        try catalog.apply(gone)
        let staying = changes.records.suffix(30)
        #expect(Set(try catalog.photos(after: nil, limit: 100).map(\.path)) == Set(staying.map(\.path)))
        #expect(try catalog.counts() == CatalogCounts(of: Array(staying)))
        #expect(try Pages.shallow(catalog, limit: 100).allSatisfy { staying.map(\.path).contains($0.path) })
        for record in changes.records.prefix(30) {
            #expect(try catalog.photo(at: record.path)?.digest == record.digest)
            let known = try catalog.knownFiles(in: record.path.folder).first { $0.name == record.path.name }
            #expect(known?.isPresent == false)
        }
        var back = CatalogChanges()
        back.records = gone.missing.map { maker.shallow($0, looks: 4, scan: 7) }
        try catalog.apply(back)
        #expect(try catalog.photos(after: nil, limit: 100).count == 60)
        for path in gone.missing { #expect(try catalog.photo(at: path)?.addedIn == 1) }
    }

    @Test(arguments: CatalogKind.allCases)
    func `a file that was never known cannot be missed`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(13)
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path("a/b"))]
        changes.missing = [RecordMaker.path("a/c"), RecordMaker.path("never/met"), .root]
        try catalog.apply(changes)
        #expect(try catalog.folders(after: nil, limit: 10) == [RecordMaker.path("a")])
        #expect(try catalog.knownFiles(in: RecordMaker.path("a")).map(\.name) == [Array("b".utf8)])
        #expect(try catalog.photo(at: RecordMaker.path("never/met")) == nil)
    }

    @Test(arguments: CatalogKind.allCases)
    func `the same batch twice is the same as once`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(14)
        var changes = CatalogChanges()
        changes.records = RandomTree.paths(50, folders: 5, &maker.random).map { maker.record($0) }
        changes.missing = changes.records.prefix(10).map(\.path)
        try catalog.apply(changes)
        let once = try catalog.photos(after: nil, limit: 100)
        try catalog.apply(changes)
        #expect(try catalog.photos(after: nil, limit: 100) == once)
        try catalog.apply(CatalogChanges())
        #expect(try catalog.photos(after: nil, limit: 100) == once)
    }

    @Test(arguments: CatalogKind.allCases)
    func `counts add up`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(15)
        #expect(try catalog.counts() == CatalogCounts())
        var changes = CatalogChanges()
        changes.records = RandomTree.paths(200, folders: 12, &maker.random).map { maker.record($0) }
        try catalog.apply(changes)
        let counts = try catalog.counts()
        #expect(counts == CatalogCounts(of: changes.records))
        #expect(counts.indexed + counts.failed + counts.unsupported == 200)
        #expect(try Pages.shallow(catalog, limit: 33).count == counts.shallow)
    }
}
