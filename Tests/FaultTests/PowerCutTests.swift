// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

/// Real losses of what was not synced.
@Suite struct `What is acknowledged survives a power cut` {
    private static let test = "a power cut at random moments"

    @Test(arguments: ["defaults", "data=writeback"] as [Word])
    func `cut at random moments`(_ options: Word) throws {
        var random = SeededGenerator(seed: 12)
        var cuts = 0
        for start in Extent.of(short: [.known], full: Trial.Start.allCases) {
            let trial = try Trial(start)
            guard let disk = try CutDisk(trial.place, options, for: Self.test) else { return }
            for round in 0..<Extent.of(short: 2, full: 10) {
                try trial.reset()
                try disk.refill(from: trial.place)
                let tree = try TreeDigest(disk.vantage.photos)
                let running = try disk.vantage.start(["jozan", "--events", disk.vantage.library], in: trial.place)
                Processes.pause(milliseconds: random.number(10...300))
                try disk.cut()
                running.signal(SIGKILL)
                let outcome = try running.end()
                try disk.restore()
                cuts += 1
                let comment = "\(start), cut \(round): exit \(outcome.code) \(outcome.said)"
                try trial.expectHealing(after: outcome, comment, tree: tree, from: disk.vantage)
            }
        }
        print("\(Self.test): \(cuts) cuts")
    }

    @Test func `cut behind the last acknowledgement, nothing is lost`() throws {
        for start in Extent.of(short: [.moved], full: Trial.Start.allCases) {
            let trial = try Trial(start)
            guard let disk = try CutDisk(trial.place, "defaults", for: Self.test) else { return }
            for round in 0..<Extent.of(short: 1, full: 5) {
                try trial.reset()
                try disk.refill(from: trial.place)
                let tree = try TreeDigest(disk.vantage.photos)
                let running = try disk.vantage.start(["scan", disk.vantage.library, "--json-lines"], in: trial.place)
                let outcome = try running.end()
                try disk.cut()
                try disk.restore()
                #expect(outcome.code == 0)
                try trial.expectWhole("\(start), cut \(round) after the end", tree: tree, from: disk.vantage)
                try trial.expectHealing(after: outcome, "\(start), cut after the end", tree: tree, from: disk.vantage)
            }
        }
    }
}
