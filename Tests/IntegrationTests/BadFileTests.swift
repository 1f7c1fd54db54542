// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `One bad photo costs one clear sentence` {
    @Test func `every kind of bad file is told of, and all the others are taken in`() throws {
        let place = try Place()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: name) }
        for (name, bytes) in try BadFile.odd() + BadFile.foreign { try place.put(bytes, at: name) }
        let before = try TreeDigest(place)
        let answer = try place.scan()
        answer.expectSums()
        for (name, _, code, says) in try BadFile.failing() {
            let line = answer.verdict(name)
            #expect(line?.action == "failed" && line?.code == code, "\(name): \(String(describing: line))")
            #expect(line?.message?.contains(says) ?? false, "\(name): \(line?.message ?? "")")
        }
        for (name, _) in try BadFile.odd() {
            #expect(answer.verdict(name)?.action == "new", "\(name): \(String(describing: answer.verdict(name)))")
        }
        for (name, _) in BadFile.foreign { #expect(answer.verdict(name)?.action == "unsupported", "\(name)") }
        #expect(answer.outcome.code == 1 && answer.outcome.said == "")
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `what is wrong and what to do is one sentence each`() throws {
        let place = try Place()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: name) }
        for line in try place.scan().verdicts.values {
            let message = try #require(line.message)
            let remedy = try #require(line.remedy)
            #expect(!message.isEmpty && !message.hasSuffix(".") && message.allSatisfy { $0 != "\n" } && message.count < 160)
            #expect(remedy.hasSuffix(".") && remedy.count < 160)
        }
    }

    @Test func `a person reads the file's name, the reason and the remedy`() throws {
        let place = try Place()
        let files = try BadFile.failing().prefix(20)
        for (name, bytes, _, _) in files { try place.put(bytes, at: name) }
        try place.put(try Sample.smallJPEG(1), at: "good.jpg")
        let outcome = try place.run("scan", Word(place.photos))
        let told = outcome.said.split(separator: "\n").map(String.init)
        #expect(told.count == files.count)
        for (name, _, _, says) in files {
            let start = "  \(String(decoding: name.bytes, as: UTF8.self)): "
            let line = told.first { $0.hasPrefix(start) } ?? ""
            #expect(line.contains(says) && line.contains(". ") && line.hasSuffix("."), "\(start)")
        }
        #expect(outcome.code == 1 && outcome.controlBytes == [])
        #expect(outcome.text.hasPrefix("1 photo (1 new), 20 could not be read, in "))
    }

    @Test func `more bad files than a screen holds are counted`() throws {
        let place = try Place()
        for number in 0..<25 { try place.put([], at: "\(number).jpg") }
        let outcome = try place.run("scan", Word(place.photos))
        #expect(outcome.said.split(separator: "\n").count == 21 && outcome.said.contains("and 5 more files"))
    }

    @Test func `inspect says the same of a bad file as scan`() throws {
        let place = try Place()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: name) }
        let answer = try place.scan()
        let inspected = try place.run("inspect", Word(place.photos), "--json-lines")
        #expect(inspected.code == 1)
        for bytes in inspected.output.split(separator: 0x0A) {
            let json = try JSONReader.read(Array(bytes))
            let path = try #require(json["path"]?.text.flatMap { SystemPath(bytes: Array($0.utf8)) })
            #expect(json["error"]?["message"]?.text == answer.verdict(Word(path.name))?.message)
            #expect(json["error"]?["code"]?.text == answer.verdict(Word(path.name))?.code)
        }
    }

    @Test func `a bad file that did not change is still told of by the next scan`() throws {
        let place = try Place()
        for (name, bytes, _, _) in try BadFile.failing() { try place.put(bytes, at: name) }
        let first = try place.scan()
        let second = try place.scan()
        second.expectSums()
        #expect(Set(second.verdicts.values) == Set(first.verdicts.values))
        #expect(second.outcome.code == 1 && second.count("decoded") == 0)
    }
}
