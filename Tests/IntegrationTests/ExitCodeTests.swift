// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestHarness
import Testing

@Suite struct `Every ending has its exit code and its sentence` {
    private func place() throws -> Place {
        let place = try Place()
        for seed in 1...2 { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "\(seed).jpg") }
        return place
    }

    @Test func `0, all done, and 1, some photos could not be read`() throws {
        let place = try place()
        #expect(try place.run("scan", "-q", Word(place.photos)).code == 0)
        try place.put([], at: "empty.jpg")
        #expect(try place.run("scan", "-q", Word(place.photos)).code == 1)
        #expect(try place.run("inspect", "1.jpg").code == 0)
        #expect(try place.run("inspect", "1.jpg", "empty.jpg").code == 1)
        #expect(try place.run("duplicates", Word(place.photos)).code == 0)
        #expect(try place.run(Word(place.photos)).code == 0)
    }

    @Test func `10, a path that is not there`() throws {
        let place = try place()
        for words in [["scan", "missing"], ["duplicates", "missing"], ["missing"], ["scan", "missing/deeper", "--dry-run"]]
            as [[Word]]
        {
            let outcome = try place.start(words).end()
            #expect(outcome.code == 10 && outcome.output == [], "\(words)")
            #expect(
                outcome.said.split(separator: "\n").count == 1
                    && outcome.said.contains(": there is no such folder. Check the name."), "\(outcome.said)")
        }
    }

    @Test func `64, a file is no library`() throws {
        let place = try place()
        for words in [["scan", "1.jpg"], ["scan", "1.jpg", "--dry-run"], ["1.jpg"]] as [[Word]] {
            let outcome = try place.start(words).end()
            let sentence = "jozin: 1.jpg: it is a file, and a library is a folder. Name the folder that it lies in.\n"
            #expect(outcome.code == 64 && outcome.said == sentence && outcome.output == [])
        }
    }

    @Test func `10, an empty folder that was a library yesterday`() throws {
        let place = try place()
        try place.scan()
        let shown = try place.run("duplicates", Word(place.photos), "--json").output
        try place.shell("mv \"$1\" \"$1.disk\"; mkdir \"$1\"", Word(place.photos))
        for words in [["scan", Word(place.photos)], ["duplicates", Word(place.photos)], [Word(place.photos)]] as [[Word]] {
            let outcome = try place.start(words).end()
            #expect(outcome.code == 10 && outcome.output == [] && outcome.said.contains("was a Jožin library"), "\(outcome.said)")
            #expect(outcome.said.contains("mount it") && !Disk.exists(place.own))
        }
        try Shell.run("rmdir \"$1\" && mv \"$1.disk\" \"$1\"", [Word(place.photos)])
        #expect(try place.run("duplicates", Word(place.photos), "--json").output == shown)
        #expect(try place.scan().count("unchanged") == 2, "nothing was marked as gone")
    }

    @Test func `10, an empty folder whose state lies elsewhere`() throws {
        let place = try place()
        let elsewhere = place.base.appending("elsewhere")
        try place.scan("--state", Word(elsewhere))
        try Shell.run("mv \"$1\" \"$1.disk\"; mkdir \"$1\"", [Word(place.photos)])
        let outcome = try place.run("scan", Word(place.photos))
        #expect(outcome.code == 10 && outcome.said.contains("none of the photos that were here can be found"))
        try Shell.run("rmdir \"$1\" && mv \"$1.disk\" \"$1\"", [Word(place.photos)])
        #expect(try place.scan().count("unchanged") == 2)
    }

    @Test func `a new start is the owner's to ask for`() throws {
        let place = try place()
        try place.scan()
        try place.shell("rm -r .jozin")
        #expect(try place.run("scan", Word(place.photos)).code == 10)
        let answer = try place.scan("--start-anew")
        #expect(answer.outcome.code == 0 && answer.count("new") == 2)
    }

    @Test(
        arguments: [
            ["scan"], ["scan", "--depth", "deepest", "."], ["scan", ".", "--json", "--json-lines"],
            ["duplicates", ".", "--kind", "vague"],
            ["duplicates", ".", "--limit", "0"], ["inspect"], ["scan", ".", "--frobnicate"],
            ["duplicates", ".", "--after", "beef"],
            ["scan", "a", "b", "--state", "c"], [],
        ] as [[Word]])
    func `64, a command line that makes no sense`(_ words: [Word]) throws {
        let place = try place()
        try place.scan()
        let outcome = try place.start(words).end()
        #expect(outcome.code == 64 && outcome.output == [] && outcome.said != "", "\(outcome.code) \(outcome.text)")
    }

    @Test func `2, a library of a newer Jožin, left as it is`() throws {
        let place = try place()
        try place.scan()
        let marker = place.own.appending("library.json")
        let text = String(decoding: try #require(Disk.read(marker)), as: UTF8.self)
        let newer = text.replacing("jozin.library/1", with: "jozin.library/99")
        try Disk.write(Array(newer.utf8), to: marker)
        let outcome = try place.run("scan", Word(place.photos))
        #expect(outcome.code == 2 && outcome.said.contains("newer Jožin") && Disk.read(marker) == Array(newer.utf8))
    }

    @Test func `2, a spoilt catalog, and its remedy helps`() throws {
        let place = try place()
        try place.scan()
        let before = try Sidecars(place)
        try place.shell("rm -f .jozin/catalog.sqlite-*; head -c 5000 /dev/urandom > .jozin/catalog.sqlite")
        let outcome = try place.run("scan", Word(place.photos))
        #expect(outcome.code == 2 && outcome.said.contains("`jozin rebuild") && outcome.controlBytes == [])
        #expect(try place.run("rebuild", Word(place.photos)).code == 0)
        #expect(try place.scan().count("unchanged") == 2)
        #expect(try Sidecars(place).differences(before) == [])
    }

    @Test func `2, a marker that says nothing is damage and not absence`() throws {
        let place = try place()
        try place.scan()
        let marker = place.own.appending("library.json")
        try Disk.write([], to: marker)
        let outcome = try place.run("scan", Word(place.photos))
        #expect(outcome.code == 2 && Disk.read(marker) == [], "\(outcome.said)")
    }

    @Test func `a reader that closes the pipe early has what it wanted`() throws {
        let place = try Place()
        for number in 0..<600 {
            try place.put([UInt8(number & 255), 1, 2, 3], at: "\(number) with a long name to fill the pipe with.txt")
        }
        let script = "{ \"$@\"; echo $? > ../code; } | head -n 1"
        for words in [["scan", Word(place.photos), "--json-lines"], ["inspect", Word(place.photos), "--json-lines"]] as [[Word]] {
            let running = try place.start(words, through: ["sh", "-c", "\(script)", "sh"])
            let outcome = try running.end()
            #expect(outcome.output.filter { $0 == 0x0A }.count == 1 && outcome.said == "")
            #expect(Disk.read(place.base.appending("code")) == Array("0\n".utf8))
        }
    }

    @Test func `several libraries are scanned one after another, and the worst code is the answer`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "a/1.jpg")
        try place.put([], at: "b/empty.jpg")
        try place.put(try Sample.smallJPEG(1), at: "c/1.jpg")
        let outcome = try place.run("scan", "a", "b", "c", "--json-lines")
        #expect(outcome.code == 1 && outcome.text.split(separator: "\n").filter { $0.hasPrefix("{\"summary\"") }.count == 3)
    }
}
