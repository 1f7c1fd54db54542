// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

/// Hands jobs to several threads and collects their outputs in the order of the jobs, with bounded memory.
///
/// Invariants: 1. `collect` sees outputs in the order in which `hand` and `settle` were called, on one thread.
/// 2. At most `window` jobs are between `hand` and `collect`. 3. `run` returns after everything was collected.
package struct Conveyor<Job: Sendable, Output: Sendable>: Sendable {
    private let threads: Int
    private let jobs = BoundedQueue<(Int, Job)>(capacity: window)
    private let outputs = BoundedQueue<(Int, Output)>(capacity: window)
    private let room = DispatchSemaphore(value: window)

    /// How many jobs may be under way, one of them held up: far more than threads, far less than a library.
    package static var window: Int { 512 }
    /// How long the collector waits for an output before it is told that there is a pause.
    private static var pause: Int { 100 }

    package init(threads: Int) { self.threads = threads }

    /// Where the producer puts its work; used on one thread.
    package struct Feed: ~Copyable {
        fileprivate let conveyor: Conveyor
        private var number = 0

        fileprivate init(_ conveyor: Conveyor) { self.conveyor = conveyor }

        /// Gives a job to the next free thread.
        package mutating func hand(_ job: Job) { conveyor.jobs.add((take(), job)) }

        /// Puts an output that needs no work in its place behind the jobs handed so far.
        package mutating func settle(_ output: Output) { conveyor.outputs.add((take(), output)) }

        private mutating func take() -> Int {
            conveyor.room.wait()
            defer { number += 1 }
            return number
        }
    }

    /// Runs until `produce` has returned and everything it handed over is collected. `makeWorker` is called once on each
    /// thread; `collect` gets nil when there was nothing to collect for a while.
    package func run(
        makeWorker: @escaping @Sendable () -> (Job) -> Output, collect: @escaping @Sendable (Output?) -> Void,
        produce: (inout Feed) -> Void
    ) {
        let workers = WorkThreads()
        for index in 0..<threads {
            workers.start("jozan.reader.\(index)") {
                let work = makeWorker()
                while let (number, job) = jobs.next() { outputs.add((number, work(job))) }
            }
        }
        let collector = WorkThreads()
        collector.start("jozan.writer") { collectAll(collect) }
        var feed = Feed(self)
        produce(&feed)
        jobs.close()
        workers.join()
        outputs.close()
        collector.join()
    }

    private func collectAll(_ collect: (Output?) -> Void) {
        var order = InOrder<Output>()
        while true {
            switch outputs.next(waiting: Conveyor.pause) {
            case .closed: return
            case .nothingYet: collect(nil)
            case .element(let (number, output)):
                for output in order.add(output, number: number) {
                    collect(output)
                    room.signal()
                }
            }
        }
    }
}
