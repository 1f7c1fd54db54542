// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A photo is missing when no file shows it` {
    /// Photos of few pictures in few files, some by their pixels and some by their bytes alone.
    private func records(_ maker: inout RecordMaker, _ paths: [LibraryPath]) -> [PhotoRecord] {
        let pictures = (0..<25).map { _ in maker.digest() }
        let files = (0..<25).map { _ in maker.digest() }
        return paths.map { path in
            var record = maker.full(path)
            record.stamp = FileStamp(bytes: Int64(path.bytes.count), inode: 1, modified: 2, changed: 3)
            record.digest = FileDigest(maker.pick(files))
            switch maker.random.number(0...9) {
            case 0: (record.digest, record.imageID, record.state) = (nil, nil, .failed)
            case 1...3: record.imageID = record.digest.map(ImageID.file)
            default: record.imageID = .pixels(maker.pick(pictures))
            }
            return record
        }
    }

    private func listed(_ catalog: SQLiteCatalog, limit: Int) throws -> [SearchableFile] {
        var (files, last): ([SearchableFile], Int64) = ([], 0)
        while case let page = try catalog.searchableFiles(after: last, limit: limit), let end = page.last {
            files += page
            last = end.number
        }
        return files
    }

    @Test func `random libraries, against what a list of records says`() throws {
        for seed in 130...134 as ClosedRange<UInt64> {
            let catalog = try TemporaryCatalog().catalog
            var maker = RecordMaker(seed)
            let paths = RandomTree.paths(150, folders: 9, &maker.random)
            var changes = CatalogChanges()
            changes.records = records(&maker, paths)
            changes.missing = paths.filter { _ in maker.random.number(1...3) == 1 }
            try catalog.apply(changes)
            let missing = Set(changes.missing)
            let wanted = changes.records.filter { record in
                guard record.state != .unsupported else { return false }
                guard missing.contains(record.path) else { return true }
                return !changes.records.contains { other in
                    guard !missing.contains(other.path) else { return false }
                    switch record.imageID {
                    case .pixels: return other.imageID == record.imageID
                    case .file(let digest): return other.digest == digest
                    case nil: return false
                    }
                }
            }
            let files = try listed(catalog, limit: 11)
            #expect(Set(files.map(\.path)) == Set(wanted.map(\.path)) && files.count == wanted.count)
            #expect(files.allSatisfy { $0.isPresent != missing.contains($0.path) })
            let lost = files.filter { !$0.isPresent }
            #expect(!lost.isEmpty && lost.count < missing.count, "some, and not all")
            // The files of one photo are listed by the same rule; one that is asked for by its bytes may show another's pixels.
            for case .pixels(let pixels) in Set(changes.records.compactMap(\.imageID)) {
                let id = ImageID.pixels(pixels)
                let numbers = Set(
                    try catalog.files(of: id, limit: 1_000).listed.filter { $0.record.state != .unsupported }.map(\.number))
                #expect(numbers.isSubset(of: Set(files.map(\.number))))
            }
        }
    }

    @Test func `one that comes back is there`() throws {
        let catalog = try TemporaryCatalog().catalog
        var maker = RecordMaker(140)
        var changes = CatalogChanges()
        var record = maker.full(RecordMaker.path("a/1.jpg"))
        record.state = .indexed
        changes.records = [record]
        try catalog.apply(changes)
        changes.missing = [record.path]
        try catalog.apply(changes)
        #expect(try listed(catalog, limit: 5).map(\.isPresent) == [false])
        changes.missing = []
        try catalog.apply(changes)
        #expect(try listed(catalog, limit: 5).map(\.isPresent) == [true])
        record.path = RecordMaker.path("b/2.jpg")
        (changes.records, changes.missing) = ([record], [RecordMaker.path("a/1.jpg")])
        try catalog.apply(changes)
        #expect(try listed(catalog, limit: 5).map(\.path) == [record.path], "it lies elsewhere")
    }
}
