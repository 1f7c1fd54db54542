// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `What is asked for is found` {
    private func scanned() throws -> Place {
        let place = try Place()
        for seed in 1...3 { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "sea/IMG_471\(seed).jpg") }
        try place.put(try Sample.smallJPEG(4), at: "lake/Žluťoučký.jpg")
        try place.put(Array("no photo".utf8), at: "lake/note.txt")
        try place.scan()
        return place
    }

    private func paths(_ place: Place, _ words: Word...) throws -> Set<String> {
        let outcome = try place.start(["search", Word(place.photos)] + words + ["--json-lines"]).end()
        #expect(outcome.code == 0, "\(outcome.said)")
        return Set(
            try outcome.output.split(separator: 0x0A).map { line in
                let json = try JSONReader.read(Array(line))
                #expect(json["imageId"]?.text.flatMap(ImageID.init(text:)) != nil)
                return try #require(json["path"]?.text)
            })
    }

    @Test func `by name, folder and what was decided`() throws {
        let place = try scanned()
        #expect(try paths(place).count == 4)
        #expect(try paths(place, "4712") == ["sea/IMG_4712.jpg"])
        #expect(try paths(place, "zlutoucky") == ["lake/Žluťoučký.jpg"])
        #expect(try paths(place, "in:sea -4711") == ["sea/IMG_4712.jpg", "sea/IMG_4713.jpg"])
        #expect(try paths(place, "rating:>=4") == [])
        try place.rate("sea/IMG_4713.jpg", 5)
        #expect(try paths(place, "rating:>=4") == ["sea/IMG_4713.jpg"])
        #expect(try place.run("rebuild", Word(place.photos)).code == 0)
        #expect(try paths(place, "rating:>=4") == ["sea/IMG_4713.jpg"])
        #expect(try place.run("undo", Word(place.photos)).code == 0)
        #expect(try paths(place, "rating:>=4") == [])
    }

    @Test func `in pages that are the whole`() throws {
        let place = try scanned()
        let whole = try place.run("search", Word(place.photos))
        var pages: [UInt8] = []
        for skip in 0..<5 { pages += try place.run("search", Word(place.photos), "--limit", "1", "--skip", "\(skip)").output }
        #expect(pages == whole.output && whole.output.count { $0 == 0x0A } == 4)
        let json = try JSONReader.read(try place.run("search", Word(place.photos), "--json", "--limit", "3").output)
        #expect(json["total"]?.integer == 4 && json["photos"]?.elements?.count == 3)
    }

    @Test func `a photo that cannot be read is shown where it is asked for`() throws {
        let place = try scanned()
        try place.put([0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + [UInt8](repeating: 7, count: 200), at: "sea/bad.jpg")
        _ = try place.run("scan", Word(place.photos))
        #expect(try paths(place).contains("sea/bad.jpg") == false)
        #expect(try paths(place, "failed") == ["sea/bad.jpg"])
    }

    @Test func `what is no query is 64, with the place of the mistake`() throws {
        let place = try scanned()
        let outcome = try place.run("search", Word(place.photos), "iso:many")
        #expect(outcome.code == 64 && outcome.output == [] && outcome.said.contains("character 5"))
        #expect(try place.run("search", "missing", "sea").code == 10)
    }
}
