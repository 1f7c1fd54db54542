// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A photo keeps its identity wherever it goes` {
    /// A scanned library whose photos have ratings.
    private func rated() throws -> Place {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        for number in 1...4 { try place.rate("2019/sea/IMG_000\(number).jpg", number) }
        try place.rate("copies/drawing.png", 5)
        return place
    }

    @Test func `renamed, moved, and moved with its folder`() throws {
        let place = try rated()
        let facts = place.facts("2019/sea/IMG_0001.jpg")?.facts
        try place.shell(
            "mv 2019/sea/IMG_0001.jpg 2019/sea/sunset.jpg; mkdir new; mv 2019/sea/IMG_0002.jpg new; mv copies archive")
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.count("moved") == 5 && answer.count("decoded") == 0 && answer.count("missing") == 0)
        #expect(answer.count("new") == 0 && answer.count("held") == 0)
        #expect(answer.origin("2019/sea/sunset.jpg") == "2019/sea/IMG_0001.jpg")
        #expect(answer.origin("new/IMG_0002.jpg") == "2019/sea/IMG_0002.jpg")
        #expect(answer.origin("archive/drawing.png") == "copies/drawing.png")
        #expect(place.rating("2019/sea/sunset.jpg") == 1 && place.rating("new/IMG_0002.jpg") == 2)
        #expect(place.rating("archive/drawing.png") == 5 && place.facts("2019/sea/sunset.jpg")?.facts == facts)
        let left = try Sidecars(place).files.keys.map { String(decoding: $0, as: UTF8.self) }
        #expect(!left.contains { $0.contains("IMG_0001") || $0.contains("copies/") }, "nothing stays behind")
        let again = try place.scan()
        #expect(again.count("unchanged") == 11 && again.count("missing") == 0)
    }

    @Test func `its case changed, as people do who tidy up`() throws {
        let place = try rated()
        try place.shell("mv 2019/sea/IMG_0001.jpg 2019/sea/img_0001.JPG; mv 2019/sea 2019/Sea")
        let answer = try place.scan()
        #expect(answer.count("moved") == 4 && answer.count("decoded") == 0)
        #expect(place.rating("2019/Sea/img_0001.JPG") == 1 && place.rating("2019/Sea/IMG_0004.jpg") == 4)
    }

    @Test func `copied, and then both are known`() throws {
        let place = try rated()
        try place.shell("mkdir backup; cp 2019/sea/IMG_0003.jpg backup/")
        let answer = try place.scan()
        #expect(answer.paths("new") == ["backup/IMG_0003.jpg"] && answer.count("decoded") == 0)
        #expect(place.rating("backup/IMG_0003.jpg") == 3 && place.rating("2019/sea/IMG_0003.jpg") == 3)
    }

    @Test func `its metadata edited in place, and edited and moved at once`() throws {
        let place = try rated()
        try place.put(Sample.withComment(try Sample.jpeg(1), "dusk"), at: "2019/sea/IMG_0001.jpg")
        try place.put(Sample.withComment(try Sample.jpeg(2), "dawn"), at: "2019/best.jpg")
        try place.shell("rm 2019/sea/IMG_0002.jpg")
        try place.put(Sample.withComment(try Sample.jpeg(3), "noon"), at: "2019/copy.jpg")
        let identity = place.facts("2019/sea/IMG_0001.jpg")?.facts.imageID
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.paths("updated") == ["2019/sea/IMG_0001.jpg"] && answer.paths("new") == ["2019/copy.jpg"])
        #expect(answer.paths("moved") == ["2019/best.jpg"] && answer.origin("2019/best.jpg") == "2019/sea/IMG_0002.jpg")
        #expect(answer.count("missing") == 0)
        #expect(place.rating("2019/sea/IMG_0001.jpg") == 1 && place.rating("2019/best.jpg") == 2)
        #expect(place.facts("2019/sea/IMG_0001.jpg")?.facts.imageID == identity)
    }

    @Test func `two that swap their names take their decisions with them`() throws {
        let place = try rated()
        try place.shell("cd 2019/sea; mv IMG_0001.jpg x; mv IMG_0002.jpg IMG_0001.jpg; mv x IMG_0002.jpg")
        let answer = try place.scan()
        #expect(answer.count("updated") == 2 && answer.count("decoded") == 0)
        #expect(place.rating("2019/sea/IMG_0001.jpg") == 2 && place.rating("2019/sea/IMG_0002.jpg") == 1)
        #expect(try place.shell("ls .jozin/displaced 2>/dev/null").text == "")
    }

    @Test func `another photo under its name gets none of its decisions, and they wait for it`() throws {
        let place = try rated()
        try place.shell("mv 2019/sea/IMG_0001.jpg ..")
        try place.put(try Sample.jpeg(77), at: "2019/sea/IMG_0001.jpg")
        #expect(try place.scan().count("updated") == 1)
        #expect(place.facts("2019/sea/IMG_0001.jpg") != nil && place.rating("2019/sea/IMG_0001.jpg") == nil)
        try place.shell("mv ../IMG_0001.jpg 2019/old.jpg")
        let answer = try place.scan()
        #expect(answer.count("decoded") == 0 && place.rating("2019/old.jpg") == 1)
        #expect(try place.shell("ls .jozin/displaced").text == "", "it waits no more")
    }

    @Test func `of two copies that moved each keeps its own history`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "a/one.jpg")
        try place.put(try Sample.smallJPEG(1), at: "a/two.jpg")
        try place.scan()
        try place.rate("a/one.jpg", 1)
        try place.rate("a/two.jpg", 2)
        try place.shell("mv a b")
        let answer = try place.scan()
        #expect(answer.origin("b/one.jpg") == "a/one.jpg" && answer.origin("b/two.jpg") == "a/two.jpg")
        #expect(answer.count("missing") == 0)
    }

    @Test func `photos that cannot be read, or not yet, are known by their bytes`() throws {
        let place = try Place()
        try place.put(Array(try Sample.jpeg(1).prefix(4_000)), at: "cut.jpg")
        // A camera raw file's head, as the sniffer knows it: a format that is not decoded.
        try place.put(Array("FUJIFILMCCD-RAW 0201".utf8) + [UInt8](repeating: 7, count: 3_000), at: "raw.raf")
        try place.scan()
        try place.rate("cut.jpg", 1)
        try place.rate("raw.raf", 2)
        try place.shell("mkdir b; mv cut.jpg raw.raf b")
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.origin("b/cut.jpg") == "cut.jpg" && answer.origin("b/raw.raf") == "raw.raf")
        #expect(place.rating("b/cut.jpg") == 1 && place.rating("b/raw.raf") == 2 && answer.count("missing") == 0)
        #expect(place.facts("b/raw.raf")?.facts.imageID.text.hasPrefix("file:") == true)
    }

    @Test func `moved after its folder was left out, or before a scan was stopped`() throws {
        let place = try rated()
        #expect(try place.scan("--exclude", "2019").count("missing") == 0)
        try place.shell("mv 2019/sea/IMG_0001.jpg .")
        #expect(try place.scan().origin("IMG_0001.jpg") == "2019/sea/IMG_0001.jpg")
        #expect(place.rating("IMG_0001.jpg") == 1)
    }
}

@Suite struct `Absence is a claim, and too much of it is asked about` {
    private func library(_ photos: Int) throws -> Place {
        let place = try Place()
        let bytes = try Sample.smallJPEG(1)
        for number in 1...photos { try place.put(Sample.withComment(bytes, "\(number)"), at: "\(number % 4)/\(number).jpg") }
        try place.scan("--depth", "quick")
        return place
    }

    @Test func `sixty percent that vanish are held until the owner says so`() throws {
        let place = try library(40)
        let before = try place.run("duplicates", Word(place.photos), "--json").output
        try place.shell("mkdir ../aside; mv 0 1 ../aside; mv 2/[1-9].jpg 2/1*.jpg ../aside/")
        let gone = try place.scan()
        #expect(gone.outcome.code == 13 && gone.count("missing") == 0 && gone.count("held") == 25)
        #expect(gone.outcome.said.contains("--accept-missing"))
        #expect(try place.run("duplicates", Word(place.photos), "--json").output == before, "no record changed")
        let accepted = try place.scan("--accept-missing")
        #expect(accepted.outcome.code == 0 && accepted.count("missing") == 25 && accepted.count("held") == 0)
        #expect(try place.scan().outcome.code == 0, "it is said once")
        try place.shell("mv ../aside/0 ../aside/1 .; mv ../aside/*.jpg 2")
        let back = try place.scan()
        #expect(back.outcome.code == 0 && back.count("decoded") == 0, "their facts are still known")
        #expect(try place.run("duplicates", Word(place.photos), "--json").output == before)
    }

    @Test func `one of a few may go unasked, and two of forty`() throws {
        let place = try library(40)
        try place.shell("rm 1/1.jpg 2/2.jpg")
        #expect(try place.scan().count("missing") == 2)
        try place.shell("rm 1/5.jpg 2/6.jpg")
        #expect(try place.scan().count("held") == 2, "two of 38 are more than five percent")
    }

    @Test func `what has moved is not gone, however much it is`() throws {
        let place = try library(40)
        try place.shell("mkdir deep; mv 0 1 2 3 deep")
        let answer = try place.scan()
        #expect(answer.outcome.code == 0 && answer.count("moved") == 40 && answer.count("held") == 0)
    }

    @Test func `a library inside is left out in words, and what was known there is not gone`() throws {
        let place = try library(8)
        try place.shell("mkdir 1/.jozin; cp .jozin/library.json 1/.jozin")
        let answer = try place.scan()
        answer.expectSums()
        #expect(answer.verdict("1")?.action == "excluded" && answer.verdict("1")?.message == "it is a library of its own")
        #expect(answer.count("missing") == 0 && answer.count("held") == 0 && answer.count("unchanged") == 6)
        try place.shell("rm -r 1/.jozin")
        #expect(try place.scan().count("done") == 8)
    }
}

@Suite struct `The catalog can be made anew from the sidecars` {
    @Test func `rebuilt, it says what it said, and no photo is decoded`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        try place.rate("2020/small_5.jpg", 4)
        try place.shell("mv 2020/small_8.jpg ..")
        try place.scan()
        let before = try place.run("duplicates", Word(place.photos), "--json").output
        let sidecars = try Sidecars(place)
        for script in ["true", "printf rubbish > .jozin/catalog.sqlite", "rm .jozin/catalog.sqlite*"] {
            try place.shell("\(script)")
            let answer = try ScanAnswer(try place.run("rebuild", Word(place.photos), "--json-lines"))
            answer.expectSums()
            #expect(answer.count("done") == 10 && answer.count("decoded") == 0 && answer.count("missing") == 0)
            #expect(try Sidecars(place).differences(sidecars) == [])
            #expect(try place.run("duplicates", Word(place.photos), "--json").output == before)
        }
        try place.shell("mkdir back; mv ../small_8.jpg back")
        #expect(try place.scan().origin("back/small_8.jpg") == "2020/small_8.jpg", "a missing photo is remembered")
        #expect(place.rating("2020/small_5.jpg") == 4)
    }

    @Test func `a scan does the same where the catalog is gone`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        let rows = try CatalogRows(place)
        try place.shell("rm .jozin/catalog.sqlite*")
        let answer = try place.scan()
        #expect(answer.count("decoded") == 0 && answer.count("done") == 11)
        #expect(try CatalogRows(place).differences(rows) == [])
    }

    @Test func `a photo that changed since its sidecar was written is read anew`() throws {
        let place = try Place()
        try place.fillWithADozen()
        try place.scan()
        try place.put(try Sample.smallJPEG(50), at: "2020/small_5.jpg")
        let answer = try ScanAnswer(try place.run("rebuild", Word(place.photos), "--json-lines"))
        #expect(answer.count("decoded") == 1 && answer.count("done") == 11)
    }

    @Test func `what is no library is not made one`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        #expect(try place.run("rebuild", Word(place.photos)).code == 10)
        #expect(!Disk.exists(place.own))
    }
}
