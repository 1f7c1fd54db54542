// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCatalogSQLite
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Groups are read as they were found` {
    /// A catalog of ten photos, numbered from 1 on.
    private func made() throws -> TemporaryCatalog {
        let temporary = try TemporaryCatalog()
        var maker = RecordMaker(61)
        var changes = CatalogChanges()
        changes.records = (0..<10).map { maker.full(RecordMaker.path("x/\($0)")) }
        try temporary.catalog.apply(changes)
        return temporary
    }

    private func found(_ name: String, _ members: [Int], kind: String = "exact") -> FoundGroup {
        let paths = members.map { RecordMaker.path("x/\($0)") }
        return FoundGroup(
            name: name, kind: kind, certainty: 900, gain: 7, keeper: paths[0], reason: "oldest", members: paths)
    }

    private func numbers(_ catalog: SQLiteCatalog) throws -> [LibraryPath: Int64] {
        let files = try catalog.files(numbered: Array(1...10))
        return Dictionary(files.map { ($0.record.path, $0.number) }) { first, _ in first }
    }

    @Test func `outlines in pages of any size, their members by number`() throws {
        let temporary = try made()
        let catalog = temporary.catalog
        let groups = [found("a", [0, 1]), found("b", [2, 3, 4], kind: "near"), found("c", [4, 5]), found("d", [6, 99])]
        try catalog.replaceGroups(groups)
        let known = try numbers(catalog)
        for limit in 1...5 {
            var (all, last) = ([GroupOutline](), Int64(0))
            while case let page = try catalog.outlines(after: last, limit: limit), let end = page.last {
                all += page
                last = end.row
            }
            #expect(all.map(\.name) == ["a", "b", "c"], "a group of one is none")
            #expect(all.map(\.kind) == ["exact", "near", "exact"] && all.allSatisfy { $0.gain == 7 && $0.certainty == 900 })
            for (outline, group) in zip(all, groups) {
                #expect(outline.members == group.members.compactMap { known[$0] }.sorted())
            }
        }
        try catalog.replaceGroups([found("e", [7, 8])])
        #expect(try catalog.outlines(after: 0, limit: 9).map(\.name) == ["e"])
    }

    @Test func `kinds of twins, as long as the twin is there`() throws {
        let temporary = try made()
        let catalog = temporary.catalog
        try catalog.replaceGroups([
            found("a", [0, 1]), found("b", [0, 1, 2], kind: "near"), found("c", [0, 1], kind: "pixelIdentical"),
        ])
        let known = try numbers(catalog)
        func kinds(_ photo: Int) throws -> [String] { try catalog.kindsOfTwins(of: known[RecordMaker.path("x/\(photo)")] ?? 0) }
        #expect(try kinds(0) == ["exact", "near", "pixelIdentical"] && kinds(2) == ["near"] && kinds(3) == [])
        try catalog.database.write { try $0.execute(sql: "UPDATE photo SET present = 0 WHERE name = CAST('1' AS BLOB)") }
        #expect(try kinds(0) == ["near"] && kinds(2) == ["near"])
        #expect(try catalog.outlines(after: 0, limit: 9).map(\.members.count) == [1, 2, 1])
    }
}
