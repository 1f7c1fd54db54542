// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `The language is what docs/queries.md says` {
    /// The queries of the tables' first columns.
    private func queries() throws -> [String] {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let bytes = try #require(WholeFile.read(Array((root + "/docs/queries.md").utf8)))
        let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("| `") }
        return rows.flatMap { row in
            let cell = row.split(separator: "|")[0]
            return cell.split(separator: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        }
    }

    @Test func `every query in it is one`() throws {
        let queries = try queries()
        #expect(queries.count > 60)
        for text in queries { #expect((try? QueryParser.parse(text)) != nil, "\(text)") }
    }

    @Test func `every key and every state is in it`() throws {
        let text = try queries().joined(separator: " ")
        let keys = NumberField.allCases.map(\.rawValue) + TextField.allCases.map(\.rawValue)
        for key in keys + ["in", "type", "has", "duplicates", "near", "box", "id", "date"] {
            #expect(text.contains("\(key):"), "\(key)")
        }
        for state in PhotoState.allCases { #expect(text.contains(state.rawValue), "\(state)") }
    }
}
