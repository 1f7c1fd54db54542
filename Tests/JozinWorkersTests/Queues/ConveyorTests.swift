// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinTestSupport
import JozinWorkers
import Synchronization
import Testing

@Suite struct `A conveyor collects in the order in which work was handed` {
    /// What the collector saw, and whether it was ever called twice at once.
    private final class Collected: Sendable {
        let outputs = Mutex<[Int]>([])
        let isBusy = Atomic(false)
        let overlaps = Atomic(0)

        func take(_ output: Int?) {
            if isBusy.exchange(true, ordering: .sequentiallyConsistent) { overlaps.add(1, ordering: .relaxed) }
            if let output { outputs.withLock { $0.append(output) } }
            isBusy.store(false, ordering: .sequentiallyConsistent)
        }

        var count: Int { outputs.withLock { $0.count } }
    }

    /// Hands jobs 0, 1, 2…, some of them settled at once, to workers that take their time.
    private func run(_ count: Int, threads: Int, settled: Int, delay: UInt32) {
        let collected = Collected()
        let workers = Atomic(0)
        var random = SeededGenerator(seed: UInt64(count + threads))
        Conveyor<Int, Int>(threads: threads).run(
            makeWorker: {
                var random = SeededGenerator(seed: UInt64(workers.add(1, ordering: .relaxed).newValue))
                return { job in
                    if delay > 0 { usleep(UInt32(random.number(0...Int(delay)))) }
                    return job * 2
                }
            },
            collect: { collected.take($0) },
            produce: { feed in
                for number in 0..<count {
                    if random.number(1...100) <= settled { feed.settle(number * 2) } else { feed.hand(number) }
                }
            })
        #expect(collected.outputs.withLock { $0 } == (0..<count).map { $0 * 2 })
        #expect(collected.overlaps.load(ordering: .relaxed) == 0)
        #expect(workers.load(ordering: .relaxed) == threads)
    }

    @Test func `however long each takes, and whatever is settled in between`() {
        for threads in [1, 2, 3, 8] {
            for settled in [0, 30, 90, 100] { run(400, threads: threads, settled: settled, delay: 60) }
        }
    }

    @Test func `many more than fit under way`() {
        for threads in [1, 4] { run(Conveyor<Int, Int>.window * 4 + 1, threads: threads, settled: 20, delay: 0) }
    }

    @Test func `nothing, and one`() {
        for count in 0...2 {
            for threads in 1...3 { for settled in [0, 100] { run(count, threads: threads, settled: settled, delay: 10) } }
        }
    }

    @Test func `a job that is held up holds up all behind it, and no more than a window of them`() {
        let window = Conveyor<Int, Int>.window
        let collected = Collected()
        let gate = DispatchSemaphore(value: 0)
        let most = Mutex(0)
        Conveyor<Int, Int>(threads: 2).run(
            makeWorker: {
                { job in
                    if job == 0 { gate.wait() }
                    return job
                }
            },
            collect: { collected.take($0) },
            produce: { feed in
                for number in 0..<window * 3 {
                    if number == window {
                        // All but the first may be done, and none can be collected.
                        #expect(collected.count == 0)
                        gate.signal()
                    }
                    if number.isMultiple(of: 5), number > 0 { feed.settle(number) } else { feed.hand(number) }
                    let underWay = number + 1 - collected.count
                    most.withLock { $0 = max($0, underWay) }
                }
            })
        #expect(collected.outputs.withLock { $0 } == Array(0..<window * 3))
        // The collector counts an output before its place is free again.
        #expect(most.withLock { $0 } == window)
    }

    @Test func `workers with something of their own keep it to themselves`() {
        final class Worker { var jobs = 0 }
        let collected = Collected()
        Conveyor<Int, Int>(threads: 3).run(
            makeWorker: {
                let worker = Worker()
                return { _ in
                    worker.jobs += 1
                    return worker.jobs
                }
            },
            collect: { collected.take($0) }, produce: { feed in for number in 0..<3_000 { feed.hand(number) } })
        // Each worker counts from one without a gap.
        let counts = collected.outputs.withLock { $0 }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts.values.reduce(0, +) == 3_000)
        #expect(counts.allSatisfy { count, times in times <= 3 && (count == 1 || times <= counts[count - 1] ?? 0) })
    }
}
