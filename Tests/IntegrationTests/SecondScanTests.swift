// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `A second scan looks only at what is new` {
    /// A scanned library, and its paths that Jožin knows.
    private func scanned() throws -> Place {
        let place = try Place()
        try place.fillWithADozen()
        let answer = try place.scan()
        #expect(answer.count("new") == 11 && answer.count("decoded") == 11)
        return place
    }

    /// Scans under strace; nil, said aloud, where there is none.
    private func traced(_ place: Place, _ words: Word..., for test: String) throws -> (ScanAnswer, SystemCallTrace)? {
        let folder = place.base.appending("traced")
        try Shell.run("rm -rf \"$1\"; mkdir \"$1\"", [Word(folder)])
        guard let command = SystemCallTrace.command(into: folder) else {
            Tool.notRun(test, "there is no strace")
            return nil
        }
        let words = ["scan", Word(place.photos), "--json-lines"] + words
        let answer = try ScanAnswer(place.start(words, through: command).end())
        return (answer, try SystemCallTrace(folder, library: place.photos))
    }

    private func paths(_ place: Place, _ found: [[UInt8]]) -> [String] {
        found.compactMap { SystemPath(bytes: $0)?.relative(to: place.photos) }.map { String(decoding: $0, as: UTF8.self) }
            .sorted()
    }

    @Test func `an unchanged file costs one look at its status and is not opened`() throws {
        let place = try scanned()
        guard let (answer, trace) = try traced(place, for: "an unchanged file costs one look") else { return }
        answer.expectSums()
        #expect(answer.count("unchanged") == 11 && answer.count("decoded") == 0)
        #expect(trace.openedOriginals == [])
        let looks = paths(place, trace.looks).filter { !$0.isEmpty }
        #expect(looks.count == 13 && Set(looks).count == 13, "the root aside: \(looks)")
    }

    @Test func `a touched and an edited file are read again, and no other`() throws {
        let place = try scanned()
        let before = try Sidecars(place)
        try place.shell("touch 2019/sea/IMG_0001.jpg; touch -r 2020/small_5.jpg ../time")
        try place.put(try Sample.smallJPEG(40), at: "2020/small_5.jpg")
        try place.put(try Sample.smallJPEG(41), at: "2020/small_6.jpg")
        try place.shell("touch -r ../time 2020/small_5.jpg")
        guard let (answer, trace) = try traced(place, for: "a touched and an edited file") else { return }
        answer.expectSums()
        let changed = ["2019/sea/IMG_0001.jpg", "2020/small_5.jpg", "2020/small_6.jpg"]
        #expect(answer.paths("updated") == changed && answer.count("unchanged") == 8)
        #expect(Set(paths(place, trace.openedOriginals)) == Set(changed))
        // A file that was only touched is the same photo.
        #expect(try Sidecars(place).differences(before) == ["./2020/small_5.jpg.json", "./2020/small_6.jpg.json"])
    }

    @Test func `a catalog from before placeholders gets them from the sidecars, and no original is opened`() throws {
        let place = try scanned()
        let before = try CatalogRows(place)
        let count = try CatalogRows.placeholders(place)
        #expect(count.with == count.of && count.of >= 10)
        try CatalogRows.forgetPlaceholders(place)
        guard let (answer, trace) = try traced(place, for: "a catalog from before placeholders") else { return }
        answer.expectSums()
        #expect(answer.count("unchanged") == 11 && answer.count("decoded") == 0)
        #expect(trace.openedOriginals == [])
        #expect(try CatalogRows(place).differences(before) == [])
        try CatalogRows.forgetPlaceholders(place)
        // An empty photo stays a problem.
        #expect(try place.run("rebuild", Word(place.photos)).code == 1)
        #expect(try CatalogRows(place).differences(before) == [])
    }

    @Test func `a deleted photo is missing, and comes back`() throws {
        let place = try scanned()
        let all = try place.run("duplicates", Word(place.photos), "--json").output
        try place.shell("mv copies ../aside; mv 2020/small_7.jpg ..")
        let gone = try place.scan("--accept-missing")
        gone.expectSums()
        #expect(gone.count("missing") == 4 && gone.count("unchanged") == 7)
        #expect(try place.scan().count("missing") == 0, "told once")
        #expect(!(try place.run("duplicates", Word(place.photos)).text.contains("copies/")))
        try place.shell("mv ../aside copies; mv ../small_7.jpg 2020")
        let back = try place.scan()
        back.expectSums()
        #expect(back.count("done") == 11 && back.count("unchanged") == 7)
        #expect(try place.run("duplicates", Word(place.photos), "--json").output == all)
    }

    @Test func `a quick scan is gone on with, and not done again`() throws {
        let place = try Place()
        try place.fillWithADozen()
        #expect(try place.scan("--depth", "quick").count("decoded") == 6, "small ones and other formats")
        guard let (answer, trace) = try traced(place, for: "a quick scan is gone on with") else { return }
        answer.expectSums()
        #expect(answer.count("unchanged") == 11 && answer.count("decoded") == 5)
        let large = ["2019/sea/IMG_0001.jpg", "2019/sea/IMG_0002.jpg", "2019/sea/IMG_0003.jpg", "2019/sea/IMG_0004.jpg"]
        #expect(paths(place, trace.openedOriginals) == large + ["copies/again.jpg"], "each once")
        guard let (third, again) = try traced(place, for: "a quick scan is gone on with") else { return }
        #expect(third.count("decoded") == 0 && again.openedOriginals == [])
    }

    @Test func `what is left out is not gone, and comes in again`() throws {
        let place = try scanned()
        let answer = try place.scan("--exclude", "*.png", "--exclude", "2019/**")
        answer.expectSums()
        #expect(answer.verdict("copies/drawing.png")?.message == "--exclude *.png")
        #expect(answer.count("missing") == 0 && answer.count("unchanged") == 6)
        let folder = try place.scan("--exclude", "copies")
        #expect(folder.count("missing") == 0 && folder.verdict("copies")?.action == "excluded" && folder.count("done") == 8)
        #expect(!(try place.run("duplicates", Word(place.photos)).text.contains("copies/")))
        let all = try place.scan()
        all.expectSums()
        #expect(all.count("done") == 11 && all.count("missing") == 0)
    }

    @Test func `hidden files come in where the owner asks for them`() throws {
        let place = try scanned()
        try place.put(try Sample.smallJPEG(30), at: ".hidden/photo.jpg")
        try place.put(try Sample.smallJPEG(31), at: ".photo.jpg")
        #expect(try place.scan().paths("excluded") == [".hidden", ".photo.jpg"])
        let answer = try place.scan("--include", ".hidden", "--include", ".hidden/**", "--include", ".photo.jpg")
        #expect(answer.paths("new") == [".hidden/photo.jpg", ".photo.jpg"] && answer.paths("excluded") == [])
    }

    @Test func `a dry run foretells the scan and writes nothing`() throws {
        let place = try Place()
        try place.fillWithADozen()
        let foretold = try place.scan("--dry-run")
        foretold.expectSums()
        #expect(foretold.count("new") == 13 && !Disk.exists(place.own))
        #expect(try Shell.run("find \"$1\" -mindepth 1", [Word(place.state)]).text == "")
        try place.scan()
        try place.put(try Sample.smallJPEG(40), at: "2020/small_5.jpg")
        try place.put(try Sample.smallJPEG(41), at: "new.jpg")
        let state = try Shell.run("find \"$1\" -printf '%p %s %T@\\n'", [Word(place.own)]).text
        let second = try place.scan("--dry-run")
        second.expectSums()
        #expect(
            second.paths("new") == ["new.jpg"] && second.paths("updated") == ["2020/small_5.jpg"]
                && second.count("unchanged") == 10)
        let after = try Shell.run("find \"$1\" -printf '%p %s %T@\\n'", [Word(place.own)]).text
        #expect(lines(after, without: "catalog.sqlite") == lines(state, without: "catalog.sqlite"), "SQLite tidies its own files")
    }

    @Test func `a dry run of a folder inside a library foretells the library's scan`() throws {
        let place = try scanned()
        for depth in ["--dry-run", "--depth=full"] as [Word] {
            let outcome = try place.run("scan", "2019/sea", "--json-lines", depth)
            let answer = try ScanAnswer(outcome)
            #expect(answer.count("unchanged") == 11 && answer.count("new") == 0)
            #expect(outcome.said.contains("this folder is part of the library at"))
        }
    }

    private func lines(_ text: String, without word: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.contains(word) && !$0.contains(".jozin ") }.sorted()
    }
}

@Suite struct `What the owner decided survives every scan` {
    @Test func `a rewritten sidecar keeps its user part to the letter`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.scan()
        let path = place.own.appending("sidecars/photo.jpg.json")
        let old = String(decoding: try #require(Disk.read(path)), as: UTF8.self)
        let user = "\"user\": {\n    \"rating\": 5,\n    \"zzz\": [1.50, \"\u{17E}\"]\n  }"
        #expect(old.contains("\"user\": {}"))
        try Disk.write(Array(replacing(old, "\"user\": {}", with: user).utf8), to: path)
        try place.put(Sample.withComment(try Sample.smallJPEG(1), "edited"), at: "photo.jpg")
        #expect(try place.scan().count("updated") == 1)
        let new = try #require(Disk.read(path))
        let json = try JSONReader.read(new)["user"]
        #expect(json?["rating"]?.integer == 5 && json?["zzz"] == .array([.number("1.50"), .string("\u{17E}")]))
    }

    @Test func `a sidecar that cannot be read is put aside`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "photo.jpg")
        try place.scan()
        let path = place.own.appending("sidecars/photo.jpg.json")
        let spoilt = Array("{\"user\": {\"rating\": 5".utf8)
        try Disk.write(spoilt, to: path)
        try place.shell("touch photo.jpg")
        #expect(try place.scan().count("updated") == 1)
        let aside = try place.shell("cat .jozin/displaced/damaged-*.json")
        #expect(aside.output == spoilt + [0x0A])
        #expect(ImageSidecar(decoding: try #require(Disk.read(path))) != nil)
    }

    private func replacing(_ text: String, _ part: String, with other: String) -> String {
        guard let range = text.firstRange(of: part) else { return text }
        return text.replacingCharacters(in: range, with: other)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
