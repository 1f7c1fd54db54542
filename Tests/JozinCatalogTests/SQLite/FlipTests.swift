// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A catalog whose file has a flipped bit hands out what it did, or is refused` {
    /// The bytes of a catalog of a few dozen photos, some of them gone.
    private func intact(_ path: String) throws -> [UInt8] {
        do {
            let catalog = try SQLiteCatalog(path: path)
            var maker = RecordMaker(81)
            let paths = RandomTree.paths(60, folders: 9, &maker.random)
            var changes = CatalogChanges()
            changes.records = paths.map { maker.record($0, scan: maker.random.number(1...3)) }
            changes.missing = Array(paths.prefix(6))
            try catalog.apply(changes)
            try catalog.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        }
        return try FileBytes.of(path)
    }

    /// What a catalog of these bytes hands out; nil where it is refused.
    private func listed(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> [ComparablePhoto]? {
        for name in ["catalog.sqlite-wal", "catalog.sqlite-shm"] { try FileBytes.write([], to: folder.file(name)) }
        try FileBytes.write(bytes, to: folder.file("catalog.sqlite"))
        var photos: [ComparablePhoto] = []
        do throws(CatalogError) {
            try SQLiteCatalog(path: folder.file("catalog.sqlite")).comparablePhotos(inPagesOf: 1_000) { photos += $0 }
        } catch {
            return nil
        }
        return photos
    }

    @Test func `in the heads of all pages, and anywhere`() throws {
        let folder = try TemporaryFolder()
        let bytes = try intact(folder.file("catalog.sqlite"))
        let expected = try #require(try listed(bytes, folder))
        #expect(expected.count == 54)
        var random = SeededGenerator(seed: 82)
        var offsets = (0..<1_200).map { _ in random.number(0...(bytes.count - 1)) }
        for page in stride(from: 0, to: bytes.count, by: 4096) { offsets += (0..<24).map { page + $0 } }
        var refused = 0
        for offset in offsets {
            var flipped = bytes
            flipped[offset] ^= 1 << UInt8(random.number(0...7))
            guard let photos = try listed(flipped, folder) else {
                refused += 1
                continue
            }
            #expect(photos == expected, "byte \(offset)")
        }
        #expect(refused > offsets.count / 10)
    }
}
