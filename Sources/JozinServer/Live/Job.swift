// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

/// A worker at work, as pages see it.
struct Job: Sendable {
    /// What a worker does; one of each at a time.
    enum Kind: String, CaseIterable, Sendable {
        case scan, duplicates, thumbs

        /// What is to be made anew when it is done.
        var next: Kind? {
            switch self {
            case .scan: .duplicates
            case .duplicates: .thumbs
            case .thumbs: nil
            }
        }
    }

    enum State: String, Sendable {
        case running, paused, stopping, done, failed, stopped

        /// Whether it may go on.
        var isOpen: Bool { self == .running || self == .paused || self == .stopping }
    }

    let number: Int
    let kind: Kind
    var acceptsMissing = false
    var state = State.running
    var stage: String?
    var done = 0
    var total: Int?
    var failed = 0
    var current: LibraryPath?
    var exit: Int32?
    var problem: Problem?
    var pace = Pace()

    init(_ number: Int, _ kind: Kind) {
        self.number = number
        self.kind = kind
    }

    /// Takes what the worker says of itself.
    mutating func take(_ event: WorkerEvent, at time: ContinuousClock.Instant = .now) {
        switch event {
        case .started: break
        case .progress(let stage, let done, let total):
            if stage != self.stage { pace = Pace() }
            self.stage = stage
            self.done = done
            self.total = total
            pace.take(done, at: time)
        case .item(let item):
            current = item.path
            if item.action == .failed { failed += 1 }
        case .warning(let problem): self.problem = problem
        case .finished(let summary, _):
            done = summary.seen
            total = summary.seen
            failed = summary[.failed]
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("job")
            writer.int(number)
            writer.key("kind")
            writer.string(kind.rawValue)
            writer.key("state")
            writer.string(state.rawValue)
            if let stage {
                writer.key("stage")
                writer.string(stage)
            }
            writer.key("done")
            writer.int(done)
            if let total {
                writer.key("total")
                writer.int(total)
            }
            writer.key("failed")
            writer.int(failed)
            writePace(to: &writer)
            if let current {
                writer.key("current")
                writer.string(DisplayName.text(current.bytes))
            }
            if let exit {
                writer.key("exit")
                writer.int(exit)
            }
            if let problem {
                writer.key("problem")
                ProblemEncoding.writeValue(problem, to: &writer)
            }
        }
    }

    private func writePace(to writer: inout JSONWriter) {
        guard state == .running, let rate = pace.perSecond else { return }
        writer.key("rate")
        writer.double((rate * 10).rounded() / 10)
        guard let total, rate > 0, total >= done else { return }
        writer.key("secondsLeft")
        writer.double((Double(total - done) / rate).rounded())
    }
}

/// How fast a count has grown lately.
struct Pace: Sendable {
    private var samples: [(count: Int, time: ContinuousClock.Instant)] = []
    private static let window = Duration.seconds(10)

    mutating func take(_ count: Int, at time: ContinuousClock.Instant) {
        samples.append((count, time))
        while samples.count > 2, time - samples[0].time > Pace.window { samples.removeFirst() }
    }

    /// nil before there is anything to go by.
    var perSecond: Double? {
        guard let first = samples.first, let last = samples.last else { return nil }
        let (seconds, attoseconds) = (last.time - first.time).components
        let time = Double(seconds) + Double(attoseconds) / 1e18
        return time >= 0.5 ? Double(last.count - first.count) / time : nil
    }
}
