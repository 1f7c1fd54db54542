// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `A decision that was acknowledged is kept` {
    /// Log, sidecars and catalog say the same, and all that was acknowledged.
    private func expectKept(_ place: Place, _ acknowledged: [Int: Int], _ comment: String) throws {
        AcknowledgedDecisions.expectIn(try place.decisionLog(), acknowledged, comment)
        // One more decision brings after what those that died left.
        #expect(try place.run("decide", Word(place.photos), "1.jpg", "--tag", "last").code <= 0, "\(comment)")
        let before = try place.decisions()
        try place.shell("cp -a .jozin/log ../log-kept; rm -r .jozin/log")
        #expect(try place.decisions() == before, "\(comment): the sidecars know it all")
        try place.shell("rm -r .jozin/log; mv ../log-kept .jozin/log")
        #expect(try place.decisions() == before, "\(comment)")
        let temporary = try Sidecars(place).temporary
        #expect(temporary == [], "\(comment)")
    }

    @Test func `SIGKILL at random moments`() throws {
        let place = try Place.scannedForDecisions()
        var random = SeededGenerator(seed: 31)
        var (outcomes, kills) = ([Outcome](), 0)
        for round in 0..<Extent.of(short: 40, full: 1000) {
            let running = try place.start(Self.words(place, round, &random))
            Processes.pause(milliseconds: random.number(5...60))
            running.signal(SIGKILL)
            let outcome = try running.end()
            #expect([0, 2, 137].contains(outcome.code), "\(outcome.said)")
            if outcome.code == 137 { kills += 1 }
            outcomes.append(outcome)
        }
        try expectKept(place, AcknowledgedDecisions.entries(outcomes), "\(kills) kills")
        print("decisions killed at random moments: \(kills) kills")
    }

    private static func words(_ place: Place, _ round: Int, _ random: inout SeededGenerator) -> [Word] {
        let library = Word(place.photos)
        switch random.number(0...5) {
        case 0: return ["undo", library, "--json-lines"]
        case 1: return ["redo", library, "--json-lines"]
        default:
            return [
                "decide", library, "\(random.number(1...8)).jpg", "\(random.number(1...8)).jpg", "--tag", "t\(round)",
                "--json-lines",
            ]
        }
    }

    @Test func `eight decide at once, over and over`() throws {
        let place = try Place.scannedForDecisions()
        var outcomes: [Outcome] = []
        for round in 0..<Extent.of(short: 4, full: 40) {
            let deciders = try (1...8).map { photo in
                try place.start([
                    "decide", Word(place.photos), "\(photo).jpg", "1.jpg", "--tag", "r\(round)p\(photo)", "--json-lines",
                ])
            }
            for decider in deciders {
                let outcome = try decider.end()
                #expect(outcome.code == 0, "\(outcome.said)")
                outcomes.append(outcome)
            }
        }
        let entries = try AcknowledgedDecisions.entries(outcomes)
        #expect(entries.count == outcomes.count && entries.keys.sorted() == Array(1...outcomes.count))
        try expectKept(place, entries, "eight at once")
    }

    @Test func `while one scan after the other rewrites every sidecar`() throws {
        let place = try Place.scannedForDecisions()
        var outcomes: [Outcome] = []
        for round in 0..<Extent.of(short: 6, full: 100) {
            // Touched files are read anew, others move, others are edited: each sidecar is written once more.
            let from = round % 2 == 0 ? "." : "moved"
            let to = round % 2 == 0 ? "moved" : "."
            try place.shell("mkdir -p moved; mv \(from)/5.jpg \(from)/6.jpg \(to); touch [1-4].jpg")
            try place.put(Sample.withComment(try Sample.smallJPEG(7), "round \(round)"), at: "7.jpg")
            let scan = try place.start([round % 3 == 2 ? "rebuild" : "scan", Word(place.photos)])
            for photo in [1, 5, 7, 2] {
                let id = photo == 5 ? try place.identity(of: Sample.smallJPEG(5)) : nil
                let name: Word = "\(id ?? "\(photo).jpg")"
                let words: [Word] = ["decide", Word(place.photos), name, "--tag", "r\(round)p\(photo)", "--json-lines"]
                let outcome = try place.start(words).end()
                // A catalog that is being made anew does not know the photo yet; then nothing was acknowledged.
                #expect(outcome.code == 0 || [2, 11].contains(outcome.code) && outcome.output == [], "\(outcome.said)")
                outcomes.append(outcome)
            }
            let ended = try scan.end()
            #expect(ended.code == 0, "round \(round): \(ended.said)")
        }
        try expectKept(place, AcknowledgedDecisions.entries(outcomes), "with scans")
        let kept = outcomes.count { $0.code == 0 }
        print("decisions while scans run: \(kept) of \(outcomes.count) acknowledged")
        #expect(kept > outcomes.count / 2)
    }

    @Test func `while many make the catalog anew, none trips over another`() throws {
        let place = try Place.scannedForDecisions()
        for _ in 0..<Extent.of(short: 4, full: 40) {
            try place.shell("rm -f .jozin/catalog.sqlite*")
            let searches = try (0..<6).map { _ in try place.start(["search", Word(place.photos)]) }
            for search in searches {
                let outcome = try search.end()
                #expect(!outcome.said.contains("SQLite"), "\(outcome.said)")
            }
        }
    }
}

extension Place {
    /// The image id of a photo with these bytes, as some sidecar has it.
    fileprivate func identity(of bytes: [UInt8]) throws -> String? {
        for sidecar in try Sidecars(self).files.values.compactMap(ImageSidecar.init(decoding:)) {
            var hasher = SHA256Hasher()
            hasher.update(bytes.span)
            if sidecar.file.digest == FileDigest(hasher.finish()) { return sidecar.facts.imageID.text }
        }
        return nil
    }
}

@Suite struct `A decision that cannot be kept is none` {
    @Test func `each call that the log makes fails once`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "1.jpg")
        try place.scan()
        try place.rate("1.jpg", 1)
        guard Tool.find("strace") != nil else {
            return Tool.notRun("each call that the log makes fails once", "there is no strace")
        }
        let log = place.scratch.appending("strace.log")
        var (injections, refused) = (0, 0)
        let failures = [
            ("write", "ENOSPC"), ("write", "EIO"), ("fsync", "EIO"), ("fsync", "ENOSPC"), ("flock", "ENOLCK"), ("openat", "EIO"),
        ]
        for (call, error) in failures {
            for when in 1...4 {
                let before = try place.decisions()
                let paths = ["log/decisions.jsonl", "log/lock"].map { place.own.appending($0) }
                let injection = Injection(call: call, effect: .error(error), when: "\(when)", paths: paths)
                let words: [Word] = ["decide", Word(place.photos), "1.jpg", "--tag", "\(call)\(error)\(when)", "--json-lines"]
                let outcome = try place.start(words, through: injection.command(log: log) ?? []).end()
                guard !Injection.injected(log).isEmpty else { break }
                injections += 1
                let comment = "\(injection): \(outcome.code) \(outcome.said)"
                if outcome.output.isEmpty {
                    refused += 1
                    #expect(outcome.code == (error == "ENOSPC" ? 12 : 2), "\(comment)")
                    #expect(try place.decisions() == before, "\(comment)")
                } else {
                    #expect(try place.decisions().contains("\(call)\(error)\(when)"), "\(comment)")
                }
                #expect(try place.shell("tail -c 1 .jozin/log/decisions.jsonl | od -An -c").text.contains("\\n"), "\(comment)")
            }
        }
        print("decisions with a failing log: \(injections) injections, \(refused) refused")
        #expect(refused >= 5)
    }

    @Test func `a disk that is full is 12, and with room it is kept`() throws {
        let place = try Place()
        try place.put(try Sample.smallJPEG(1), at: "1.jpg")
        guard let space = try MountNamespace(place, for: "a full disk and a decision") else { return }
        let disk = place.base.appending("disk")
        try space.run("mkdir \"$1\" && mount -t tmpfs -o size=2m none \"$1\"", Word(disk))
        let scan: [Word] = ["scan", Word(place.photos), "--state", Word(disk.appending("state"))]
        #expect(try place.start(scan, through: space.through).end().code == 0)
        let log = Word(disk.appending("state/log/decisions.jsonl"))
        let before = try space.run("cat \"$1\"", log).output
        try space.run("dd if=/dev/zero of=\"$1/ballast\" bs=4k 2>/dev/null; true", Word(disk))
        let text = Word([UInt8](repeating: 0x61, count: 60_000))
        let words: [Word] = ["decide", Word(place.photos), "1.jpg", "--description", text]
        let full = try place.start(words, through: space.through).end()
        #expect(full.code == 12 && full.output == [] && full.said.contains("full"), "\(full.code) \(full.said)")
        #expect(try space.run("cat \"$1\"", log).output == before, "nothing is half written")
        try space.run("rm \"$1/ballast\"", Word(disk))
        #expect(try place.start(words, through: space.through).end().code == 0)
        let found = try place.start(["decisions", Word(place.photos)], through: space.through).end()
        #expect(found.output.count > 60_000)
    }
}
