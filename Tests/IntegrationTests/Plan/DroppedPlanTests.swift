// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `What was dropped is moved by the plan, and brought back by its reverse` {
    /// Four pictures under eighty odd names, some of which were dropped.
    private func reviewed() throws -> (place: Place, dropped: [[UInt8]]) {
        let place = try Place()
        let pictures = try (1...4).map { try Sample.smallJPEG(UInt64(20 + $0)) }
        let names = OddNames.make(80).map(\.bytes)
        for (index, name) in names.enumerated() { try place.put(pictures[index % 4], at: Word(name)) }
        try place.shell("find . -type f -exec touch -d '2019-03-04 05:06:07.123456789' {} +")
        try place.scan()
        let dropped = names.enumerated().filter { $0.offset >= 4 && $0.offset % 3 == 0 }.map(\.element)
        let words = dropped.map { name in Word(Array((place.photos.appending(name)).bytes)) }
        let outcome = try place.start(["decide", Word(place.photos)] + words + ["--drop"]).end()
        #expect(outcome.code == 0, "\(outcome.said)")
        return (place, dropped)
    }

    @Test(arguments: PlanShell.all)
    func `only that, to the byte, and back`(_ shell: PlanShell) throws {
        let (place, dropped) = try reviewed()
        let before = try TreeState(place)
        #expect(Set(try place.planned("drop", "--dropped")) == Set(dropped))
        let plan = try place.plan("plan.sh", "--dropped")
        let check = try place.perform(plan, "--check", shell: shell)
        #expect(check.text.hasPrefix("\(dropped.count) of \(dropped.count) files would be moved"), "\(check.text) \(check.said)")
        #expect(try TreeState(place) == before)
        let run = try place.perform(plan, shell: shell)
        #expect(
            run.code == 0 && run.said == "" && run.text.hasPrefix("\(dropped.count) of \(dropped.count) files moved"),
            "\(run.said)")
        for name in dropped { #expect(!Disk.exists(place.photos.appending(name))) }
        let rest = try place.shell("find . -path ./.jozin -prune -o -type f -print0 | tr -dc '\\0' | wc -c").text
        #expect(rest == "\(80 - dropped.count)\n", "nothing else is gone")
        let back = try place.perform(place.undo, shell: shell)
        #expect(back.code == 0 && back.said == "", "\(back.said)")
        #expect(try TreeState(place).differences(before) == [])
    }

    @Test func `a keeper that changed since saves what was dropped for it`() throws {
        let place = try Place()
        for name in ["a.jpg", "b.jpg"] { try place.put(try Sample.jpeg(1), at: "\(name)") }
        try place.scan()
        #expect(try place.run("decide", Word(place.photos), "b.jpg", "--drop").code == 0)
        let plan = try place.plan("plan.sh", "--dropped")
        try place.shell("printf x >> a.jpg")
        let run = try place.perform(plan)
        #expect(
            Disk.exists(place.photos.appending("b.jpg")) && run.text.contains("0 of 1 files moved"), "\(run.text) \(run.said)")
    }

    @Test func `it is for a plan alone, and keeps to reference folders`() throws {
        let (place, dropped) = try reviewed()
        let library = Word(place.photos)
        #expect(try place.run("duplicates", library, "--dropped").code == 64)
        #expect(try place.planned("drop", "--dropped", "--kind", "near") == [], "only groups of this kind")
        #expect(try place.planned("locked", "--dropped", "--reference", ".").count == dropped.count)
        #expect(try place.run("decide", library, Word(place.photos.appending(dropped[0])), "--no-drop").code == 0)
        #expect(Set(try place.planned("drop", "--dropped")) == Set(dropped[1...]))
        #expect(try place.planned("drop").count == 76, "a plan for all duplicates is what it was")
    }
}
