// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `A rotten catalog is said to be, and never believed` {
    /// A scanned library's state, and what it answers.
    private struct Rotting {
        let place: Place
        let saved: SystemPath
        let catalog: [UInt8]
        let shown: [UInt8]
        let sidecars: Sidecars

        init() throws {
            place = try Place()
            for number in 1...20 { try place.put(try Sample.smallJPEG(UInt64(number % 8)), at: "\(number % 3)/\(number).jpg") }
            try place.put(Sample.png(3), at: "0/drawing.png")
            #expect(try place.scan().outcome.code == 0)
            saved = place.base.appending("saved")
            try place.shell("cp -a .jozin \"$1\"; rm -f \"$1\"/catalog.sqlite-*", Word(saved))
            catalog = try #require(Disk.read(saved.appending("catalog.sqlite")))
            shown = try place.run("duplicates", Word(place.photos), "--json").output
            sidecars = try Sidecars(place)
        }

        /// Puts a catalog with other bytes in the place of the good one.
        func put(_ bytes: [UInt8]) throws {
            try place.shell("rm -rf .jozin; cp -a \"$1\" .jozin", Word(saved))
            try Disk.write(bytes, to: place.own.appending("catalog.sqlite"))
        }
    }

    /// The answer of a good catalog, or none and the sentence with its remedy. Whether the answer was another.
    private func expectHonest(_ outcome: Outcome, _ good: [UInt8]?, _ comment: String) -> Bool {
        #expect([0, 1, 2, 10, 13].contains(outcome.code), "\(comment): \(outcome.code) \(outcome.said)")
        guard outcome.code == 0, let good else {
            if outcome.code == 2 {
                #expect(
                    outcome.said.contains("jozin rebuild") || outcome.said.contains("newer"),
                    "\(comment): \(outcome.said)")
            }
            return false
        }
        return outcome.output != good
    }

    @Test func `one byte of each page`() throws {
        let rotting = try Rotting()
        var random = SeededGenerator(seed: 13)
        let pages = rotting.catalog.count / 4096
        let offsets = Extent.of(short: 1, full: 8)
        var (tried, refused) = (0, 0)
        var wrong: [String] = []
        for page in 0..<pages {
            for turn in 0..<offsets {
                // A page's head is where its structure is; the rest is drawn.
                let offset = page * 4096 + (turn == 0 ? random.number(0...11) : random.number(0...4095))
                var bytes = rotting.catalog
                bytes[offset] ^= UInt8(1 << random.number(0...7))
                let comment = "byte \(offset)"
                try rotting.put(bytes)
                let shown = try rotting.place.run("duplicates", Word(rotting.place.photos), "--json")
                if expectHonest(shown, rotting.shown, "duplicates, \(comment)") { wrong.append("duplicates, \(comment)") }
                try rotting.put(bytes)
                let scanned = try rotting.place.run("scan", Word(rotting.place.photos), "--json-lines")
                _ = expectHonest(scanned, nil, "scan, \(comment)")
                let after = try Sidecars(rotting.place)
                #expect(after.differences(rotting.sidecars) == [], "scan, \(comment): sidecars are the truth")
                tried += 1
                if shown.code == 2 || scanned.code == 2 { refused += 1 }
            }
        }
        print("one byte of each page: \(tried) flips, \(refused) refused, \(wrong.count) other answers: \(wrong)")
        #expect(wrong.isEmpty)
    }

    @Test func `a catalog cut at each page`() throws {
        let rotting = try Rotting()
        let pages = rotting.catalog.count / 4096
        let step = Extent.of(short: max(1, pages / 4), full: 1)
        for page in stride(from: 0, to: pages, by: step) {
            for extra in Extent.of(short: [0], full: [0, 1000]) {
                try rotting.put(Array(rotting.catalog[..<(page * 4096 + extra)]))
                let shown = try rotting.place.run("duplicates", Word(rotting.place.photos), "--json")
                #expect([0, 2].contains(shown.code), "page \(page): \(shown.code) \(shown.said)")
                // Without a byte it is as good as not there: nothing is known yet.
                if shown.code == 0, page > 0 { #expect(shown.output == rotting.shown, "page \(page)") }
                try rotting.put(Array(rotting.catalog[..<(page * 4096 + extra)]))
                let scanned = try rotting.place.run("scan", Word(rotting.place.photos), "--json-lines")
                #expect([0, 2].contains(scanned.code), "page \(page): \(scanned.code) \(scanned.said)")
                // The remedy that is told helps.
                if scanned.code == 2 { #expect(try rotting.place.run("rebuild", Word(rotting.place.photos)).code == 0) }
                #expect(try rotting.place.scan().count("done") == 21)
                #expect(try Sidecars(rotting.place).differences(rotting.sidecars) == [])
                #expect(try rotting.place.run("duplicates", Word(rotting.place.photos), "--json").output == rotting.shown)
            }
        }
    }
}
