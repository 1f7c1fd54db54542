// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinWorkers
import Synchronization
import Testing

@Suite struct `A quota is never exceeded, and nobody waits for nothing` {
    private final class Tally: Sendable {
        let now = Atomic(0)
        let most = Atomic(0)
    }

    @Test func `however many want one`() {
        for count in [1, 2, 5] {
            let quota = Quota(count)
            let tally = Tally()
            DispatchQueue.concurrentPerform(iterations: 500) { _ in
                let share = quota.take()
                let now = tally.now.add(1, ordering: .sequentiallyConsistent).newValue
                tally.most.max(now, ordering: .sequentiallyConsistent)
                tally.now.subtract(1, ordering: .sequentiallyConsistent)
                _ = consume share
            }
            #expect(tally.now.load(ordering: .sequentiallyConsistent) == 0)
            #expect((1...count).contains(tally.most.load(ordering: .sequentiallyConsistent)))
        }
    }

    @Test func `what is let go can be had again, by who waits for it`() {
        let quota = Quota(2)
        let first = quota.take()
        for _ in 0..<100 { _ = quota.take() }
        let second = quota.take()
        let got = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            _ = quota.take()
            got.signal()
        }
        _ = consume first
        got.wait()
        _ = consume second
    }
}
