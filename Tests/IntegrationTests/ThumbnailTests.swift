// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite(.serialized) struct `Thumbnails are made once, and again when they are gone` {
    private let place: Place

    init() throws {
        place = try Place()
        try place.fillWithADozen()
        try place.scan()
    }

    private func thumbs(_ words: Word...) throws -> ScanAnswer {
        try ScanAnswer(place.start(["thumbs", Word(place.photos), "--json-lines"] + words).end())
    }

    private func stored() throws -> [String] {
        try place.shell("cd .jozin && find thumbs -type f 2>/dev/null | sort; true").text.split(separator: "\n").map(String.init)
    }

    @Test func `what is missing is made, and nothing else is touched`() throws {
        let before = try TreeDigest(place)
        let first = try thumbs("--size", "64", "200")
        first.expectSums()
        // An empty photo fails, and a note is none.
        #expect(
            first.outcome.code == 1 && first.count("failed") == 1 && first.count("done") == 11 && first.count("unsupported") == 1)
        let files = try stored()
        // The copy, and the drawing in two containers, are one picture each.
        #expect(files.count == 2 * 9 && files.allSatisfy { $0.hasPrefix("thumbs/v1/") && $0.hasSuffix(".jpg") })
        let second = try thumbs("--size", "200", "64")
        second.expectSums()
        #expect(second.count("new") == 0 && second.count("decoded") == 0 && second.count("unchanged") == first.count("done"))
        try place.shell("find .jozin/thumbs -type f | head -3 | xargs rm")
        #expect(try thumbs("--size", "200", "64").count("decoded") > 0)
        #expect(try stored() == files)
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `a dry run says it and writes nothing`() throws {
        let answer = try thumbs("--dry-run")
        answer.expectSums()
        #expect(answer.count("new") > 9 && answer.count("decoded") == 0)
        #expect(!Disk.exists(place.own.appending("thumbs")))
    }

    @Test func `killed anywhere, the next run goes on`() throws {
        try place.shell("for n in $(seq 1 40); do { cat 2019/sea/IMG_0001.jpg; echo $n; } > more_$n.jpg; done")
        try place.scan("--depth", "quick")
        for moment in 1...5 {
            let running = try place.start(["jozimg", "--events", Word(place.photos), "--size", "64"])
            Processes.pause(milliseconds: moment * 15)
            running.signal(SIGKILL)
            _ = try running.end()
        }
        let answer = try thumbs("--size", "64")
        answer.expectSums()
        #expect(answer.count("done") == 51)
        let again = try thumbs("--size", "64")
        #expect(again.count("unchanged") == 51 && again.count("new") == 0)
        #expect(try place.shell("ls .jozin/tmp").text == "")
    }

    @Test func `beside whoever has the library's lock, and a scan beside it`() throws {
        let holder = try Running(
            ["flock", "--no-fork", Word(place.own.appending("lock")), "sh", "-c", "echo held; sleep 100"],
            environment: ["PATH=/usr/bin:/bin"], in: place.photos, scratch: place.scratch)
        #expect(try holder.nextLine() == Array("held".utf8))
        let answer = try thumbs("--size", "64")
        #expect(answer.outcome.code == 1 && answer.count("new") > 5, "\(answer.outcome.said)")
        holder.signal(SIGKILL)
        _ = try holder.end()

        for number in 1...30 { try place.put(try Sample.smallJPEG(UInt64(200 + number)), at: "more/\(number).jpg") }
        try place.scan()
        let maker = try place.start(["jozimg", "--events", Word(place.photos), "--size", "200"])
        _ = try maker.nextLine()
        maker.signal(SIGSTOP)
        try place.put(try Sample.smallJPEG(300), at: "new.jpg")
        // It clears up what seems to be left over, which may be what the other is writing.
        let scanned = try place.scan()
        #expect(scanned.outcome.code == 1 && scanned.paths("new") == ["new.jpg"], "\(scanned.outcome.said)")
        maker.signal(SIGCONT)
        #expect(try maker.end().code == 1, "an empty photo has no picture")
        let after = try thumbs("--size", "200")
        #expect(after.count("new") <= 1 && after.count("failed") == 1, "all but the new one are there")
    }

    @Test func `a quick scan's thumbnails are taken over by the full one's ids`() throws {
        let other = try Place()
        for seed in 1...3 { try other.put(try Sample.jpeg(UInt64(seed)), at: Word("p\(seed).jpg")) }
        try other.scan("--depth", "quick")
        func thumbs() throws -> ScanAnswer {
            try ScanAnswer(other.start(["thumbs", Word(other.photos), "--json-lines", "--size", "64"]).end())
        }
        #expect(try thumbs().count("decoded") == 3)
        try other.scan()
        #expect(try thumbs().count("decoded") == 0)
        #expect(try other.shell("find .jozin/thumbs -name '*.file-*'").text == "")
    }

    @Test func `reset removes them all`() throws {
        _ = try thumbs("--size", "64", "--format", "webp", "--blur")
        #expect(try stored().allSatisfy { $0.hasSuffix(".blur-64.webp") } && !(try stored()).isEmpty)
        #expect(try place.run("reset", Word(place.photos), "--thumbs", "--yes").code == 0)
        #expect(try stored().isEmpty)
    }

    @Test func `an adjusted copy lies elsewhere, and takes no other file's place`() throws {
        let photo = Word(place.photos.appending("2019/sea/IMG_0001.jpg"))
        let copy = place.scratch.appending("copy.jpg")
        let before = try TreeDigest(place)
        #expect(try place.run("render", photo, "--to", Word(copy), "--rotate", "90", "--size", "100").code == 0)
        let bytes = try #require(Disk.read(copy))
        #expect(bytes.starts(with: [0xFF, 0xD8]))
        #expect(try place.run("render", photo, "--to", Word(copy)).code == 64 && Disk.read(copy) == bytes)
        let inside = Word(place.photos.appending("2020/copy.jpg"))
        let refused = try place.run("render", photo, "--to", inside)
        #expect(refused.code == 64 && refused.said.contains("among your photos"))
        #expect(try place.run("render", photo, "--to", Word(place.scratch.appending("copy.png"))).code == 64)
        #expect(try place.run("render", photo, "--to", Word(place.scratch.appending("b.webp")), "--crop", "0,0,2,1").code == 64)
        let note = Word(place.photos.appending("2020/note.txt"))
        #expect(try place.run("render", note, "--to", Word(place.scratch.appending("note.jpg"))).code == 1)
        #expect(!Disk.exists(place.scratch.appending("note.jpg")))
        #expect(try TreeDigest(place).differences(before) == [])
    }
}
