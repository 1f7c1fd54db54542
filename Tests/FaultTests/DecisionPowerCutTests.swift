// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Testing

@Suite struct `A decision that was acknowledged survives a power cut` {
    private static let test = "a power cut while decisions are made"

    @Test(arguments: ["defaults", "data=writeback"] as [Word])
    func `cut at random moments`(_ options: Word) throws {
        let place = try Place.scannedForDecisions(4)
        guard let disk = try CutDisk(place, options, for: Self.test) else { return }
        try disk.refill(from: place)
        var random = SeededGenerator(seed: 13)
        var acknowledged: [Int: Int] = [:]
        let rounds = Extent.of(short: 3, full: 40)
        for round in 1...rounds {
            // One decision after the other; now and then one is taken back.
            let script = """
                jozin=$1; library=$2
                for n in $(seq 200); do
                    "$jozin" decide "$library" $((n % 4 + 1)).jpg 1.jpg --tag r\(round)n$n --json-lines
                    [ $((n % 5)) -ne 0 ] || "$jozin" undo "$library" --json-lines
                done
                """
            let through: [Word] = disk.vantage.through + ["sh", "-c", "\(script)", "sh"]
            let running = try place.start([disk.vantage.library], through: through)
            Processes.pause(milliseconds: random.number(30...900))
            // Without power nothing runs: the disk is cut behind the back of a sync at most, and no program can tell of it after that.
            running.signal(SIGSTOP)
            try disk.cut()
            running.signal(SIGKILL)
            let told = try AcknowledgedDecisions.entries([try running.end()])
            try disk.restore()
            acknowledged.merge(told) { old, new in
                Issue.record("a number was given twice")
                return new
            }
            let comment = "\(options.bytes.count > 8 ? "writeback" : "ordered"), cut \(round)"
            try expectKept(disk, place, acknowledged, round, isLast: round == rounds, comment)
            acknowledged = try Self.entries(disk)
        }
        print("\(Self.test): \(rounds) cuts, \(acknowledged.count) entries at the end")
    }

    /// All that the log has, by numbers.
    private static func entries(_ disk: CutDisk) throws -> [Int: Int] {
        Dictionary(try log(disk).map { ($0.number, $0.edits.count) }) { first, _ in first }
    }

    private static func log(_ disk: CutDisk) throws -> [LogEntry] {
        let bytes = try #require(Disk.read(disk.vantage.own.appending("log/decisions.jsonl")))
        return bytes.split(separator: 0x0A).compactMap { line in
            guard case .entry(let entry) = LogLine.read(Array(line) + [0x0A]) else { return nil }
            return entry
        }
    }

    private func expectKept(
        _ disk: CutDisk, _ place: Place, _ acknowledged: [Int: Int], _ round: Int, isLast: Bool, _ comment: String
    ) throws {
        func jozin(_ words: Word...) throws -> Outcome { try disk.vantage.start(words, in: place).end() }
        AcknowledgedDecisions.expectIn(try Self.log(disk), acknowledged, comment)
        // The next command needs no help, and brings after what the cut left undone.
        let next = try jozin("decide", disk.vantage.library, "1.jpg", "--tag", "after\(round)", "--json-lines")
        #expect(next.code == 0, "\(comment): \(next.said)")
        let before = try jozin("decisions", disk.vantage.library)
        #expect(before.code == 0 && before.text.contains("after\(round)"), "\(comment): \(before.said)")
        guard isLast else { return }
        let folder = Word(disk.folder.appending("photos"))
        try disk.space.run("cp -a \"$1/.jozin/log\" \"$1/../log-kept\" && rm -r \"$1/.jozin/log\"", folder)
        let restored = try jozin("decisions", disk.vantage.library)
        #expect(restored.output == before.output, "\(comment): the sidecars know it all")
        try disk.space.run("rm -r \"$1/.jozin/log\"; mv \"$1/../log-kept\" \"$1/.jozin/log\"; sync", folder)
        let verified = try jozin("verify", disk.vantage.library)
        #expect(verified.code == 0, "\(comment): \(verified.text) \(verified.said)")
    }
}
