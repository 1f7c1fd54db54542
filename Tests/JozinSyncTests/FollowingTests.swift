// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync
import JozinTestSupport
import Testing

@Suite struct `Sidecars and catalog follow the log, and give back what it lost` {
    /// Photos 1 to 4, of which 3 is decided in files a and b, with decisions.
    private func decided() throws -> Desk {
        let desk = try Desk()
        for number in 1...4 { try desk.add(.made(number), at: "photo\(number).png") }
        try desk.add(.made(3), at: "folder/copy.png")
        var maker = try desk.maker()
        _ = try maker.decide(
            (1...3).map { (.init(.made($0)), [.rating: .number("\($0)"), .tag("Sea"): .bool(true)]) }, label: "three")
        _ = try maker.decide([(.init(.made(3)), [.title: .string("Dusk")])], label: "title")
        #expect(try maker.follow() == [])
        return desk
    }

    private func stands(_ desk: Desk) throws -> [ImageID: [DecisionKey: JSONValue]] {
        try desk.maker().state.photos.mapValues(\.decisions).filter { !$0.value.isEmpty }
    }

    private func mirrored(_ desk: Desk) throws -> [ImageID: [DecisionKey: JSONValue]] {
        var found: [ImageID: [DecisionKey: JSONValue]] = [:]
        var cursor: DecisionCursor?
        while case let page = try desk.catalog.decisions(after: cursor, limit: 3), let last = page.last {
            for decision in page {
                found[decision.imageID, default: [:]][DecisionKey(text: decision.key)] = try JSONReader.read(
                    Array(decision.value.utf8))
            }
            cursor = last.cursor
        }
        return found
    }

    @Test func `every file of a photo has its decisions`() throws {
        let desk = try decided()
        for name in ["photo3.png", "folder/copy.png"] {
            let sidecar = try #require(try desk.sidecar(name))
            #expect(
                UserPart(sidecar.user).decisions == [.rating: .number("3"), .tag("Sea"): .bool(true), .title: .string("Dusk")])
            #expect(sidecar.sync.written == 2 && !sidecar.sync.dirty && sidecar.sync.lastWrite != nil)
        }
        #expect(try desk.sidecar("photo1.png")?.sync.written == 1 && desk.sidecar("photo4.png")?.hasDecisions == false)
        #expect(try mirrored(desk) == stands(desk) && desk.catalog.mirroredDecisions() == 2)
        var maker = try desk.maker()
        _ = try maker.undo()
        _ = try maker.undo()
        try maker.follow()
        #expect(try desk.sidecar("folder/copy.png")?.hasDecisions == false && mirrored(desk).isEmpty)
    }

    @Test func `a log that is gone begins anew with all that the sidecars have`() throws {
        let desk = try decided()
        let before = try stands(desk)
        for script in ["rm -r $HERE/log", "rm $HERE/log/decisions.jsonl", ": > $HERE/log/decisions.jsonl"] {
            desk.run(script)
            var maker = try desk.maker()
            try maker.follow()
            #expect(try stands(desk) == before && mirrored(desk) == before, "\(script)")
            #expect(maker.state.lastNumber >= 3 && maker.state.nextToUndo == nil, "numbers go on, undo begins anew")
            #expect(try maker.history(limit: 1).first?.label == "restored from sidecars")
        }
    }

    @Test func `an older copy of the log takes back from the sidecars what it lacks`() throws {
        let desk = try decided()
        let old = try desk.logBytes
        var maker = try desk.maker()
        _ = try maker.decide([(.init(.made(1)), [.rating: .number("5"), .favourite: .bool(true)])], label: "later")
        _ = try maker.decide([(.init(.made(2)), [.rating: nil])], label: "later")
        try maker.follow()
        let before = try stands(desk)
        #expect(WholeFile.write(old, to: desk.logPath))
        var again = try desk.maker()
        try again.follow()
        #expect(try stands(desk) == before && mirrored(desk) == before)
        #expect(again.state.lastNumber > 4)
    }

    @Test func `what an unfinished command left is written by the next`() throws {
        let desk = try decided()
        var killed = try desk.maker()
        _ = try killed.decide([(.init(.made(4)), [.rejected: .bool(true)])], label: "killed before its sidecar")
        #expect(try desk.sidecar("photo4.png")?.hasDecisions == false)
        desk.run("touch $HERE/tmp/decision-0")
        var next = try desk.maker()
        _ = try next.decide([(.init(.made(1)), [.favourite: .bool(true)])], label: "next")
        try next.follow()
        #expect(try desk.sidecar("photo4.png").map { UserPart($0.user).decisions } == [.rejected: .bool(true)])
        #expect(try mirrored(desk) == stands(desk))
    }

    @Test func `a sidecar without its photo's decisions gets them, what else stands in it stays`() throws {
        let desk = try decided()
        var sidecar = try #require(try desk.sidecar("photo1.png"))
        sidecar.user = .object([JSONMember("x-other", .string("kept")), JSONMember("rating", .number("9"))])
        sidecar.sync = ImageSidecar.Sync()
        try desk.write(sidecar.encoded(), at: Desk.path("photo1.png"))
        desk.run("rm $HERE/log/written")
        var maker = try desk.maker()
        try maker.follow()
        let found = try #require(try desk.sidecar("photo1.png"))
        #expect(UserPart(found.user).decisions == [.rating: .number("1"), .tag("Sea"): .bool(true)])
        #expect(UserPart(found.user).others.contains(JSONMember("x-other", .string("kept"))))
    }

    @Test func `decisions that only a sidecar has come before the first that is made`() throws {
        let desk = try decided()
        var sidecar = try #require(try desk.sidecar("photo4.png"))
        sidecar.user = .object([JSONMember("rating", .number("2")), JSONMember("tags", .array([.string("found")]))])
        try desk.write(sidecar.encoded(), at: Desk.path("photo4.png"))
        var maker = try desk.maker()
        _ = try maker.decide([(.init(.made(4)), [.rating: .number("4")])], label: "rating 4")
        try maker.follow()
        #expect(
            maker.state.photos[PhotoIdentity.made(4).imageID]?.decisions == [.rating: .number("4"), .tag("found"): .bool(true)])
        #expect(try maker.undo().edits.map(\.to) == [.number("2")])
    }

    @Test func `a hand that edits a sidecar is heard, and overruled where the owner spoke since`() throws {
        let desk = try decided()
        var sidecar = try #require(try desk.sidecar("photo1.png"))
        sidecar.user = .object([JSONMember("rating", .number("1")), JSONMember("title", .string("By hand"))])
        try desk.write(sidecar.encoded() + [0x0A], at: Desk.path("photo1.png"))
        var maker = try desk.maker()
        _ = try maker.decide([(.init(.made(1)), [.rating: .number("4")])], label: "rating 4")
        #expect(try maker.follow() == [], "nobody spoke of the title or the tag")
        let now = maker.state.photos[PhotoIdentity.made(1).imageID]?.decisions
        #expect(now == [.rating: .number("4"), .title: .string("By hand")])
        sidecar.user = .object([JSONMember("rating", .number("2"))])
        try desk.write(sidecar.encoded() + [0x0A], at: Desk.path("photo1.png"))
        _ = try maker.decide([(.init(.made(1)), [.favourite: .bool(true)])], label: "favourite")
        #expect(try maker.follow() == [Desk.path("photo1.png")])
        #expect(maker.state.photos[PhotoIdentity.made(1).imageID]?.decisions[.rating] == .number("4"))
        #expect(desk.run("ls $HERE/displaced/damaged-* >/dev/null 2>&1") == 0, "the words that lost are kept")
    }

    @Test func `a foreign edit between reading and replacing is seen, a thousand times`() throws {
        let desk = try decided()
        let state = try desk.state()
        var store = try SidecarStore(state, for: .decision)
        let path = try Desk.path("photo1.png")
        let file = desk.path.appending("sidecars/photo1.png.json").bytes
        var random = SeededGenerator(seed: 24)
        for round in 1...1000 {
            let before = try #require(try store.read(path, in: state))
            let isReplaced = random.chance(50)
            // A new file is told by its number, whatever its size; one that is written over by its size, whatever the clock's grain.
            let size = isReplaced ? before.count : before.count == 400 ? 401 : 400
            let name = Array("theirs \(round) ".utf8)
            let theirs = name + random.bytes(size - name.count)
            try store.stage(Array("ours \(round)".utf8), for: path, replacing: .sidecar(try store.stamp(path)), in: state)
            if isReplaced { try desk.write(theirs, at: path) } else { #expect(WholeFile.write(theirs, to: file)) }
            #expect(try store.publish(in: state) == [path], "round \(round), replaced \(isReplaced)")
            #expect(try store.read(path, in: state) == theirs && !store.hasStaged)
        }
    }
}
