// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Deciding says what it does` {
    private func scanned() throws -> Place {
        let place = try Place()
        for seed in 1...3 { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "a/\(seed).jpg") }
        try place.scan()
        return place
    }

    @Test func `a photo is named by its path from anywhere, or by its id`() throws {
        let place = try scanned()
        let id = try #require(place.facts("a/1.jpg")?.facts.imageID.text)
        let whole = Word(place.photos.appending("a/1.jpg"))
        for (stars, name) in [Word("a/1.jpg"), whole, "\(id)", "./a/1.jpg"].enumerated() where name != "./a/1.jpg" {
            let outcome = try place.run("decide", Word(place.photos), name, "--rating", "\(stars + 1)", "--json")
            #expect(outcome.code == 0, "\(outcome.said)")
            #expect(place.rating("a/1.jpg") == stars + 1)
        }
        let inside = try place.run("decide", Word(place.photos.appending("a")), "a/2.jpg", "--rating", "2")
        #expect(inside.code == 0 && place.rating("a/2.jpg") == 2, "\(inside.said)")
    }

    @Test func `what is not there is 2, what makes no sense is 64, and neither writes anything`() throws {
        let place = try scanned()
        try place.rate("a/1.jpg", 1)
        let before = try (place.decisionLog(), Sidecars(place))
        let unknown = "sha256:" + String(repeating: "0", count: 64)
        let cases: [(Int32, [Word])] = [
            (2, ["a/nowhere.jpg", "--rating", "3"]), (2, ["\(unknown)", "--rating", "3"]),
            (64, ["/etc/passwd", "--rating", "3"]),
            (64, ["a/1.jpg", "--rating", "7"]), (64, ["a/1.jpg", "--rating", "-1"]), (64, ["a/1.jpg", "--rating", "x"]),
            (64, ["a/1.jpg", "--tag", ""]), (64, ["a/1.jpg", "--tag", "a//b"]), (64, ["a/1.jpg", "--tag", "x", "--untag", "x"]),
            (64, ["a/1.jpg", "--title", Word(Array("a\u{1B}[31m".utf8))]), (64, ["a/1.jpg", "--title", Word([0x61, 0xFF])]),
            (64, ["a/1.jpg", "--title", Word([UInt8](repeating: 0x61, count: 100_000))]), (64, ["a/1.jpg"]), (64, []),
            (64, ["a/1.jpg", "--distinct-from", "a/1.jpg"]), (2, ["a/1.jpg", "a/nowhere.jpg", "--rating", "5"]),
        ]
        for (code, words) in cases {
            let outcome = try place.start(["decide", Word(place.photos)] + words).end()
            #expect(outcome.code == code && outcome.output == [] && outcome.controlBytes == [], "\(words) \(outcome.said)")
        }
        for words in [["undo", "99"], ["redo"], ["redo", "1"]] as [[Word]] {
            #expect(try place.start([words[0], Word(place.photos)] + words.dropFirst()).end().code == 2)
        }
        let dry = try place.run(
            "decide", Word(place.photos), "a/2.jpg", "--rating", "5", "--tag", "x", "--dry-run", "--json-lines")
        #expect(dry.code == 0 && dry.output.count { $0 == 0x0A } == 2)
        #expect(try place.decisionLog() == before.0 && Sidecars(place).differences(before.1) == [])
    }

    @Test func `history, undo and redo by number`() throws {
        let place = try scanned()
        for stars in 1...3 { try place.rate("a/1.jpg", stars) }
        let library = Word(place.photos)
        let refused = try place.run("undo", library, "1")
        #expect(refused.code == 2 && refused.said.contains("entry 3 has changed rating since entry 1"))
        #expect(try place.run("undo", library, "--json-lines").code == 0 && place.rating("a/1.jpg") == 2)
        #expect(try place.run("redo", library, "3").code == 0 && place.rating("a/1.jpg") == 3)
        let json = try JSONReader.read(try place.run("history", library, "--json", "--limit", "3").output)
        let entries = try #require(json["entries"]?.elements)
        #expect(entries.map { $0["number"]?.integer } == [5, 4, 3] && json["undo"]?.integer == 3)
        #expect(entries.last?["undone"]?.boolean == false && entries.last?["undoable"]?.boolean == true)
        #expect(try place.run("history", library, "--before", "3", "--json-lines").output.count { $0 == 0x0A } == 2)
    }

    @Test func `a batch is one entry, and nothing changed is none`() throws {
        let place = try scanned()
        let words: [Word] = ["decide", Word(place.photos), "a/1.jpg", "a/2.jpg", "a/3.jpg", "--tag", "all", "--rating", "3"]
        #expect(try place.start(words).end().code == 0)
        let again = try place.start(words).end()
        #expect(again.code == 0 && again.text.contains("Nothing to change"))
        #expect(try place.decisionLog().map(\.edits.count) == [6])
        #expect(try place.run("undo", Word(place.photos)).code == 0)
        #expect(try place.decisions() == "")
    }

    @Test func `a sidecar edited by hand is heard`() throws {
        let place = try scanned()
        try place.rate("a/1.jpg", 3)
        try place.writeUserPart("a/1.jpg", .object([JSONMember("rating", .number("5")), JSONMember("x-mine", .bool(true))]))
        try place.writeUserPart("a/2.jpg", .object([JSONMember("tags", .array([.string("by hand")]))]))
        try place.shell("touch a/*.jpg")
        try place.scan()
        #expect(place.rating("a/1.jpg") == 5 && place.facts("a/1.jpg")?.user["x-mine"]?.boolean == true)
        #expect(try place.decisions().contains("tag/by hand"))
        let before = try place.decisions()
        try place.shell("rm -r .jozin/sidecars")
        _ = try place.run("rebuild", Word(place.photos))
        #expect(try place.decisions() == before)
    }

    @Test func `the library is read-only, and its state elsewhere`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "1.jpg")
        let state = Word(place.base.appending("elsewhere"))
        try place.scan("--state", state)
        #expect(try place.run("decide", Word(place.photos), "1.jpg", "--rating", "4").code == 0)
        #expect(try place.decisions().contains("\"value\":4"))
        #expect(try place.shell("ls -A").text == "1.jpg\n")
    }
}

@Suite struct `Duplicates heed what was decided` {
    /// Two pictures that look alike, and their copies.
    private func alike() throws -> Place {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "large.jpg")
        try place.put(try Sample.jpeg(1, width: 320, height: 256), at: "small.jpg")
        try place.scan()
        return place
    }

    private func groups(_ place: Place, _ words: Word...) throws -> Int {
        try place.start(["duplicates", Word(place.photos), "--json-lines"] + words).end().output.count { $0 == 0x0A }
    }

    @Test func `a pair that is distinct is left out, and back with the undoing`() throws {
        let place = try alike()
        #expect(try groups(place) == 1)
        #expect(try place.run("decide", Word(place.photos), "large.jpg", "--distinct-from", "small.jpg").code == 0)
        #expect(try groups(place) == 0)
        #expect(try place.run("undo", Word(place.photos)).code == 0)
        #expect(try groups(place) == 1)
    }

    @Test func `a keeper is given what the others have`() throws {
        let place = try alike()
        let library = Word(place.photos)
        let said = try place.run("decide", library, "small.jpg", "--rating", "4", "--tag", "Sea", "--title", "Dusk")
        #expect(said.code == 0, "\(said.said)")
        let before = try place.decisions()
        let dry = try place.run("duplicates", library, "--hand-over", "--kind", "near", "--dry-run", "--json-lines")
        #expect(try dry.output.count { $0 == 0x0A } == 3 && place.decisions() == before, "\(dry.said)")
        #expect(try place.run("duplicates", library, "--hand-over").text.contains("Nothing to change"), "near ones are asked for")
        #expect(try place.run("duplicates", library, "--hand-over", "--kind", "near").code == 0)
        #expect(place.rating("large.jpg") == 4 && place.facts("large.jpg")?.user["title"]?.text == "Dusk")
        #expect(try place.run("duplicates", library, "--hand-over", "--kind", "near").text.contains("Nothing to change"))
        #expect(try place.run("undo", library).code == 0)
        #expect(try place.decisions() == before)
    }
}
