// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import HTTPTypes
import JozinContracts
import JozinCore
import JozinFiles
import Synchronization

/// Starts workers, listens to them, and stops them.
///
/// Invariants: 1. One job of a kind is open at a time. 2. A job that is paused has no process: what it has done is kept, and it goes on
/// from there, as after any other end. 3. When the board closes no worker is left.
public final class JobBoard: Sendable {
    private struct State {
        var jobs: [Job] = []
        /// The processes of running jobs, by the job's number.
        var processes: [Int: Int32] = [:]
        /// Jobs whose thread is under way, its process there or not.
        var attended: Set<Int> = []
        /// Jobs that were resumed before the process that their pause ended was gone.
        var resuming: Set<Int> = []
        var lastTold: ContinuousClock.Instant?
        var isClosed = false
    }

    /// The words that start a worker of a kind.
    public typealias Arguments = @Sendable (_ kind: String, _ acceptsMissing: Bool) -> [[UInt8]]

    private let program: SystemPath
    private let arguments: Arguments
    private let hub: EventHub
    private let state = Mutex(State())
    private static let mostRemembered = 50
    private static let pause = Duration.milliseconds(200)

    init(program: SystemPath, arguments: @escaping Arguments, hub: EventHub) {
        self.program = program
        self.arguments = arguments
        self.hub = hub
    }

    /// Newest first.
    var jobs: [Job] { state.withLock { $0.jobs.reversed() } }

    func start(_ kind: Job.Kind, acceptsMissing: Bool) throws(ServerProblem) -> Job {
        let job: Job? = state.withLock { state in
            guard !state.isClosed, !state.jobs.contains(where: { $0.kind == kind && $0.state.isOpen }) else { return nil }
            var job = Job((state.jobs.last?.number ?? 0) + 1, kind)
            job.acceptsMissing = acceptsMissing
            state.jobs.append(job)
            if state.jobs.count > JobBoard.mostRemembered, let old = state.jobs.firstIndex(where: { !$0.state.isOpen }) {
                state.jobs.remove(at: old)
            }
            return job
        }
        guard let job else {
            throw ServerProblem(.conflict, "locked", "such a job is under way", remedy: "Wait until it is done, or stop it.")
        }
        run(job)
        return job
    }

    /// What an owner may do with a job.
    enum Action: String, CaseIterable {
        case pause, resume, stop
    }

    func steer(_ number: Int, _ action: Action) throws(ServerProblem) -> Job {
        guard let job = state.withLock({ $0.jobs.first { $0.number == number } }) else { throw .absent("there is no such job") }
        switch (action, job.state) {
        case (.pause, .running): interrupt(number, leaving: .paused)
        case (.stop, .running): interrupt(number, leaving: .stopping)
        case (.stop, .paused): change(number) { $0.state = .stopped }
        case (.resume, .paused):
            var isEnding = false
            change(number, { $0.state = .running }) { state in
                isEnding = state.attended.contains(number)
                if isEnding { state.resuming.insert(number) }
            }
            if !isEnding { run(job) }
        default:
            throw ServerProblem(.conflict, "misuse", "the job is \(job.state.rawValue)", remedy: "Look at the jobs again.")
        }
        return state.withLock { $0.jobs.first { $0.number == number } } ?? job
    }

    /// Ends every worker and waits for the last one.
    func close() {
        let open = state.withLock { state in
            state.isClosed = true
            return Array(state.processes.values)
        }
        for process in open { kill(process, SIGTERM) }
        while state.withLock({ !$0.attended.isEmpty }) { usleep(20_000) }
    }

    private func interrupt(_ number: Int, leaving left: Job.State) {
        change(number) { $0.state = left }
        let process = state.withLock { state in
            state.resuming.remove(number)
            return state.processes[number]
        }
        if let process { kill(process, SIGTERM) }
    }

    /// Changes a job and tells the pages: of a new state at once, of what is under way five times a second.
    private func change(_ number: Int, _ body: (inout Job) -> Void, _ andBoard: (inout State) -> Void = { _ in }) {
        let job: Job? = state.withLock { state in
            guard let index = state.jobs.firstIndex(where: { $0.number == number }) else { return nil }
            let before = state.jobs[index].state
            body(&state.jobs[index])
            andBoard(&state)
            guard state.jobs[index].state != before || state.lastTold.map({ .now - $0 > JobBoard.pause }) ?? true else {
                return nil
            }
            state.lastTold = .now
            return state.jobs[index]
        }
        if let job { hub.send(EventHub.Event("job") { job.write(to: &$0) }) }
    }

    /// A worker ends with the thread that started it: it has one of its own, which lives as long.
    private func run(_ job: Job) {
        state.withLock { _ = $0.attended.insert(job.number) }
        let words = arguments(job.kind.rawValue, job.acceptsMissing)
        DispatchQueue(label: "jozin.job.\(job.number)").async { [self] in listen(job.number, words) }
    }

    private func listen(_ number: Int, _ words: [[UInt8]]) {
        do throws(SystemError) {
            var worker = try WorkerProcess(program, arguments: words)
            let id = worker.id
            // A stop that came before the process did is obeyed now.
            let isWanted = state.withLock { state in
                state.processes[number] = id
                // Resumed before it was interrupted: it goes on.
                state.resuming.remove(number)
                return !state.isClosed && state.jobs.contains { $0.number == number && $0.state == .running }
            }
            if !isWanted { worker.signal(SIGTERM) }
            while let line = try worker.nextLine() {
                if let event = WorkerEvent(line: line) { change(number) { $0.take(event) } }
            }
            finish(number, worker.wait())
        } catch {
            change(number) { $0.problem = error.problem() }
            finish(number, 2)
        }
    }

    private func finish(_ number: Int, _ exit: Int32) {
        let resumed: Job? = state.withLock { state in
            state.processes[number] = nil
            guard state.resuming.remove(number) != nil, !state.isClosed else { return nil }
            return state.jobs.first { $0.number == number }
        }
        if let resumed { return run(resumed) }
        change(number) { job in
            job.exit = exit
            switch job.state {
            case .stopping: job.state = .stopped
            case .running: job.state = [0, 1, 13].contains(exit) ? .done : .failed
            default: break
            }
        }
        let ended = state.withLock { state in state.jobs.first { $0.number == number } }
        if let ended, ended.state == .done, let next = ended.kind.next { _ = try? start(next, acceptsMissing: false) }
        state.withLock { _ = $0.attended.remove(number) }
    }
}
