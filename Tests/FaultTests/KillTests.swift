// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `A scan that is killed at any moment needs no help` {
    @Test(arguments: Trial.Start.allCases)
    func `SIGKILL at random moments`(_ start: Trial.Start) throws {
        let trial = try Trial(start)
        let tree = try TreeDigest(trial.place)
        var random = SeededGenerator(seed: 11)
        var kills = 0
        for round in 0..<Extent.of(short: 4, full: 50) {
            // Now and then from where the last one died, without a scan between.
            if round % 3 != 2 { try trial.reset() }
            let running = try trial.place.start(["jozan", "--events", Word(trial.place.photos)])
            // What has only moved is soon done.
            Processes.pause(milliseconds: random.number(1...(start == .moved ? 80 : 250)))
            running.signal(SIGKILL)
            let outcome = try running.end()
            if outcome.code == 137 { kills += 1 }
            let comment = "\(start), round \(round): exit \(outcome.code)"
            #expect([0, 137].contains(outcome.code), "\(comment)")
            if round % 3 == 1 {
                try trial.expectAcknowledged(outcome, comment)
            } else {
                try trial.expectHealing(after: outcome, comment, tree: tree)
            }
        }
        print("SIGKILL at random moments, \(start): \(kills) kills")
    }
}

@Suite struct `Of many scans at once one works, and a dead one hinders none` {
    @Test func `eight at once, some of them killed`() throws {
        let trial = try Trial(.fresh)
        let tree = try TreeDigest(trial.place)
        var random = SeededGenerator(seed: 21)
        var kills = 0
        for round in 0..<Extent.of(short: 4, full: 60) {
            if round % 2 == 0 { try trial.reset() }
            let scans = try (0..<8).map { _ in
                let running = try trial.place.start(["scan", Word(trial.place.photos), "--json-lines"])
                Processes.pause(milliseconds: random.number(0...20))
                return running
            }
            let victims = Set((0..<random.number(0...3)).map { _ in random.number(0...7) })
            Processes.pause(milliseconds: random.number(0...100))
            for victim in victims { scans[victim].signal(SIGKILL) }
            kills += victims.count
            let start = ContinuousClock.now
            let outcomes = try scans.map { try $0.end() }
            #expect(ContinuousClock.now - start < .seconds(60), "nobody waits for the dead")
            for (number, outcome) in outcomes.enumerated() {
                let expected: Set<Int32> = victims.contains(number) ? [0, 11, 137] : [0, 11]
                #expect(expected.contains(outcome.code), "round \(round): \(outcome.code) \(outcome.said)")
                if outcome.code == 11 { #expect(outcome.said.contains("another Jožin is working on this library")) }
            }
            if victims.isEmpty { #expect(outcomes.contains { $0.code == 0 }, "round \(round): somebody works") }
            for outcome in outcomes { try trial.expectAcknowledged(outcome, "round \(round)") }
            try trial.expectHealing(after: outcomes[0], "round \(round)", tree: tree)
        }
        print("eight at once: \(kills) killed")
    }

    @Test func `a lock that a dead process left is no lock`() throws {
        let trial = try Trial(.known)
        let tree = try TreeDigest(trial.place)
        for content in ["", "4194304\n", "locked by a machine that burnt down\n"] {
            try trial.reset()
            try Disk.write(Array(content.utf8), to: trial.place.own.appending("lock"))
            try trial.place.shell("chmod 600 .jozin/lock; touch -d 2001-01-01 .jozin/lock")
            let outcome = try trial.place.run("scan", Word(trial.place.photos), "--json-lines")
            #expect(outcome.code == 0)
            try trial.expectHealing(after: outcome, "a lock with \(content)", tree: tree)
        }
    }
}
