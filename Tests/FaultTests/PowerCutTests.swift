// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

/// Real losses of what was not synced: ext4 on a file, told to forget what is not on the disk (EXT4_IOC_SHUTDOWN).
@Suite struct `What is acknowledged survives a power cut` {
    private static let test = "a power cut at random moments"

    /// A disk of its own with the trial's library on it.
    private struct CutDisk {
        let trial: Trial
        let space: MountNamespace
        let vantage: Vantage
        private let image: SystemPath
        private let folder: SystemPath
        private let options: Word

        init?(_ start: Trial.Start, _ options: Word) throws {
            trial = try Trial(start)
            guard let space = try MountNamespace(trial.place, for: test) else { return nil }
            guard Tool.find("python3") != nil else {
                Tool.notRun(test, "there is no python3")
                return nil
            }
            self.space = space
            self.options = options
            image = trial.place.base.appending("image")
            folder = trial.place.base.appending("disk")
            vantage = Vantage(folder.appending("photos"), in: space)
            let made = try space.run(
                "truncate -s 24M \"$1\" && mkfs.ext4 -q -F \"$1\" && mkdir \"$2\" && mount -o \"loop,$3\" \"$1\" \"$2\"",
                Word(image), Word(folder), options)
            guard made.code == 0 else {
                Tool.notRun(test, "a file cannot be mounted: \(made.said)")
                return nil
            }
        }

        /// The library as the trial has it, durable.
        func refill() throws {
            try trial.reset()
            let outcome = try space.run(
                "rm -rf \"$2/photos\" && cp -a \"$1\" \"$2/photos\" && sync", Word(trial.place.photos), Word(folder))
            #expect(outcome.code == 0, "\(outcome.said)")
            // The registry knows the library where it lies now.
            try trial.place.shell("rm -rf ../state; mkdir ../state")
        }

        func cut() throws {
            let script = "import fcntl, os, struct, sys; fcntl.ioctl(os.open(sys.argv[1], 0), 0x8004587D, struct.pack('I', 2))"
            let outcome = try space.run("python3 -c \"$1\" \"$2\"", "\(script)", Word(folder))
            #expect(outcome.code == 0, "\(outcome.said)")
        }

        /// Takes the disk away and gives it back as the power cut left it.
        func restore() throws {
            let outcome = try space.run(
                "for n in $(seq 100); do umount \"$2\" && break; sleep 0.05; done; mount -o \"loop,$3\" \"$1\" \"$2\"",
                Word(image), Word(folder), options)
            #expect(outcome.code == 0, "\(outcome.said)")
        }
    }

    @Test(arguments: ["defaults", "data=writeback"] as [Word])
    func `cut at random moments`(_ options: Word) throws {
        var random = SeededGenerator(seed: 12)
        var cuts = 0
        for start in Extent.of(short: [.known], full: Trial.Start.allCases) {
            guard let disk = try CutDisk(start, options) else { return }
            for round in 0..<Extent.of(short: 2, full: 10) {
                try disk.refill()
                let tree = try TreeDigest(disk.vantage.photos)
                let running = try disk.vantage.start(["jozan", "--events", disk.vantage.library], in: disk.trial.place)
                Processes.pause(milliseconds: random.number(10...300))
                try disk.cut()
                running.signal(SIGKILL)
                let outcome = try running.end()
                try disk.restore()
                cuts += 1
                let comment = "\(start), cut \(round): exit \(outcome.code) \(outcome.said)"
                try disk.trial.expectHealing(after: outcome, comment, tree: tree, from: disk.vantage)
            }
        }
        print("\(Self.test): \(cuts) cuts")
    }

    @Test func `cut behind the last acknowledgement, nothing is lost`() throws {
        for start in Extent.of(short: [.moved], full: Trial.Start.allCases) {
            guard let disk = try CutDisk(start, "defaults") else { return }
            for round in 0..<Extent.of(short: 1, full: 5) {
                try disk.refill()
                let tree = try TreeDigest(disk.vantage.photos)
                let running = try disk.vantage.start(["scan", disk.vantage.library, "--json-lines"], in: disk.trial.place)
                let outcome = try running.end()
                try disk.cut()
                try disk.restore()
                #expect(outcome.code == 0)
                try disk.trial.expectWhole("\(start), cut \(round) after the end", tree: tree, from: disk.vantage)
                try disk.trial.expectHealing(after: outcome, "\(start), cut after the end", tree: tree, from: disk.vantage)
            }
        }
    }
}
