// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import GRDB
import Glibc
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import Testing

@Suite struct `What a catalog acknowledged outlives its process` {
    private static let batchSize = 25

    /// The batch numbered `number`: new records, and one that every batch changes.
    private static func batch(_ number: Int) -> CatalogChanges {
        var maker = RecordMaker(UInt64(number))
        var changes = CatalogChanges()
        changes.records = (0..<batchSize).map { maker.full(RecordMaker.path("batch \(number)/\($0).jpg"), scan: number) }
        changes.records.append(maker.full(RecordMaker.path("changed.jpg"), scan: number))
        return changes
    }

    /// Appends batches, acknowledging each in a file, until it is killed.
    private static func append(in folder: String) throws {
        let catalog = try SQLiteCatalog(path: folder + "/catalog.sqlite")
        // The texts live for the calls.
        let acknowledgements = unsafe open(folder + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let start = try catalog.folders(after: .root, limit: 1_000_000).count + 1
        for number in start... {
            try catalog.apply(batch(number))
            let line = Array("\(number)\n".utf8)
            // The array holds as many bytes as are written.
            _ = unsafe write(acknowledgements, line, line.count)
            guard number == start else { continue }
            DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(.random(in: 0...25_000))) {
                kill(getpid(), SIGKILL)
            }
        }
    }

    @Test func `thirty kills while batches are appended lose nothing that was acknowledged`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("")
        for round in 1...30 {
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                try `What a catalog acknowledged outlives its process`.append(in: path)
            }
            let text = String(decoding: try FileBytes.of(folder.file("acknowledged")), as: UTF8.self)
            let acknowledged = text.split(separator: "\n").compactMap { Int($0) }
            #expect(acknowledged.count >= round)
            try check(folder, acknowledged, all: round.isMultiple(of: 10))
        }
    }

    private func check(_ folder: TemporaryFolder, _ acknowledged: [Int], all: Bool) throws {
        let catalog = try SQLiteCatalog(path: folder.file("catalog.sqlite"))
        #expect(try catalog.database.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
        for number in all ? acknowledged[...] : acknowledged.suffix(3) {
            var expected = Self.batch(number).records.dropLast()
            for index in expected.indices { expected[index].addedIn = number }
            let found = try catalog.photos(after: RecordMaker.path("batch \(number)/ "), limit: Self.batchSize)
            #expect(Set(found) == Set(expected), "batch \(number)")
        }
        // The batch that was under way may have become durable just before its acknowledgement; none is there in part.
        let batches = try catalog.folders(after: .root, limit: 1_000_000)
        #expect(try catalog.counts().present == batches.count * Self.batchSize + 1)
        #expect(try catalog.photo(at: RecordMaker.path("changed.jpg"))?.readIn == batches.count)
        #expect((0...30).contains(batches.count - acknowledged.count))
    }
}

extension CatalogCounts {
    /// All present files.
    fileprivate var present: Int { indexed + failed + unsupported }
}
