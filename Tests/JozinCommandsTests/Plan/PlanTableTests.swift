// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinContracts
import JozinCore
import JozinSimilarity
import Testing

@Suite struct `A plan as a table is read by every program and obeyed by none` {
    /// The cells of a table by RFC 4180, as a strict reader takes them.
    private func cells(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var bytes = Array(text.utf8)[...]
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && bytes.first == byte:
                cell.append(byte)
                bytes.removeFirst()
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted:
                row.append(String(decoding: cell, as: UTF8.self))
                cell = []
            case 0x0D where !isQuoted && bytes.first == 0x0A:
                bytes.removeFirst()
                rows.append(row + [String(decoding: cell, as: UTF8.self)])
                (row, cell) = ([], [])
            default: cell.append(byte)
            }
        }
        #expect(!isQuoted && row.isEmpty && cell.isEmpty, "the last line is ended")
        return rows
    }

    @Test func `every file of the plan has a line, and every line all cells`() throws {
        let plan = try SamplePlan.everything()
        let rows = cells(plan.text(.csv))
        #expect(
            rows.first?.joined(separator: " ")
                == "group kind action path path_bytes image_id file_digest bytes width height reason")
        #expect(rows.allSatisfy { $0.count == 11 } && rows.count == 1 + plan.document.groups.flatMap(\.files).count)
        #expect(Set(rows.dropFirst().map { $0[2] }) == ["keep", "drop", "locked"])
        #expect(Set(rows.map { $0[10] }).isSuperset(of: ["reference", "exact", "pixelIdentical", "hard-link", "folder"]))
    }

    @Test func `a path is there to the byte, as text or in Base64`() throws {
        let plan = try SamplePlan.everything()
        let paths = try cells(plan.text(.csv)).dropFirst().map { row in
            row[4].isEmpty ? Array(row[3].utf8) : try #require(Base64.bytes(row[4]))
        }
        #expect(paths == plan.document.groups.flatMap(\.files).map(\.photo.path.bytes))
        #expect(cells(plan.text(.csv)).contains { $0[3] == "2019/two, \"quoted\".jpg" && $0[4].isEmpty })
        #expect(cells(plan.text(.csv)).contains { $0[3] == "kav\u{E1}rna.jpg" && $0[4].isEmpty })
    }

    @Test func `no cell is a formula, and no byte moves a cursor`() throws {
        var plan = SamplePlan()
        let names = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "\u{1B}[31m", "\u{9B}31m", "a=1"]
        for name in names { try plan.add(name, content: 1) }
        let rows = cells(plan.text(.csv)).dropFirst()
        #expect(rows.count == names.count)
        for row in rows {
            for cell in row { #expect(!["=", "+", "-", "@"].contains(cell.prefix(1)) && !cell.utf8.contains { $0 < 0x20 }) }
            #expect(!row[3].unicodeScalars.contains { (0x7F...0x9F).contains($0.value) })
        }
        #expect(rows.contains { $0[3] == "'=1+1" && Base64.bytes($0[4]) == Array("=1+1".utf8) })
        #expect(rows.contains { $0[3] == "'=1" && $0[4].isEmpty }, "its name is just that")
    }

    @Test func `a plan of nothing has its line of names`() { #expect(cells(SamplePlan().text(.csv)).count == 1) }
}
