// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinCatalog
import JozinCore
import Synchronization
import Testing

@Suite struct `A catalog may be used from any thread` {
    private static let paths = (0..<12).map { RecordMaker.path("folder \($0 % 4)/\($0).jpg") }

    private func batch(_ number: Int) -> CatalogChanges {
        var changes = CatalogChanges()
        changes.records = Self.paths.map {
            PhotoRecord(
                path: $0, stamp: FileStamp(bytes: 1, inode: 1, modified: 1, changed: 1), state: .indexed, pipeline: 1,
                depth: .quick,
                readIn: number)
        }
        return changes
    }

    @Test(arguments: CatalogKind.allCases)
    func `readers see each batch whole or not at all, and never an older one again`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        try catalog.apply(batch(1))
        let torn = Mutex(0)
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            var last = 1
            for round in 2...101 {
                do {
                    if thread == 0 {
                        try catalog.apply(batch(round))
                    } else {
                        let seen = Set(try catalog.photos(after: nil, limit: 100).map(\.readIn))
                        if seen.count != 1 || (seen.first ?? 0) < last { torn.withLock { $0 += 1 } }
                        last = seen.first ?? last
                    }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(torn.withLock { $0 } == 0)
        #expect(failures.withLock { $0 }.isEmpty)
        #expect(try catalog.photos(after: nil, limit: 100).allSatisfy { $0.readIn == 101 && $0.addedIn == 1 })
    }

    @Test(arguments: CatalogKind.allCases)
    func `writers take turns`(_ kind: CatalogKind) throws {
        let catalog = try kind.make()
        let numbers = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for round in 0..<15 {
                guard let number = try? catalog.beginScan() else { continue }
                numbers.withLock { $0.append(number) }
                var changes = CatalogChanges()
                changes.records = batch(number).records.map { record in
                    var record = record
                    record.path = record.path.folder.appending(Array("\(thread)-\(round)-".utf8) + record.path.name)
                    return record
                }
                try? catalog.apply(changes)
            }
        }
        #expect(Set(numbers.withLock { $0 }).count == 60)
        #expect(try catalog.counts().indexed == 60 * Self.paths.count)
    }
}
