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

@Suite struct `A catalog mirrors decisions` {
    private static func id(_ number: UInt8, isFile: Bool = false) throws -> ImageID {
        let digest = try #require(Digest256(bytes: [UInt8](repeating: number, count: 32)))
        return isFile ? .file(FileDigest(digest)) : .pixels(digest)
    }

    @Test(arguments: CatalogKind.allCases)
    func `up to an entry, in one order, and never back`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        let (a, b, c) = (try Self.id(1), try Self.id(2), try Self.id(9, isFile: true))
        #expect(try catalog.mirroredDecisions() == 0 && catalog.decisions(after: nil, limit: 9).isEmpty)
        try catalog.mirrorDecisions(through: 3) { after in
            #expect(after == 0)
            return [
                DecidedPhoto(imageID: b, decisions: ["rating": "4", "tag/Sea": "true"]),
                DecidedPhoto(imageID: a, decisions: ["title": "\"Dusk\""]), DecidedPhoto(imageID: c, decisions: ["rating": "1"]),
            ]
        }
        let all = try catalog.decisions(after: nil, limit: 9)
        #expect(all.map { "\($0.imageID.text.prefix(12)) \($0.key) \($0.value)" }.count == 4)
        #expect(all.map(\.imageID) == [c, a, b, b] && all.map(\.key) == ["rating", "title", "rating", "tag/Sea"])
        for place in all.indices {
            #expect(try catalog.decisions(after: all[place].cursor, limit: 2) == Array(all[(place + 1)...].prefix(2)))
        }
        try catalog.mirrorDecisions(through: 5) { after in
            #expect(after == 3)
            return [DecidedPhoto(imageID: b, decisions: ["rating": "5"]), DecidedPhoto(imageID: c, decisions: [:])]
        }
        #expect(try catalog.decisions(of: b).map(\.value) == ["5"] && catalog.decisions(of: c).isEmpty)
        try catalog.mirrorDecisions(through: 4) { _ in [DecidedPhoto(imageID: a, decisions: [:])] }
        #expect(try catalog.mirroredDecisions() == 5 && catalog.decisions(of: a).count == 1)
        #expect(throws: CatalogError.self) {
            try catalog.mirrorDecisions(through: 6) { _ throws(CatalogError) in throw CatalogError(.other, "not now") }
        }
        #expect(try catalog.mirroredDecisions() == 5)
        try catalog.forgetDecisions()
        #expect(try catalog.mirroredDecisions() == 0 && catalog.decisions(after: nil, limit: 9).isEmpty)
    }
}
