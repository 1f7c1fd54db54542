// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A catalog does what a dictionary does` {
    @Test(arguments: CatalogKind.allCases)
    func `a thousand random operations`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        let model = ModelCatalog()
        var maker = RecordMaker(31)
        let paths = RandomTree.paths(60, folders: 8, &maker.random)
        var scan = 1
        for step in 0..<1_000 {
            switch maker.random.number(0...9) {
            case 0: scan = try begun(catalog, model)
            case 1...4: try change(catalog, model, &maker, paths, scan)
            default: try compare(catalog, model, &maker, paths, "step \(step)")
            }
        }
        #expect(try catalog.photos(after: nil, limit: 100) == model.photos(after: nil, limit: 100))
    }

    private func begun(_ catalog: any Catalog, _ model: ModelCatalog) throws -> Int {
        let number = try catalog.beginScan()
        #expect(number == model.beginScan())
        return number
    }

    private func change(
        _ catalog: any Catalog, _ model: ModelCatalog, _ maker: inout RecordMaker, _ paths: [LibraryPath], _ scan: Int
    ) throws {
        var changes = CatalogChanges()
        for _ in 0..<maker.random.number(0...4) {
            let path = maker.pick(paths)
            changes.records.append(
                maker.random.coin() ? maker.record(path, scan: scan) : maker.shallow(path, looks: 3, scan: scan))
        }
        for _ in 0..<maker.random.number(0...2) { changes.moves.append(FileMove(from: maker.pick(paths), to: maker.pick(paths))) }
        for _ in 0..<maker.random.number(0...3) { changes.missing.append(maker.pick(paths)) }
        try catalog.apply(changes)
        try model.apply(changes)
    }

    private func compare(
        _ catalog: any Catalog, _ model: ModelCatalog, _ maker: inout RecordMaker, _ paths: [LibraryPath], _ step: Comment
    ) throws {
        let path = maker.pick(paths)
        let limit = maker.random.number(1...20)
        switch maker.random.number(0...8) {
        case 8: #expect(try Pages.comparable(catalog, limit: limit) == Pages.comparable(model, limit: limit), step)
        case 6:
            guard let digest = model.photo(at: path)?.digest else { return }
            #expect(try catalog.photos(holding: digest, limit: limit) == model.photos(holding: digest, limit: limit), step)
        case 7:
            guard case .pixels(let pixels) = model.photo(at: path)?.imageID else { return }
            #expect(try catalog.photos(showing: pixels, limit: limit) == model.photos(showing: pixels, limit: limit), step)
        case 0: #expect(try catalog.photo(at: path) == model.photo(at: path), step)
        case 1: #expect(try catalog.knownFiles(in: path.folder) == model.knownFiles(in: path.folder), step)
        case 2: #expect(try catalog.folders(after: path, limit: limit) == model.folders(after: path, limit: limit), step)
        case 3: #expect(try catalog.photos(after: path, limit: limit) == model.photos(after: path, limit: limit), step)
        case 4: #expect(try catalog.counts() == model.counts(), step)
        default: try compareShallow(catalog, model, limit, step)
        }
    }

    /// Which keys a catalog gives is its own affair: what collides comes first, and all comes once.
    private func compareShallow(_ catalog: any Catalog, _ model: ModelCatalog, _ limit: Int, _ step: Comment) throws {
        let listed = try Pages.shallow(catalog, limit: limit)
        let expected = try Pages.shallow(model, limit: 1_000)
        let present = model.photos(after: nil, limit: 1_000)
        let colliding = expected.count { $0.collides(in: present) }
        #expect(listed.count == expected.count && Set(listed) == Set(expected), step)
        #expect(Set(listed.prefix(colliding)) == Set(expected.prefix(colliding)), step)
    }
}
