// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport
import Testing

@Suite struct `Worker events are lines that come back as they went` {
    @Test func `random events are one line each and come back equal`() throws {
        var random = SeededGenerator(seed: 301)
        for _ in 0..<5000 {
            let event = random.event()
            let line = event.line()
            #expect(line.last == UInt8(ascii: "\n") && line.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            let read = try #require(WorkerEvent(line: line))
            #expect(read == event)
            #expect(read.line() == line)
        }
    }

    @Test func `seen is the sum of the actions, done of those that are indexed`() {
        var summary = ScanSummary()
        for (number, action) in ScanItem.Action.allCases.enumerated() { summary.count(action, 1 << number) }
        #expect(summary.seen == 127)
        #expect(summary.done == summary[.new] + summary[.updated] + summary[.moved] + summary[.unchanged])
        summary.recount(.new, as: .failed)
        #expect(summary.seen == 127 && summary[.new] == 0)
    }

    @Test func `summaries of equal counts are equal, however they were counted`() {
        var recounted = ScanSummary()
        recounted.count(.new)
        recounted.recount(.new, as: .failed)
        #expect(recounted == ScanSummary(counts: [.failed: 1]))
        #expect(ScanSummary(counts: [.new: 0, .moved: 0]) == ScanSummary())
    }

    private func finished(_ changes: [String: String] = [:]) -> [UInt8] {
        let members = [
            "seen": "3", "done": "2", "new": "1", "updated": "0", "moved": "0", "unchanged": "1", "failed": "1",
            "unsupported": "0",
            "excluded": "0", "decoded": "1", "missing": "0", "held": "0", "exit": "1",
        ].merging(changes) { $1 }
        return Array(("{\"event\":\"finished\"," + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}").utf8)
    }

    @Test func `a summary that does not add up is no summary`() {
        #expect(WorkerEvent(line: finished()) != nil)
        for (key, value) in [
            ("seen", "4"), ("done", "3"), ("new", "-1"), ("failed", "-1"), ("new", "1.0"), ("missing", "-1"), ("held", "-1"),
            ("decoded", "null"),
            ("excluded", "1"),
            ("moved", "9223372036854775807"), ("updated", "99999999999999999999"),
        ] { #expect(WorkerEvent(line: finished([key: value])) == nil, "\(key) \(value)") }
    }

    @Test func `an exit code that is not listed is not taken for one that is`() {
        // 4294967296 is zero in 32 bits.
        for code in ["4294967296", "-4294967295", "3", "-1", "255", "\"0\"", "null"] {
            #expect(WorkerEvent(line: finished(["exit": code])) == nil, "\(code)")
        }
        for code in ExitCode.allCases { #expect(WorkerEvent(line: finished(["exit": "\(code.rawValue)"])) != nil) }
    }

    @Test func `what is no event of this contract is refused`() {
        for text in [
            "", "{}", "null", "[]", #"{"event":"other"}"#, #"{"event":1}"#, #"{"event":"started"}"#,
            #"{"event":"started","worker":"jozan"}"#,
            #"{"event":"progress","stage":"quick"}"#, #"{"event":"item","path":"a"}"#,
            #"{"event":"item","path":"../a","action":"new"}"#,
            #"{"event":"item","path":"a","pathBytes":"!","action":"new"}"#, #"{"event":"item","path":"a","action":"deleted"}"#,
            #"{"event":"item","path":"/etc/passwd","action":"new"}"#, #"{"event":"warning"}"#,
            #"{"event":"warning","error":{"code":"x","message":"m"}}"#,
            #"{"event":"progress","stage":"quick","done":1}{"event":"progress","stage":"quick","done":2}"#,
        ] { #expect(WorkerEvent(line: Array(text.utf8)) == nil, "\(text)") }
    }

    @Test func `20,000 damaged lines are refused or read, never a crash`() {
        var random = SeededGenerator(seed: 302)
        var read = 0
        for _ in 0..<20_000 {
            guard let event = WorkerEvent(line: random.mutated(random.event().line())) else { continue }
            read += 1
            #expect(WorkerEvent(line: event.line()) != nil)
        }
        #expect(read > 500)
    }

    @Test func `a failure's text is safe to print`() {
        let place = SystemPath(bytes: Array("/p/\u{1B}[2J\n".utf8) + [0xFF])
        let failure = RunFailure(.failed, Problem(.environment, "the disk is full", remedy: "Free some space."), at: place)
        #expect(failure.text == #"/p/\x1b[2J\x0a\xff: the disk is full. Free some space."#)
        #expect(RunFailure(.failed, failure.problem).text == "the disk is full. Free some space.")
    }
}
