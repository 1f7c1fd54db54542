// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A duplicate is dropped by name, and its keeper knows what it knew` {
    /// A name that is no UTF-8.
    private static let odd = Word(Array("copies/100 % ".utf8) + [0xFF, 0x0A] + Array(".jpg".utf8))

    /// One picture in two equal files, a smaller one of it, and one that stands alone.
    private func library() throws -> Place {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "large.jpg")
        try place.put(try Sample.jpeg(1), at: Self.odd)
        try place.put(try Sample.jpeg(1, width: 320, height: 256), at: "small.jpg")
        try place.put(try Sample.jpeg(9), at: "alone.jpg")
        try place.scan()
        return place
    }

    private func decide(_ place: Place, _ words: Word...) throws -> Outcome {
        try place.start(["decide", Word(place.photos)] + words).end()
    }

    private func dropped(_ place: Place) throws -> Int {
        try place.decisions().split(separator: "\n").count { $0.contains("\"drop\"") }
    }

    @Test func `tags, rating, caption and verdict are one step, and one undo takes it back`() throws {
        let place = try library()
        #expect(try decide(place, "small.jpg", "--rating", "4", "--tag", "Sea", "--title", "Dusk", "--album", "Trip").code == 0)
        let before = try place.decisions()
        let dry = try decide(place, "small.jpg", "--drop", "--dry-run", "--json-lines")
        #expect(try dry.code == 0 && dry.output.count { $0 == 0x0A } == 5 && place.decisions() == before, "\(dry.said)")
        #expect(try decide(place, "small.jpg", "--drop").code == 0)
        #expect(try place.decisionLog().map(\.edits.count) == [4, 5])
        for name in ["large.jpg", Self.odd] as [Word] {
            let user = place.facts(name)?.user
            #expect(user?["rating"]?.integer == 4 && user?["title"]?.text == "Dusk")
            #expect(user?["albums"]?.elements == [.string("Trip")] && user?["tags"]?.elements == [.string("Sea")])
        }
        #expect(place.facts("small.jpg")?.user["files"]?.elements?.first?["path"]?.text == "small.jpg")
        #expect(try place.run("undo", Word(place.photos)).code == 0)
        #expect(try place.decisions() == before && place.rating("large.jpg") == nil)
        #expect(try place.run("redo", Word(place.photos)).code == 0)
        #expect(try dropped(place) == 1 && place.rating("large.jpg") == 4)
        #expect(try decide(place, "small.jpg", "--no-drop").code == 0)
        #expect(try dropped(place) == 0 && place.rating("large.jpg") == 4, "what was handed over stays, but for an undo")
    }

    @Test func `the last of its duplicates stays, and so does what has none`() throws {
        let place = try library()
        let all = try decide(place, "large.jpg", Self.odd, "small.jpg", "--drop")
        #expect(all.code == 2 && all.said.contains("at least one file has to stay") && all.controlBytes == [], "\(all.said)")
        #expect(try decide(place, Self.odd, "--drop").code == 0)
        #expect(try decide(place, "small.jpg", "--drop").code == 0)
        let last = try decide(place, "large.jpg", "--drop", "--rating", "1")
        #expect(try last.code == 2 && dropped(place) == 2 && place.rating("large.jpg") == nil, "\(last.said)")
        let alone = try decide(place, "alone.jpg", "--drop")
        #expect(alone.code == 2 && alone.said.contains("has no duplicate"), "\(alone.said)")
        let id = try #require(place.facts("small.jpg")?.facts.imageID.text)
        let byID = try decide(place, "\(id)", "--drop")
        #expect(byID.code == 64 && byID.said.contains("by its path"), "\(byID.said)")
        #expect(try decide(place, Self.odd, "--drop").text.contains("Nothing to change"))
    }

    @Test func `it outlives a rescan, a rebuild, the catalog's loss and the log's`() throws {
        let place = try library()
        #expect(try decide(place, Self.odd, "small.jpg", "--drop").code == 0)
        let before = try place.decisions()
        let planned = try place.planned("drop", "--dropped")
        #expect(try dropped(place) == 2 && planned.count == 2 && planned.contains(Self.odd.bytes))
        let library = Word(place.photos)
        for (script, words) in [
            ("true", ["scan", library]), ("true", ["rebuild", library]), ("rm -r .jozin/log", ["rebuild", library]),
            ("rm .jozin/catalog.sqlite*", ["scan", library]), ("rm -r .jozin/sidecars", ["rebuild", library]),
        ] as [(String, [Word])] {
            try place.shell(script)
            let outcome = try place.start(words).end()
            #expect(outcome.code <= 1, "\(script) \(outcome.said)")
            #expect(try place.decisions() == before, "\(script)")
            #expect(try place.planned("drop", "--dropped") == planned, "\(script)")
        }
    }

    @Test func `it holds for this file with these bytes, and not for another that comes to its place`() throws {
        let place = try library()
        #expect(try decide(place, "small.jpg", Self.odd, "--drop").code == 0)
        #expect(try place.planned("drop", "--dropped").count == 2)
        try place.shell("mv small.jpg elsewhere.jpg")
        try place.scan()
        #expect(try place.planned("drop", "--dropped") == [Self.odd.bytes], "moved, it has to be looked at again")
        try place.shell("mv elsewhere.jpg small.jpg")
        try place.scan()
        #expect(try place.planned("drop", "--dropped").count == 2, "back in its place it is what it was")
        try place.put(Sample.withComment(try Sample.jpeg(1, width: 320, height: 256), "edited"), at: "small.jpg")
        try place.scan()
        #expect(try place.planned("drop", "--dropped") == [Self.odd.bytes], "other bytes")
        try place.shell("rm large.jpg small.jpg")
        try place.scan("--accept-missing")
        #expect(try place.planned("drop", "--dropped") == [], "nothing else is left")
        let said = try place.run("duplicates", Word(place.photos), "--plan", "../p.sh", "--dropped", "--dry-run")
        #expect(said.text.contains("1 dropped file without a duplicate by now: left in place."), "\(said.text)")
    }
}
