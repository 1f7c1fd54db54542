// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Lists in pages are the lists` {
    @Test(arguments: CatalogKind.allCases)
    func `photos in pages of every size, by the bytes of folder and name`(_ kind: CatalogKind) throws {
        for seed in UInt64(21)...24 {
            let catalog = try kind.make()
            var maker = RecordMaker(seed)
            let paths = RandomTree.paths(90, folders: 14, &maker.random)
            var changes = CatalogChanges()
            changes.records = paths.map { maker.record($0) }
            changes.missing = paths.filter { _ in maker.random.number(1...5) == 1 }
            try catalog.apply(changes)
            let expected = paths.filter { !changes.missing.contains($0) }.sorted(by: Timeline.precedes)
            for limit in 1...(expected.count + 2) { #expect(try Pages.photos(catalog, limit: limit).map(\.path) == expected) }
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `a page starts behind any path, known or not`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(25)
        let paths = RandomTree.paths(150, folders: 20, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.prefix(75).map { maker.record($0) }
        try catalog.apply(changes)
        let sorted = changes.records.map(\.path).sorted(by: Timeline.precedes)
        for path in paths + [.root] {
            let behind = sorted.filter { Timeline.precedes(path, $0) }
            #expect(try catalog.photos(after: path, limit: 1_000).map(\.path) == behind)
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `photos put between pages neither repeat nor hide another`(_ kind: CatalogKind) throws {
        for limit in [1, 2, 3, 7, 20] {
            let catalog = try kind.make()
            var maker = RecordMaker(UInt64(100 + limit))
            let paths = RandomTree.paths(160, folders: 16, &maker.random)
            var changes = CatalogChanges()
            changes.records = paths.prefix(80).map { maker.record($0) }
            try catalog.apply(changes)
            var later = paths.dropFirst(80)
            let listed = try Pages.photos(catalog, limit: limit) {
                guard let path = later.popFirst() else { return }
                var more = CatalogChanges()
                more.records = [maker.record(path), maker.record(paths[maker.random.number(0...79)])]
                try catalog.apply(more)
            }.map(\.path)
            #expect(listed == listed.sorted(by: Timeline.precedes))
            #expect(Set(listed).count == listed.count)
            #expect(Set(listed).isSuperset(of: paths.prefix(80)))
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `folders in pages of every size, by their bytes`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(26)
        let paths = RandomTree.paths(200, folders: 30, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.map { maker.record($0) }
        changes.missing = Array(paths.prefix(50))
        try catalog.apply(changes)
        let expected = Set(paths.map(\.folder)).sorted()
        for limit in 1...(expected.count + 1) { #expect(try Pages.folders(catalog, limit: limit) == expected) }
        for folder in paths { #expect(try catalog.folders(after: folder, limit: 100) == expected.filter { folder < $0 }) }
    }

    @Test(arguments: CatalogKind.allCases)
    func `photos to be decoded in pages of every size, those that collide first`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        var maker = RecordMaker(27)
        let paths = RandomTree.paths(120, folders: 9, &maker.random)
        var changes = CatalogChanges()
        changes.records = paths.map { maker.shallow($0, looks: 50) }
        changes.missing = Array(paths.prefix(20))
        try catalog.apply(changes)
        let present = Array(changes.records.dropFirst(20))
        let shallow = present.filter(\.isShallow)
        let colliding = shallow.count { $0.collides(in: present) }
        #expect(colliding > 20 && colliding < shallow.count - 10)
        for limit in 1...(shallow.count + 2) {
            let listed = try Pages.shallow(catalog, limit: limit)
            #expect(listed.map(\.path).sorted() == shallow.map(\.path).sorted())
            #expect(listed.prefix(colliding).allSatisfy { $0.collides(in: present) })
        }
    }

    @Test(arguments: CatalogKind.allCases)
    func `photos that are decoded while the list is read come once, and the list ends`(_ kind: CatalogKind) throws {
        for limit in [1, 2, 5, 17, 64] {
            let catalog = try kind.make()
            var maker = RecordMaker(UInt64(200 + limit))
            let paths = RandomTree.paths(100, folders: 9, &maker.random)
            var changes = CatalogChanges()
            changes.records = paths.map { maker.shallow($0, looks: 40) }
            try catalog.apply(changes)
            let listed = try Pages.shallow(catalog, limit: limit) { page in
                var decoded = CatalogChanges()
                decoded.records = page.map { photo in
                    var photo = photo
                    photo.depth = .full
                    // Some turn out damaged, and then look like nothing any more.
                    if maker.random.number(1...4) == 1 { (photo.state, photo.fingerprint) = (.failed, nil) }
                    return photo
                }
                try catalog.apply(decoded)
            }
            #expect(Set(listed.map(\.path)).count == listed.count)
            #expect(Set(listed.map(\.path)) == Set(changes.records.filter(\.isShallow).map(\.path)))
        }
    }
}
