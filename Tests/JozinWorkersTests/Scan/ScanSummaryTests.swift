// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestSupport
import Testing

@Suite struct `A scan's counts add up` {
    @Test func `seen is the sum of the actions, whatever is counted again`() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<200 {
            var summary = ScanSummary()
            var actions: [ScanItem.Action] = []
            for _ in 0..<random.number(0...60) {
                let action = ScanItem.Action.allCases.randomElement(using: &random) ?? .new
                let times = random.number(1...3)
                summary.count(action, times)
                actions += Array(repeating: action, count: times)
            }
            for index in actions.indices where random.number(1...4) == 1 {
                summary.recount(actions[index], as: .failed)
                actions[index] = .failed
            }
            #expect(summary.seen == actions.count)
            for action in ScanItem.Action.allCases { #expect(summary[action] == actions.count { $0 == action }) }
            #expect(summary.done == actions.count { ![.failed, .unsupported, .excluded].contains($0) })
            #expect(summary.seen == summary.done + summary[.failed] + summary[.unsupported] + summary[.excluded])
        }
    }

    @Test func `decoded and missing photos are no entries`() {
        let summary = ScanSummary(counts: [.new: 2], decoded: 9, missing: 7, held: 3)
        #expect(summary.seen == 2 && summary.done == 2)
    }
}
