// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCommands
import Testing

@Suite struct `A progress line says how far, how fast and how long` {
    private let quick = ProgressLine(stage: "quick")

    @Test func `the rate is what was done in the time, and the rest takes as long at that rate`() {
        let text = quick.text(done: 500, total: 2_000, elapsed: .seconds(10))
        #expect(text == "Looking at photos  ██████░░░░░░░░░░░░░░░░░░  500 of 2 000  50.0/s  30 s left")
    }

    @Test func `without a total there is no bar`() {
        #expect(quick.text(done: 1_234, total: nil, elapsed: .seconds(10)) == "Looking at photos  1 234  123/s")
        #expect(quick.text(done: 0, total: 0, elapsed: .seconds(10)) == "Looking at photos  0")
    }

    @Test func `at the very start there is no rate yet`() {
        let text = quick.text(done: 3, total: 100, elapsed: .milliseconds(100))
        #expect(text == "Looking at photos  ░░░░░░░░░░░░░░░░░░░░░░░░  3 of 100")
        #expect(quick.text(done: 0, total: 100, elapsed: .seconds(5)).hasSuffix("0 of 100"))
    }

    @Test func `at the end nothing is left, and more than was counted does not overflow the bar`() {
        let full = String(repeating: "█", count: 24)
        #expect(quick.text(done: 100, total: 100, elapsed: .seconds(4)) == "Looking at photos  \(full)  100 of 100  25.0/s")
        #expect(quick.text(done: 130, total: 100, elapsed: .seconds(4)) == "Looking at photos  \(full)  130 of 100  32.5/s")
    }

    @Test func `stages have names, unknown ones their own`() {
        #expect(ProgressLine(stage: "deep").text(done: 1, total: nil, elapsed: .zero) == "Reading every pixel  1")
        #expect(ProgressLine(stage: "faces").text(done: 1, total: nil, elapsed: .zero) == "faces  1")
    }

    @Test func `the bar is always as wide, and never shrinks`() {
        var last = 0
        for done in 0...1_000 {
            let bar = quick.text(done: done, total: 1_000, elapsed: .seconds(1)).filter { $0 == "█" || $0 == "░" }
            let filled = bar.count { $0 == "█" }
            #expect(bar.count == 24 && filled >= last)
            last = filled
        }
        #expect(last == 24)
    }
}
