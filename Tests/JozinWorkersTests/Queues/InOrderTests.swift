// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `Results go on in the order of their numbers, and as soon as they can` {
    @Test func `in whatever order they come`() {
        var random = SeededGenerator(seed: 1)
        for count in 0..<60 {
            var order = InOrder<Int>()
            var given: Set<Int> = []
            var gone: [Int] = []
            for number in (0..<count).shuffled(using: &random) {
                given.insert(number)
                gone += order.add(number * 3, number: number)
                let ready = (0..<count).prefix { given.contains($0) }
                #expect(gone == ready.map { $0 * 3 })
            }
            #expect(gone.count == count)
        }
    }
}
