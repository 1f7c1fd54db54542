// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Photos that could not be read are listed with the reason` {
    private let place: Place

    init() throws {
        place = try Place()
        try place.fillWithADozen()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: Word(Array("bad/".utf8) + name.bytes)) }
        for seed in 0..<15 { try place.put([], at: "empty/\(seed).jpg") }
    }

    private func lines(_ words: Word...) throws -> [JSONValue] {
        let outcome = try place.start(["failures", Word(place.photos), "--json-lines"] + words).end()
        #expect(outcome.code == 0, "\(outcome.said)")
        return try outcome.output.split(separator: 0x0A).map { try JSONReader.read(Array($0)) }
    }

    @Test func `those that a scan told of, and no others`() throws {
        let scan = try place.scan()
        let listed = try lines()
        let told = scan.verdicts.values.filter { $0.action == "failed" }
        #expect(listed.count == told.count && listed.count > 40)
        for line in listed {
            let verdict = try #require(scan.verdicts[line.nameBytes("path", bytesKey: "pathBytes") ?? []])
            #expect(verdict.action == "failed" && verdict.code == line["error"]?["code"]?.text)
            #expect(verdict.message == line["error"]?["message"]?.text && verdict.remedy == line["error"]?["remedy"]?.text)
            #expect(line["bytes"]?.integer != nil && line["state"]?.text == "failed")
        }
        let all = try lines("--all")
        #expect(all.count == scan.count("failed") + scan.count("unsupported"))
        #expect(all.contains { $0["path"]?.text == "2020/note.txt" && $0["state"]?.text == "unsupported" })
    }

    @Test func `pages are the list`() throws {
        try place.scan()
        let whole = try lines("--all")
        for size in [1, 7, 1000] {
            var pages: [JSONValue] = []
            var after: JSONValue?
            repeat {
                let words: [Word] = ["failures", Word(place.photos), "--json", "--all", "--limit", "\(size)"]
                let start = after.flatMap { _ in pages.last?.nameBytes("path", bytesKey: "pathBytes") }
                let document = try JSONReader.read(
                    try place.start(words + (start.map { ["--after", Word($0)] } ?? [])).end().output)
                let page = document["photos"]?.elements ?? []
                #expect(page.count <= size)
                pages += page
                after = document["next"] == .null ? nil : document["next"]
            } while after != nil
            #expect(pages == whole, "pages of \(size)")
        }
        #expect(try place.run("failures", Word(place.photos), "--limit", "0").code == 64)
        #expect(try place.run("failures", Word(place.photos), "--after", "/etc/passwd").code == 64)
    }

    @Test func `as text they are grouped by reason, the most frequent first`() throws {
        try place.scan()
        let outcome = try place.run("failures", Word(place.photos))
        #expect(
            outcome.text.hasPrefix("18 files: the file is empty. Restore it from a backup, or delete it.\n"), "\(outcome.text)")
        #expect(outcome.text.contains("  and 8 more (") && outcome.controlBytes == [])
        #expect(outcome.said.contains("A scan reads them again once their files have changed"))
        #expect(try place.run("failures", Word(place.photos), "-q").said == "")
    }

    @Test func `a file that was repaired is listed no more`() throws {
        let place = try Place()
        try place.put([], at: "empty.jpg")
        let first = try place.run("failures", Word(place.photos))
        #expect(first.code == 0 && first.said.contains("scanning them first"), "\(first.said)")
        #expect(first.text.contains("  empty.jpg"))
        try place.put(try Sample.smallJPEG(1), at: "empty.jpg")
        try place.scan()
        #expect(try place.run("failures", Word(place.photos)).text == "Every photo could be read.\n")
    }
}
