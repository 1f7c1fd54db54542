// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

/// One call of the system in one scan, and what becomes of it.
private struct Point {
    let start: Trial.Start
    let call: String
    let effect: Injection.Effect
    let when: String
}

@Suite struct `A scan whose writing fails loses nothing and says so` {
    /// What a scan asks of the disk when it writes, and the errors that the manual pages of these calls know.
    private static let failures: [(call: String, errors: [String])] = [
        ("write", ["ENOSPC", "EIO", "EDQUOT", "EINTR"]), ("pwrite64", ["ENOSPC", "EIO", "EDQUOT", "EINTR"]),
        ("fsync", ["EIO", "ENOSPC", "EDQUOT"]), ("fdatasync", ["EIO", "ENOSPC", "EDQUOT"]),
        ("syncfs", ["EIO", "ENOSPC", "EDQUOT"]),
        ("renameat", ["ENOSPC", "EIO", "EDQUOT"]), ("openat", ["ENOSPC", "EIO", "EDQUOT", "EINTR"]),
        ("close", ["EIO", "ENOSPC"]),
        ("ftruncate", ["EIO", "ENOSPC", "EINTR"]), ("mkdirat", ["ENOSPC", "EIO", "EDQUOT"]), ("unlink", ["EIO"]),
        ("unlinkat", ["EIO"]), ("flock", ["ENOLCK"]), ("mmap", ["ENOMEM"]), ("read", ["EIO", "EINTR"]), ("pread64", ["EIO"]),
        ("getdents64", ["EIO"]),
    ]

    /// Runs a scan with one point tampered with; nil where nothing was.
    private func disturb(_ trial: Trial, _ point: Point) throws -> (outcome: Outcome, injected: [String])? {
        try trial.reset()
        let log = trial.place.scratch.appending("strace.log")
        let injection = Injection(call: point.call, effect: point.effect, when: point.when, paths: trial.ownPaths)
        let outcome = try trial.place.start(
            ["jozan", "--events", Word(trial.place.photos)], through: injection.command(log: log) ?? []
        ).end()
        let injected = Injection.injected(log)
        let isDisturbed = point.effect == .kill ? outcome.code == 137 : !injected.isEmpty
        return isDisturbed ? (outcome, injected) : nil
    }

    /// Tampers with a point and holds what follows to the promises; false where nothing was tampered with.
    private func expectSurvival(_ trial: Trial, _ point: Point, _ tree: TreeDigest) throws -> Bool {
        guard let (outcome, injected) = try disturb(trial, point) else { return false }
        let comment = "\(point.start) \(point.call) \(point.effect) \(point.when): exit \(outcome.code) \(outcome.said)"
        if case .error(let error) = point.effect {
            // The kernel closes in any case; an injected failure leaves the descriptor open, and its lock taken.
            let expected: Set<Int32> = point.call == "close" ? [0, 2, 10, 11, 12] : [0, 2, 10, 12]
            #expect(expected.contains(outcome.code), "\(comment) \(injected)")
            if outcome.code == 0 { try trial.expectWhole(comment, tree: tree) }
            if outcome.code >= 2 { #expect(outcome.said.hasSuffix(".\n") && outcome.controlBytes == [], "\(comment)") }
            expectCause(outcome, error, injected.first ?? "", comment)
        }
        try trial.expectHealing(after: outcome, comment, tree: tree)
        return true
    }

    /// A full disk is 12 and nothing else is. SQLite keeps some causes to itself, and who only reads needs no room.
    private func expectCause(_ outcome: Outcome, _ error: String, _ injected: String, _ comment: String) {
        let isSilent = outcome.said.contains("SQLite: ")
        guard !isSilent, !injected.contains("O_RDONLY") else { return }
        let isFull = ["ENOSPC", "EDQUOT"].contains(error)
        if outcome.code == 12 { #expect(isFull, "\(comment) \(injected)") }
        if outcome.code == 2 { #expect(!isFull, "\(comment) \(injected)") }
    }

    /// All points of one start: each call counted up until a scan makes no more of them, the errors taken in turn.
    private func sweep(_ start: Trial.Start, _ title: String, lasts: Bool = false, kills: Bool = false) throws {
        guard Tool.find("strace") != nil else { return Tool.notRun(title, "there is no strace") }
        let trial = try Trial(start)
        let tree = try TreeDigest(trial.place)
        var points = 0
        // A descriptor that strace does not let go of is never closed: enough of these are a fault of the method.
        for (call, errors) in Self.failures where !(lasts && call == "close") {
            // A call that is interrupted for ever is made again for ever.
            let effects = kills ? [.kill] : errors.filter { !lasts || $0 != "EINTR" }.map { Injection.Effect.error($0) }
            for number in 1..<400 {
                let effect = effects[number % effects.count]
                let point = Point(start: start, call: call, effect: effect, when: "\(number)\(lasts ? "+" : "")")
                guard try expectSurvival(trial, point, tree) else { break }
                points += 1
            }
        }
        print("\(title), \(start): \(points) points")
        #expect(points > 30)
    }

    @Test func `points of every kind, drawn from a seed`() throws {
        guard Tool.find("strace") != nil else { return Tool.notRun("points drawn from a seed", "there is no strace") }
        var random = SeededGenerator(seed: 2026)
        var points = 0
        for start in Trial.Start.allCases {
            let trial = try Trial(start)
            let tree = try TreeDigest(trial.place)
            for (call, errors) in Self.failures where !Self.rare.contains(call) {
                let effect = (errors.map { Injection.Effect.error($0) } + [.kill]).randomElement(using: &random) ?? .kill
                let lasts = random.chance(30) && effect != .error("EINTR")
                let when = "\(random.number(1...(Self.often.contains(call) ? 8 : 1)))\(lasts ? "+" : "")"
                if try expectSurvival(trial, Point(start: start, call: call, effect: effect, when: when), tree) { points += 1 }
            }
        }
        print("points drawn from a seed: \(points)")
        #expect(points > 20)
    }

    private static let rare: Set = ["getdents64", "flock", "unlinkat", "unlink", "mmap"]
    private static let often: Set = ["write", "pwrite64", "openat", "renameat", "close"]

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call fails once`(_ start: Trial.Start) throws { try sweep(start, "every call fails once") }

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call fails, and all after it`(_ start: Trial.Start) throws {
        try sweep(start, "every call fails, and all after it", lasts: true)
    }

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call is the last one of its process`(_ start: Trial.Start) throws {
        try sweep(start, "every call is the last one of its process", kills: true)
    }

    /// Where a sync failed, nothing may be told that hung on it: neither this time nor by trying again.
    @Test func `a sync that fails is not a save`() throws {
        guard Tool.find("strace") != nil else { return Tool.notRun("a sync that fails is not a save", "there is no strace") }
        let trial = try Trial(.known)
        let tree = try TreeDigest(trial.place)
        var sites = 0
        for call in ["syncfs", "fdatasync", "fsync"] {
            for number in 1..<Extent.of(short: 5, full: 40) {
                let point = Point(start: .known, call: call, effect: .error("EIO"), when: "\(number)")
                guard let (outcome, injected) = try disturb(trial, point) else { break }
                sites += 1
                let comment = "\(call) \(number): exit \(outcome.code) \(outcome.said) \(injected)"
                // What is synced when the catalog is tidied up at the end is in its log already, and SQLite takes no notice of
                // a folder that cannot be synced.
                let isSpare = injected.allSatisfy { line in
                    ["catalog.sqlite>", "-wal>", ".jozin>"].contains { line.contains($0) }
                }
                #expect(outcome.code > 1 || isSpare && call == "fdatasync", "\(comment)")
                if outcome.code <= 1 { try trial.expectWhole(comment, tree: tree) }
                if call == "syncfs" { #expect(outcome.text.contains("\"item\"") == (number > 2), "\(comment)") }
                try trial.expectHealing(after: outcome, comment, tree: tree)
            }
        }
        print("a sync that fails is not a save: \(sites) syncs failed")
        #expect(sites >= 6)
    }
}
