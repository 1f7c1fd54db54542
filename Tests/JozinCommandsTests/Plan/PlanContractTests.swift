// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity
import Testing

@Suite struct `Programs find in a plan what its contract says` {
    private static let golden: SystemPath = {
        let package = SystemPath(bytes: Array(#filePath.utf8))?.folder?.folder?.folder?.folder
        return (package ?? SystemPath(literal: ".")).appending("contracts/golden")
    }()

    /// Compares with the golden file; JOZIN_WRITE_GOLDEN=1 writes it first, for a change of the contract that is meant.
    private func check(_ bytes: [UInt8], _ name: String) throws {
        let folder = try Descriptor.folder(Self.golden)
        if Environment.value("JOZIN_WRITE_GOLDEN") != nil {
            try folder.file(Array(name.utf8), flags: 0o1101, mode: 0o644).write(bytes)  // O_WRONLY | O_CREAT | O_TRUNC
        }
        #expect(try folder.file(Array(name.utf8), flags: 0).readAll(limit: 1 << 20) == bytes, "contracts/golden/\(name)")
    }

    @Test func `one of everything is the golden plan`() throws {
        let plan = try SamplePlan.everything()
        try check(plan.bytes(.json), "duplicate-plan.json")
        try check(plan.bytes(.csv), "duplicate-plan.csv")
    }

    @Test func `the totals are those of the groups`() throws {
        let json = try JSONReader.read(try SamplePlan.everything().bytes(.json))
        let groups = try #require(json["groups"]?.elements)
        let files = groups.flatMap { $0["files"]?.elements ?? [] }
        func count(_ action: String, _ reasons: Set<String>) -> Int {
            files.count { $0["action"]?.text == action && reasons.contains($0["reason"]?.text ?? "") }
        }
        let drops = files.filter { $0["action"]?.text == "drop" }
        let totals = json["totals"]
        #expect(totals?["drops"]?.integer == drops.count && drops.count == 5)
        #expect(totals?["bytes"]?.integer == drops.reduce(0) { $0 + ($1["bytes"]?.integer ?? 0) })
        #expect(totals?["locked"]?.integer == count("locked", ["reference"]))
        #expect(totals?["hardLinks"]?.integer == count("keep", ["hard-link"]))
        #expect(
            totals?["groups"]?.integer
                == groups.count { $0["files"]?.elements?.contains { $0["action"]?.text == "drop" } ?? false })
    }

    @Test func `each group has one keeper, and it comes first`() throws {
        let json = try JSONReader.read(try SamplePlan.everything().bytes(.json))
        for group in try #require(json["groups"]?.elements) {
            let files = try #require(group["files"]?.elements)
            #expect(files.first?["action"]?.text == "keep")
            let names = Set(KeeperRule.order(KeeperRule.choosable).map(\.name) + ["folder"])
            #expect(files.count { names.contains($0["reason"]?.text ?? "") && $0["action"]?.text == "keep" } == 1)
        }
    }

    @Test func `a plan's name is its content's`() throws {
        let plan = try SamplePlan.everything()
        #expect(plan.document.name == (try SamplePlan.everything()).document.name && plan.document.name.count == 16)
        var other = plan
        other.keep = []
        #expect(other.document.name != plan.document.name)
        var elsewhere = plan
        elsewhere.trash = SystemPath(literal: "/mnt/dropped")
        #expect(elsewhere.document.name != plan.document.name)
    }

    @Test func `a plan of nothing is a plan`() throws {
        let json = try JSONReader.read(SamplePlan().bytes(.json))
        #expect(json["groups"]?.elements == [] && json["totals"]?["drops"]?.integer == 0)
    }

    @Test func `however many groups there are, they are handed out one by one`() throws {
        var plan = SamplePlan()
        for number in 0..<400 { try plan.add("\(number / 2)-\(number % 2).jpg", content: UInt8(number / 2)) }
        let document = plan.document
        for format in PlanFormat.allCases {
            var pieces = 0
            var longest = 0
            format.write(document) { piece in
                pieces += 1
                longest = max(longest, piece.count)
            }
            // Handed out group by group: memory does not grow with the plan.
            #expect(pieces >= 200 && longest < 20_000, "\(format)")
        }
    }
}
