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
    private func expectSurvival(_ trial: Trial, _ point: Point) throws -> Bool {
        guard let (outcome, injected) = try disturb(trial, point) else { return false }
        let comment = "\(point.start) \(point.call) \(point.effect) \(point.when): exit \(outcome.code) \(outcome.said)"
        switch point.effect {
        case .kill: break
        case .error(let error):
            #expect([0, 2, 10, 12].contains(outcome.code), "\(comment) \(injected)")
            if outcome.code == 0 { try trial.expectWhole(comment) }
            if outcome.code >= 2 { #expect(outcome.said.hasSuffix(".\n") && outcome.controlBytes == [], "\(comment)") }
            if outcome.code == 12 { #expect(["ENOSPC", "EDQUOT"].contains(error), "\(comment)") }
            if outcome.code == 2 { #expect(!["ENOSPC", "EDQUOT"].contains(error), "\(comment) \(injected)") }
        }
        try trial.expectHealing(after: outcome, comment)
        return true
    }

    /// All points of one start and one kind of effects, each call counted up until a scan makes no more of them.
    private func sweep(
        _ start: Trial.Start, _ title: String, effects: (String, [String]) -> [Injection.Effect], suffix: String = ""
    ) throws {
        guard Tool.find("strace") != nil else { return Tool.notRun(title, "there is no strace") }
        let trial = try Trial(start)
        var points = 0
        for (call, errors) in Self.failures {
            for effect in effects(call, errors) {
                for number in 1..<400 {
                    guard try expectSurvival(trial, Point(start: start, call: call, effect: effect, when: "\(number)\(suffix)"))
                    else { break }
                    points += 1
                }
            }
        }
        print("\(title), \(start): \(points) points")
        #expect(points > 60)
    }

    @Test func `points of every kind, drawn from a seed`() throws {
        guard Tool.find("strace") != nil else { return Tool.notRun("points drawn from a seed", "there is no strace") }
        var random = SeededGenerator(seed: 2026)
        var points = 0
        for start in Trial.Start.allCases {
            let trial = try Trial(start)
            for (call, errors) in Self.failures where !["getdents64", "flock", "unlinkat"].contains(call) {
                let often = ["write", "pwrite64", "openat", "renameat", "close"].contains(call)
                let effects = errors.map { Injection.Effect.error($0) } + [.kill]
                let effect = effects.randomElement(using: &random) ?? .kill
                // A call that is interrupted for ever is made again for ever.
                let lasts = random.chance(30) && effect != .error("EINTR")
                let when = "\(random.number(1...(often ? 8 : 1)))\(lasts ? "+" : "")"
                let clock = ContinuousClock.now
                defer { print("TIME \(call) \(effect) \(when) \(ContinuousClock.now - clock)") }
                if try expectSurvival(trial, Point(start: start, call: call, effect: effect, when: when)) { points += 1 }
            }
        }
        print("points drawn from a seed: \(points)")
        #expect(points > 15)
    }

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call fails once, with each error`(_ start: Trial.Start) throws {
        try sweep(start, "every call fails once", effects: { _, errors in errors.map { .error($0) } })
    }

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call fails, and all after it`(_ start: Trial.Start) throws {
        try sweep(start, "every call fails, and all after it", effects: { _, errors in [.error(errors[0])] }, suffix: "+")
    }

    @Test(.enabled(if: Extent.isFull), arguments: Trial.Start.allCases)
    func `every call is the last one of its process`(_ start: Trial.Start) throws {
        try sweep(start, "every call is the last one", effects: { _, _ in [.kill] })
    }
}
