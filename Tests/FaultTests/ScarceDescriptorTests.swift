// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `Jožin does with the descriptors it is given what it does with many` {
    /// 300 folders, half of them side by side and half inside each other, with photos for both passes.
    private static let photos = Result {
        let place = try Place()
        place.removeAtExit()
        let small = try (0..<7).map { try Sample.smallJPEG($0) }
        for number in 0..<300 {
            let folder = number < 150 ? "flat/f\(number)" : String(repeating: "n/", count: number - 149)
            // Other bytes for each, and the same picture now and then.
            try place.put(Sample.withComment(small[number % 7], "\(number / 2)"), at: "\(folder)/\(number).jpg")
        }
        for number in 0..<6 { try place.put(try Sample.jpeg(UInt64(number % 4)), at: "flat/f\(number * 20)/large.jpg") }
        try place.put(Sample.png(9), at: "n/z/drawing.png")
        return place
    }
    private static let photoCount = 307

    private func filled() throws -> Place {
        let place = try Place()
        try place.copy(try Self.photos.get().photos)
        return place
    }

    private func limited(_ limit: Int) -> [Word] { ["prlimit", "--nofile=\(limit):\(limit)"] }

    private func expectSame(_ place: Place, _ expected: Place, _ comment: String) throws {
        #expect(try Sidecars(place).differences(Sidecars(expected)) == [], "\(comment)")
        #expect(try CatalogRows(place).differences(CatalogRows(expected)) == [], "\(comment)")
    }

    private func hasTools(_ test: String) -> Bool {
        if Tool.find("prlimit") != nil { return true }
        Tool.notRun(test, "there is no prlimit")
        return false
    }

    @Test func `a scan of more folders than may be open, and the scan after it`() throws {
        guard hasTools("scans with few descriptors") else { return }
        let (place, undisturbed) = (try filled(), try filled())
        let expected = try undisturbed.scan()
        #expect(expected.outcome.code == 0 && expected.count("new") == Self.photoCount, "\(expected.outcome.said)")
        for limit in Extent.of(short: [32, 48, 64], full: [32, 33, 35, 36, 40, 44, 48, 56, 64, 80, 96, 128, 256]) {
            try place.shell("rm -rf .jozin ../state; mkdir ../state")
            let answer = try place.scan(through: limited(limit))
            answer.expectSums()
            #expect(answer.outcome.code == 0, "\(limit): \(answer.outcome.said)")
            #expect(answer.verdicts == expected.verdicts, "\(limit)")
            try expectSame(place, undisturbed, "\(limit)")
            let again = try place.scan(through: limited(limit))
            #expect(again.outcome.code == 0 && again.count("unchanged") == Self.photoCount, "\(limit): \(again.outcome.said)")
        }
    }

    @Test func `what moved, and what is asked of a library`() throws {
        guard hasTools("commands with few descriptors") else { return }
        let (place, undisturbed) = (try filled(), try filled())
        for (library, through) in [(place, limited(48)), (undisturbed, [])] {
            #expect(try library.scan(through: through).outcome.code == 0)
            for number in 0..<5 { try library.rate("flat/f\(number)/\(number).jpg", number + 1) }
            try library.shell("mv flat level; mv n/n/n/n m")
            let moved = try library.scan(through: through)
            #expect(moved.outcome.code == 0 && moved.count("moved") == 303, "\(moved.outcome.said)")
        }
        try expectSame(place, undisturbed, "moved")
        for command: [Word] in [["verify", "--read-data"], ["duplicates", "--json"], ["scan", "--dry-run"], ["verify"]] {
            let answers = try [(place, limited(48)), (undisturbed, [])].map { library, through in
                try library.start(command + [Word(library.photos)], through: through).end()
            }
            #expect(answers.allSatisfy { $0.code == 0 }, "\(command): \(answers.map(\.said))")
            #expect(answers[0].output.count == answers[1].output.count, "\(command)")
        }
        for (library, through) in [(place, limited(48)), (undisturbed, [])] {
            try library.shell("rm level/f9/9.jpg")
            #expect(try library.run("rebuild", Word(library.photos), through: through).code == 0)
        }
        try expectSame(place, undisturbed, "rebuilt")
        let reset = try place.run("reset", "--all", "--yes", Word(place.photos), through: limited(48))
        #expect(reset.code == 0 && !Disk.exists(place.own), "\(reset.said)")
    }

    @Test func `too few are refused in words, and nothing is made`() throws {
        guard hasTools("too few descriptors") else { return }
        let place = try Place()
        try place.put(Sample.png(1), at: "drawing.png")
        for limit in Extent.of(short: [31, 12], full: [31, 28, 24, 20, 16, 14, 13, 12, 10, 8]) {
            let outcome = try place.run("scan", Word(place.photos), through: limited(limit))
            #expect(outcome.code == 2 && outcome.said.contains("(ulimit -n)") && outcome.controlBytes == [], "\(limit)")
            #expect(!Disk.exists(place.own), "\(limit)")
        }
    }

    /// A leak of one descriptor per photo or folder would not let so many through.
    @Test func `no descriptor leaks, however many photos`() throws {
        guard hasTools("no descriptor leaks") else { return }
        let place = try Place()
        let bytes = try Sample.smallJPEG(1)
        for number in 0..<Extent.of(short: 200, full: 2_000) { try place.put(bytes, at: "\(number % 8)/\(number).jpg") }
        let answer = try place.scan(through: limited(32))
        answer.expectSums()
        #expect(answer.outcome.code == 0, "\(answer.outcome.said)")
    }

    /// The whole system may run out of them too (ENFILE), whatever this process is allowed.
    @Test func `what finds no descriptor once finds one when others are let go`() throws {
        guard Tool.find("strace") != nil else { return Tool.notRun("a sidecar without a descriptor", "there is no strace") }
        let faults = [("1", "EMFILE"), ("2", "ENFILE"), ("3", "EMFILE"), ("5", "ENFILE"), ("8", "EMFILE")]
        for start in [Trial.Start.fresh, .moved] {
            let trial = try Trial(start)
            let tree = try TreeDigest(trial.place)
            let own = trial.ownPaths.filter { path in
                let text = String(decoding: path.bytes, as: UTF8.self)
                return text.contains("/sidecars/") || text.contains("/sidecar-")
            }
            // A fresh scan's faults hit the reading of photos too.
            let reading = start == .fresh ? faults.map { (trial.photoFolders, $0) } : []
            for (paths, (when, error)) in faults.map({ (own, $0) }) + reading {
                try trial.reset()
                let log = trial.place.scratch.appending("strace.log")
                let injection = Injection(call: "openat", effect: .error(error), when: when, paths: paths)
                let outcome = try trial.place.start(
                    ["jozan", "--events", Word(trial.place.photos)], through: injection.command(log: log) ?? []
                ).end()
                let comment = "\(start) \(error) \(when): \(outcome.code) \(outcome.said) \(Injection.injected(log))"
                #expect(!Injection.injected(log).isEmpty || Int(when) ?? 0 > 2, "\(comment)")
                #expect(outcome.code == 0, "\(comment)")
                try trial.expectHealing(after: outcome, comment, tree: tree)
            }
        }
    }
}
