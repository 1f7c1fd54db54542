// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import Testing

@Suite struct `Codes are those that the contract lists` {
    /// The cells of the rows of the table below `heading`, without its two lines of head.
    private func table(_ heading: String) throws -> [[String]] {
        let text = try #require(ContractFiles.text(ContractFiles.root + "/contracts/exit-codes.md"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "# \(heading)" }.dropFirst()
        let section = lines.prefix { !$0.hasPrefix("# ") }
        return section.filter { $0.hasPrefix("|") }.dropFirst(2).map { row in
            row.split(separator: "|").map { cell in String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
        }
    }

    @Test func `exit codes have the numbers and names of the table`() throws {
        var listed: [String: Int32] = [:]
        for row in try table("Exit codes") {
            let numbers = row[0].split(separator: ", ").compactMap { Int32($0) }
            let names = row[1].split(separator: ", ").map(String.init)
            #expect(numbers.count == names.count && !row[2].isEmpty)
            for (name, number) in zip(names, numbers) { listed[name] = number }
        }
        let own = Dictionary(uniqueKeysWithValues: ExitCode.allCases.map { ("\($0)", $0.rawValue) })
        #expect(listed == own)
    }

    @Test func `error codes are those of the table, in its order`() throws {
        #expect(try table("Error codes").map { $0[0] } == Problem.Code.allCases.map(\.rawValue))
    }
}
