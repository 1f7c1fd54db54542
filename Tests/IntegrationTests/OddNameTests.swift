// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `Two hundred odd names pass through every answer` {
    private let place: Place
    private let names = OddNames.make(200)

    /// Ten pictures, twenty files of each.
    init() throws {
        place = try Place()
        let pictures = try (1...10).map { try Sample.smallJPEG(UInt64($0)) }
        for (index, name) in names.enumerated() { try place.put(pictures[index % 10], at: name) }
        let others = try place.shell("ls -A | wc -c").text
        #expect(names.count == 200 && Set(names).count == 200 && others != "")
    }

    private var all: Set<[UInt8]> { Set(names.map(\.bytes)) }

    @Test func `scan names each, and finds each again`() throws {
        let answer = try place.scan()
        answer.expectSums()
        #expect(Set(answer.lines.map(\.path)) == all && answer.count("new") == 200 && answer.outcome.code == 0)
        let second = try place.scan()
        #expect(Set(second.lines.map(\.path)) == all && second.count("unchanged") == 200)
        #expect(answer.outcome.controlBytes == [] && second.outcome.controlBytes == [])
    }

    @Test func `each has a sidecar of its own that says its name`() throws {
        try place.scan()
        let sidecars = try Sidecars(place)
        #expect(sidecars.files.count == 200)
        let told = try sidecars.files.values.map { bytes in try #require(ImageSidecar(decoding: bytes)).file.name }
        #expect(Set(told) == all)
    }

    @Test func `duplicates tells them apart`() throws {
        try place.scan()
        var members: [[UInt8]] = []
        for group in try groups(try place.run("duplicates", Word(place.photos), "--kind", "exact", "--json-lines")) {
            let found = try #require(group["members"]?.elements)
            #expect(found.count == 20)
            members += try found.map { try #require($0.nameBytes("path", bytesKey: "pathBytes")) }
            let keeper = try #require(group.nameBytes("keeper", bytesKey: "keeperBytes"))
            #expect(all.contains(keeper))
        }
        #expect(members.count == 200 && Set(members) == all)
    }

    private func groups(_ outcome: Outcome) throws -> [JSONValue] {
        #expect(outcome.code == 0 && outcome.said == "" && outcome.controlBytes == [])
        return try outcome.output.split(separator: 0x0A).map { try JSONReader.read(Array($0)) }
    }

    @Test func `inspect takes each from the command line, and as one of a folder`() throws {
        let words = names.map { Word(place.photos.appending($0.bytes)) }
        let absolute = Set(words.map(\.bytes))
        let one = try place.start(["inspect", "--json-lines"] + words).end()
        let other = try place.run("inspect", "--json-lines", Word(place.photos))
        for outcome in [one, other] {
            let paths = try groups(outcome).map { try #require($0.nameBytes("path", bytesKey: "pathBytes")) }
            #expect(paths.count == 200 && Set(paths) == absolute)
        }
        // Bare names too, behind the sign that no option follows.
        let bare = try place.start(["inspect", "--json-lines", "--metadata-only", "--"] + names).end()
        #expect(try groups(bare).count == 200)
    }

    @Test func `a terminal gets no byte that moves its cursor or turns its text`() throws {
        let outcomes = [
            try place.run("scan", Word(place.photos)), try place.run("scan", Word(place.photos), "--json"),
            try place.run("duplicates", Word(place.photos)), try place.run("duplicates", Word(place.photos), "--json"),
            try place.run("inspect", Word(place.photos)), try place.run(Word(place.photos)),
        ]
        let turn = Array("\u{202E}".utf8)
        for (index, outcome) in outcomes.enumerated() {
            #expect(outcome.controlBytes == [], "command \(index)")
            // JSON carries names to the byte; text is for eyes.
            if ![1, 3].contains(index) {
                #expect(!contains(outcome.output, turn) && !contains(outcome.errors, turn), "command \(index)")
            }
        }
    }

    @Test func `a bad file is told by its escaped name`() throws {
        for name in names { try place.put([], at: name) }
        let outcome = try place.run("scan", Word(place.photos), "--quiet", "--json")
        #expect(outcome.code == 1 && outcome.controlBytes == [])
        let text = try place.run("scan", Word(place.photos))
        #expect(text.said.split(separator: "\n", omittingEmptySubsequences: false).count == 22 && text.controlBytes == [])
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: part) }
    }
}

@Suite struct `A library may have an odd name itself` {
    @Test(
        arguments: [[0xFF, 0xFE], Array("two\nlines \u{1B}[31m".utf8), Array("-rf".utf8), Array("#.jozin ".utf8)] as [[UInt8]])
    func `it is scanned, shown and inspected`(_ name: [UInt8]) throws {
        let place = try Place()
        let folder = place.photos.appending(name)
        let path = { (text: String) in Word(name + Array("/\(text)".utf8)) }
        for number in 1...2 { try place.put(try Sample.smallJPEG(1), at: path("\(number).jpg")) }
        let outcome = try place.run("scan", "--json-lines", "--", Word(name))
        let answer = try ScanAnswer(outcome)
        #expect(answer.count("new") == 2 && outcome.controlBytes == [] && Disk.exists(folder.appending(".jozin")))
        let shown = try place.run("duplicates", "--", Word(name))
        #expect(shown.code == 0 && shown.text.contains("Exact copies: 1 group") && shown.controlBytes == [])
        let inspected = try place.run("inspect", "--json", Word(folder))
        #expect(inspected.code == 0 && inspected.controlBytes == [])
        let photos = try JSONReader.read(inspected.output)["photos"]?.elements
        #expect(photos?.first?.nameBytes("path", bytesKey: "pathBytes") == folder.appending("1.jpg").bytes)
    }

    @Test func `a failure names it without its control characters`() throws {
        let place = try Place()
        let outcome = try place.run("scan", "red \u{1B}[31m\n")
        #expect(
            outcome.code == 10 && outcome.controlBytes == []
                && outcome.said.contains("red \\x1b[31m\\x0a: there is no such folder"))
    }
}
