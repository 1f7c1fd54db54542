// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Decisions outlive whatever is made of them` {
    /// A scanned library with decisions of every kind.
    private func decided() throws -> Place {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let said: [[Word]] = [
            ["2019/sea/IMG_0001.jpg", "2019/sea/IMG_0002.jpg", "--rating", "4", "--tag", "Sea/Baltic"],
            ["2019/sea/IMG_0001.jpg", "--title", "Dusk", "--favourite", "--album", "Trip"],
            ["2020/small_5.jpg", "--reject", "--description", "Blurred.\nTwice."],
            ["2020/small_6.jpg", "--distinct-from", "2020/small_7.jpg"],
            ["2020/empty.jpg", "copies/drawing.png", "--tag", "odd"],
            ["2019/sea/IMG_0002.jpg", "--rating", "5", "--untag", "Sea/Baltic"],
        ]
        for words in said.filter({ $0[0] != "2020/empty.jpg" }) {
            let outcome = try place.start(["decide", Word(place.photos)] + words).end()
            #expect(outcome.code == 0 && outcome.controlBytes == [], "\(outcome.said)")
        }
        return place
    }

    @Test func `a scan, a rebuild, a reset of the catalog, the log's loss, the sidecars' loss`() throws {
        let place = try decided()
        let before = try place.decisions()
        let sidecars = try Sidecars(place)
        #expect(before.split(separator: "\n").count == 10, "\(before)")
        let library = Word(place.photos)
        let events: [(String, [[Word]])] = [
            ("true", [["scan", library]]), ("true", [["rebuild", library]]),
            ("true", [["reset", library, "--catalog", "--yes"], ["scan", library]]),
            ("touch 2019/sea/*.jpg", [["scan", library]]),
            ("rm -r .jozin/sidecars", [["rebuild", library], ["scan", library]]),
            ("rm .jozin/catalog.sqlite* .jozin/log/written", [["scan", library]]),
        ]
        for (script, commands) in events {
            try place.shell(script)
            for words in commands {
                let outcome = try place.start(words).end()
                #expect([0, 1].contains(outcome.code), "\(script) \(outcome.said)")
            }
            #expect(try place.decisions() == before, "\(script)")
            #expect(try Sidecars(place).differences(sidecars) == [], "\(script)")
        }
        for script in ["rm -r .jozin/log", "rm .jozin/log/decisions.jsonl"] {
            try place.shell(script)
            #expect(try place.decisions() == before, "\(script)")
            #expect(try place.run("rebuild", library).code <= 1)
            #expect(try place.decisions() == before, "\(script) and rebuilt")
        }
        #expect(try place.decisions("--limit", "5") + place.decisions("--after", Self.fifth(before)) == before)
    }

    /// What stands behind `--after` for the second page.
    private static func fifth(_ decisions: String) -> Word {
        let line = decisions.split(separator: "\n")[4]
        let json = try? JSONReader.read(Array(line.utf8))
        return "\(json?["imageId"]?.text ?? "")/\(json?["key"]?.text ?? "")"
    }

    @Test func `a photo keeps them under another name, with other metadata, and beside its copies`() throws {
        let place = try decided()
        let before = try place.decisions()
        try place.shell("mv 2019/sea/IMG_0001.jpg sunset.jpg; cp 2019/sea/IMG_0002.jpg two.jpg")
        try place.put(Sample.withComment(try Sample.smallJPEG(5), "dusk"), at: "2020/small_5.jpg")
        try place.scan()
        #expect(try place.decisions() == before)
        for name in ["sunset.jpg", "copies/again.jpg"] as [Word] {
            #expect(place.facts(name)?.user["title"]?.text == "Dusk" && place.rating(name) == 4)
        }
        #expect(place.rating("two.jpg") == 5 && place.facts("2020/small_5.jpg")?.user["rejected"]?.boolean == true)
        try place.rate("two.jpg", 1)
        #expect(place.rating("2019/sea/IMG_0002.jpg") == 1)
        _ = try place.run("undo", Word(place.photos))
        #expect(try place.decisions() == before && place.rating("two.jpg") == 5)
    }

    @Test func `an edited picture goes on with them, and the log says so`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "a.jpg")
        try place.scan()
        try place.rate("a.jpg", 3)
        // Half the size, and the same look.
        try place.put(try Sample.jpeg(1, width: 192, height: 128), at: "a.jpg")
        try place.scan()
        #expect(place.rating("a.jpg") == 3)
        #expect(try place.decisionLog().map(\.kind) == [.decision, .found])
        try place.rate("a.jpg", 5)
        #expect(place.rating("a.jpg") == 5)
    }

    @Test func `of photos that were never decoded, and of those that cannot be`() throws {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "large.jpg")
        try place.put(Array(try Sample.jpeg(2).prefix(4_000)), at: "cut.jpg")
        try place.scan("--depth", "quick")
        #expect(place.facts("large.jpg")?.facts.imageID.text.hasPrefix("file:") == true)
        try place.rate("large.jpg", 4)
        try place.rate("cut.jpg", 2)
        let before = try place.decisions()
        #expect(place.rating("large.jpg") == 4 && place.rating("cut.jpg") == 2)
        #expect(before.contains("\"sha256:") && before.contains("\"file:"))
        try place.scan()
        #expect(place.rating("large.jpg") == 4 && place.rating("cut.jpg") == 2)
        #expect(try place.decisions() == before)
        #expect(before.contains(try #require(place.facts("large.jpg")?.facts.imageID.text)))
    }

    @Test func `metadata edited before the photo was decoded again`() throws {
        let place = try Place()
        try place.put(try Sample.jpeg(1), at: "a.jpg")
        try place.scan()
        try place.rate("a.jpg", 3)
        let before = try place.decisions()
        try place.put(Sample.withComment(try Sample.jpeg(1), "x"), at: "a.jpg")
        try place.scan("--depth", "quick")
        #expect(try place.rating("a.jpg") == 3 && place.decisions() == before)
        try place.rate("a.jpg", 4)
        try place.scan()
        #expect(place.rating("a.jpg") == 4)
        #expect(try place.decisions() == before.replacing("\"value\":3", with: "\"value\":4"))
    }

    @Test func `all of it goes with the library's end, and with its sidecars where that is asked for`() throws {
        let place = try decided()
        #expect(try place.run("reset", Word(place.photos), "--sidecars", "--yes").code == 0)
        try place.scan()
        #expect(try place.decisions() == "")
        #expect(try place.run("reset", Word(place.photos), "--all", "--yes").code == 0)
        #expect(try place.shell("ls -A").text.contains(".jozin") == false)
    }
}
