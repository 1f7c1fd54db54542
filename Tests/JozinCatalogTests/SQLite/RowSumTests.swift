// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A flipped bit in a catalog's values is seen` {
    /// What a photo is compared by is read from these.
    private static let compared = [
        "name", "present", "bytes", "inode", "modified", "changed", "state", "addedIn", "digest", "pixels", "format", "width",
        "height", "phash", "dhash", "bmh", "cmh", "information", "comparedSum",
    ]
    /// The rest of a record.
    private static let facts = [
        "pipeline", "depth", "readIn", "orientation", "make", "model", "lens", "captured", "subsecond", "utcOffset", "iso",
        "fNumber", "exposureSeconds", "focalLengthMM", "exposureBiasEV", "latitude", "longitude", "altitude", "problemCode",
        "problemSentence", "problemRemedy", "placeholder", "factsSum",
    ]
    private static let damaged: CatalogError.Reason? = .damaged

    /// A catalog of one photo, of which everything is known, among two others.
    private func filled() throws -> SQLiteCatalog {
        let catalog = try TemporaryCatalog()
        var maker = RecordMaker(91)
        var record = maker.full(RecordMaker.path("a folder/photo.jpg"), scan: 3)
        record.depth = .full
        record.exif.captured = CaptureTime(local: "2019-07-05T12:33:10", subsecond: "12", offset: "+02:00")
        (record.exif.make, record.exif.model, record.exif.lens) = ("NIKON", "D7500", "18-140")
        (record.exif.fNumber, record.exif.exposureSeconds, record.exif.focalLengthMM) = (5.6, 0.004, 35)
        (record.exif.iso, record.exif.exposureBiasEV) = (200, -0.3)
        record.exif.gps = GPSPosition(latitude: 50.08, longitude: 14.43, altitude: 210)
        record.problem = Problem(.damagedFile, "a sentence", remedy: "a remedy")
        var changes = CatalogChanges()
        changes.records = [maker.full(RecordMaker.path("a")), record, maker.full(RecordMaker.path("z/z"))]
        try catalog.apply(changes)
        return catalog.catalog
    }

    /// The value with each of its bits flipped, and no value, as SQL writes them.
    private func neighbours(_ value: DatabaseValue) -> [String] {
        switch value.storage {
        case .null: []
        case .int64(let number): (0..<64).map { "\(number ^ 1 << Int64($0))" }
        case .double(let number):
            (0..<64).map { Double(bitPattern: number.bitPattern ^ 1 << UInt64($0)) }.filter(\.isFinite).map { "\($0)" }
        case .string(let text): flipped(Array(text.utf8)).map { "CAST(x'\(Hexadecimal.text($0))' AS TEXT)" }
        case .blob(let bytes): flipped(Array(bytes)).map { "x'\(Hexadecimal.text($0))'" }
        }
    }

    private func flipped(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<bytes.count * 8).map { bit in
            var bytes = bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            return bytes
        }
    }

    private func reason(_ body: () throws -> Void) -> CatalogError.Reason? {
        do {
            try body()
            return nil
        } catch {
            return (error as? CatalogError)?.reason ?? .other
        }
    }

    /// Puts each neighbour in the value's place and the value back, and counts those that `isSeen` does not see.
    private func expectSeen(
        _ catalog: SQLiteCatalog, _ column: String, of table: String = "photo", id: Int = 2, _ isSeen: () -> Bool
    ) throws {
        let value = try catalog.database.read { connection in
            try Row.fetchOne(connection, sql: "SELECT \(column) FROM \(table) WHERE id = \(id)")?[0] as DatabaseValue?
        }
        let original = try #require(value)
        let update = "UPDATE \(table) SET \(column)"
        var unseen: [String] = []
        let neighbours = neighbours(original)
        #expect(!neighbours.isEmpty, "\(column) is known")
        for neighbour in neighbours {
            // A file is there or not, whatever the number.
            if column == "present", neighbour != "0" { continue }
            try catalog.database.writeWithoutTransaction { try $0.execute(sql: "\(update) = \(neighbour) WHERE id = \(id)") }
            if !isSeen() { unseen.append(neighbour) }
        }
        try catalog.database.write { try $0.execute(sql: "\(update) = ? WHERE id = \(id)", arguments: [original]) }
        #expect(unseen.isEmpty, "\(column): \(unseen.prefix(3))")
        #expect(!isSeen(), "\(column) is as it was")
    }

    @Test func `every bit of every value that photos are compared by`() throws {
        let catalog = try filled()
        let isSeen = { reason { try catalog.comparablePhotos(inPagesOf: 10) { _ in } } == Self.damaged }
        for column in Self.compared { try expectSeen(catalog, column, isSeen) }
        try expectSeen(catalog, "path", of: "folder", isSeen)
    }

    @Test func `every bit of every value of a record`() throws {
        let catalog = try filled()
        let isSeen = { reason { _ = try catalog.photos(after: nil, limit: 10) } == Self.damaged }
        // The list of photos has only those that are there.
        for column in Self.compared + Self.facts where column != "present" { try expectSeen(catalog, column, isSeen) }
    }

    @Test func `a value that is lost, and a sum that is`() throws {
        let catalog = try filled()
        let nullable = Set(Self.compared + Self.facts).subtracting([
            "name", "present", "bytes", "inode", "modified", "changed", "state", "addedIn", "pipeline", "depth", "readIn",
            "orientation",
        ])
        for column in nullable.sorted() {
            let value: DatabaseValue? = try catalog.database.read { connection in
                try Row.fetchOne(connection, sql: "SELECT \(column) FROM photo WHERE id = 2")?[0]
            }
            try catalog.database.write { try $0.execute(sql: "UPDATE photo SET \(column) = NULL WHERE id = 2") }
            #expect(reason { _ = try catalog.photos(after: nil, limit: 10) } == .damaged, "\(column)")
            try catalog.database.write { try $0.execute(sql: "UPDATE photo SET \(column) = ? WHERE id = 2", arguments: [value]) }
            #expect(reason { _ = try catalog.photos(after: nil, limit: 10) } == nil, "\(column)")
        }
    }
}
