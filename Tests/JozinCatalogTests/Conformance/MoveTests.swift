// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import Testing

@Suite struct `A photo that moved keeps its history` {
    private func apply(_ catalog: any Catalog, _ change: (inout CatalogChanges) -> Void) throws {
        var changes = CatalogChanges()
        change(&changes)
        try catalog.apply(changes)
    }

    @Test(arguments: CatalogKind.allCases)
    func `its record goes to the new path, and none stays behind`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(41)
        let (old, new) = (RecordMaker.path("a/old.jpg"), RecordMaker.path("b/c/new.jpg"))
        let record = maker.full(old, scan: 3)
        try apply(catalog) { $0.records = [record] }
        try apply(catalog) { $0.moves = [FileMove(from: old, to: new)] }
        #expect(try catalog.photo(at: old) == nil)
        var expected = record
        expected.path = new
        expected.addedIn = 3
        #expect(try catalog.photo(at: new) == expected)
        #expect(try catalog.photos(after: nil, limit: 10) == [expected])
        #expect(try catalog.knownFiles(in: old.folder).isEmpty)
    }

    @Test(arguments: CatalogKind.allCases)
    func `it takes the place of what was known at the new path`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(42)
        let (old, new) = (RecordMaker.path("old.jpg"), RecordMaker.path("new.jpg"))
        try apply(catalog) { $0.records = [maker.full(old, scan: 1), maker.full(new, scan: 2)] }
        var again = maker.full(new, scan: 5)
        try apply(catalog) { changes in
            changes.moves = [FileMove(from: old, to: new)]
            changes.records = [again]
        }
        again.addedIn = 1
        #expect(try catalog.photos(after: nil, limit: 10) == [again])
    }

    @Test(arguments: CatalogKind.allCases)
    func `a missing one comes back where it is found`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(43)
        let (old, new) = (RecordMaker.path("old.jpg"), RecordMaker.path("new.jpg"))
        try apply(catalog) { changes in
            changes.records = [maker.full(old)]
            changes.missing = [old]
        }
        #expect(try catalog.photo(at: old)?.isPresent == false)
        try apply(catalog) { $0.moves = [FileMove(from: old, to: new)] }
        #expect(try catalog.photo(at: new)?.isPresent == true)
    }

    @Test(arguments: CatalogKind.allCases)
    func `a swap by way of a third name, and a move of what was never known`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(44)
        let (a, b, aside) = (RecordMaker.path("a"), RecordMaker.path("b"), RecordMaker.path("aside"))
        try apply(catalog) { $0.records = [maker.full(a, scan: 1), maker.full(b, scan: 2)] }
        try apply(catalog) { changes in
            changes.moves = [
                FileMove(from: a, to: aside), FileMove(from: b, to: a), FileMove(from: aside, to: b),
                FileMove(from: aside, to: a),
                FileMove(from: a, to: a),
            ]
        }
        #expect(try catalog.photo(at: a)?.addedIn == 2 && catalog.photo(at: b)?.addedIn == 1)
        #expect(try catalog.photo(at: aside) == nil)
    }

    @Test(arguments: CatalogKind.allCases)
    func `it is found by its bytes and by its pixels, there or missing`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(45)
        let first = maker.full(RecordMaker.path("x/1.jpg"))
        var copy = maker.full(RecordMaker.path("a/2.jpg"))
        copy.digest = first.digest
        copy.imageID = first.imageID
        let other = maker.full(RecordMaker.path("b/3.jpg"))
        try apply(catalog) { changes in
            changes.records = [first, copy, other]
            changes.missing = [first.path]
        }
        let digest = try #require(first.digest)
        guard case .pixels(let pixels) = first.imageID else { return #expect(Bool(false)) }
        #expect(try catalog.photos(holding: digest, limit: 9).map(\.path) == [copy.path, first.path])
        #expect(try catalog.photos(showing: pixels, limit: 9).map(\.path) == [copy.path, first.path])
        #expect(try catalog.photos(holding: digest, limit: 1).map(\.path) == [copy.path])
        #expect(try catalog.photos(holding: digest, limit: 9).map(\.isPresent) == [true, false])
    }

    @Test(arguments: CatalogKind.allCases)
    func `a library was walked if the last scan's walk came to its end`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        #expect(try catalog.wasWalked() == false)
        let first = try catalog.beginScan()
        #expect(try catalog.wasWalked() == false)
        try catalog.endWalk(ofScan: first)
        #expect(try catalog.wasWalked())
        let second = try catalog.beginScan()
        #expect(try catalog.wasWalked() == false)
        try catalog.endWalk(ofScan: second)
        #expect(try catalog.wasWalked())
    }
}
