// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import JozinCore
import JozinSimilarity
import Testing

@Suite struct `A plan as a script is read before it is run` {
    @Test func `the head says what it does, how much, and how to undo it`() throws {
        let text = try SamplePlan.everything().text(.sh)
        #expect(text.hasPrefix("#!/bin/sh\n# A plan by Jožin for the duplicates in /home/eva/Pictures\n"))
        for words in ["moves 5 files (15.0 MB) of 3 groups to the trash", "Nothing is deleted", "--check", "-undo.sh"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test func `each file to drop stands on a line of its own, behind what is kept for it`() throws {
        var plan = SamplePlan()
        try plan.add("a.jpg", content: 0xAB)
        try plan.add("holiday/a copy.jpg", content: 0xAB)
        let digest = String(repeating: "ab", count: 32)
        #expect(
            plan.text(.sh).contains(
                """
                    group \(plan.document.groups[0].name) # Exact copies
                    keep 'a.jpg' \(digest) # shortest path
                    drop 'holiday/a copy.jpg' \(digest) 3000000 # the same bytes
                }

                plan() {
                    :
                    part_1
                }
                """))
    }

    @Test func `a long list is cut into functions that a shell's stack holds`() throws {
        var plan = SamplePlan()
        for number in 0..<2_500 { try plan.add("\(number).jpg", content: 1) }
        let lines = plan.text(.sh).split(separator: "\n", omittingEmptySubsequences: false)
        let starts = lines.indices.filter { lines[$0].hasPrefix("part_") }
        #expect(starts.map { String(lines[$0]) } == ["part_1() {", "part_2() {", "part_3() {"])
        for start in starts {
            let end = try #require(lines[start...].firstIndex(of: "}"))
            #expect(end - start <= 1_003)
        }
        #expect(plan.text(.sh).contains("plan() {\n    :\n    part_1\n    part_2\n    part_3\n}\n"))
        #expect(lines.count { $0.hasPrefix("    drop ") } == 2_499)
    }

    @Test func `what stays is told in comments`() throws {
        let lines = try SamplePlan.everything().text(.sh).split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("    # Albums/same.jpg stays: it lies in a reference folder") })
        #expect(lines.contains { $0.hasPrefix("    # link b.jpg stays: one file under several names") })
    }

    @Test func `the library is named by its path and its identity, wherever its state lies`() throws {
        var plan = SamplePlan()
        #expect(
            plan.text(.sh).contains(
                "library='/home/eva/Pictures'\nmarker=$library/.jozin/library.json\nidentity='0123456789abcdef0123456789abcdef'\n"
            ))
        plan.state = SystemPath(literal: "/srv/jozin's")
        plan.trash = SystemPath(literal: "/home/eva/dropped")
        #expect(
            plan.text(.sh).contains("marker='/srv/jozin'\\''s/library.json'\n")
                && plan.text(.sh).contains("trash='/home/eva/dropped'\n"))
    }

    @Test func `no comment can end early, whatever a name holds`() throws {
        var plan = SamplePlan()
        plan.root = try #require(SystemPath(bytes: Array("/home/\nrm -rf x\n".utf8)))
        for number in 0..<2 { try plan.add("\nrm -rf \(number)\n", content: 1, inode: 5) }
        let lines = plan.text(.sh).split(separator: "\n")
        #expect(lines.filter { $0.hasPrefix("rm -rf") }.count == 1, "the root's name within its quotes")
        #expect(lines.contains { $0.hasPrefix("    # \\x0arm -rf 1\\x0a stays") })
    }

    @Test func `a word is quoted so that the shell takes every byte as it is`() {
        #expect(ShellWord.quoted(Array("a b".utf8)) == Array("'a b'".utf8))
        #expect(ShellWord.quoted(Array("it's '".utf8)) == Array(#"'it'\''s '\'''"#.utf8))
        #expect(ShellWord.quoted([]) == Array("''".utf8) && ShellWord.quoted([0xFF, 0x0A]) == [0x27, 0xFF, 0x0A, 0x27])
        #expect(ShellWord.shown("/tmp/plan.sh") == "/tmp/plan.sh" && ShellWord.shown("my plan.sh") == "'my plan.sh'")
        #expect(ShellWord.shown("") == "''" && ShellWord.shown("$HOME") == "'$HOME'")
    }
}

@Suite struct `What is said of a plan` {
    @Test func `how much it drops, and what it leaves`() throws {
        let totals = try SamplePlan.everything().document.totals
        #expect(
            PlanSummary(totals, nearGroupsLeftOut: 24).lines == [
                "3 groups: 5 files to drop, 15.0 MB; one of each group is kept.", "1 file in reference folders: locked.",
                "1 file with several names (hard links): left, dropping one name frees nothing.",
                "Not planned: 24 groups of near-duplicates, which are different pictures (--kind near plans them).",
            ])
    }

    @Test func `nothing to drop is said as such`() {
        #expect(PlanSummary(SamplePlan().document.totals, nearGroupsLeftOut: 0).lines == ["Nothing to drop."])
    }

    @Test func `what was dropped and has no duplicate any more is said to stay`() throws {
        var plan = SamplePlan()
        try plan.add("a.jpg", content: 1)
        try plan.add("b.jpg", content: 1)
        try plan.add("c.jpg", content: 2)
        plan.dropped = [1, 2]
        let document = plan.document
        #expect(document.alone == 1 && document.totals.drops == 1)
        #expect(
            PlanSummary(document.totals, nearGroupsLeftOut: 0, alone: document.alone).lines == [
                "1 group: 1 file to drop, 3.0 MB; one of each group is kept.",
                "1 dropped file without a duplicate by now: left in place.",
            ])
        #expect(plan.text(.csv).contains("keep,a.jpg") && plan.text(.csv).contains(",chosen\r\n"))
        #expect(plan.text(.sh).contains("# you keep it"))
    }

    @Test(arguments: [("plan.sh", PlanFormat.sh), ("a.b.CSV", .csv), (".json", .json)])
    func `the form is told by the ending`(_ name: String, _ format: PlanFormat) {
        #expect(PlanFormat(endingOf: Array(name.utf8)) == format)
    }

    @Test func `another ending is no form`() {
        for name in ["plan", "plan.txt", "sh", "plan.sh.gz", "-", "plan."] {
            #expect(PlanFormat(endingOf: Array(name.utf8)) == nil)
        }
    }
}
