// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a worker says of its work, one JSON object a line (`contracts/jsonschema/worker-event.schema.json`).
public enum WorkerEvent: Hashable, Sendable {
    /// The worker has its library and begins.
    case started(worker: String, stages: [String])
    /// How far a stage is; `total` where it is known.
    case progress(stage: String, done: Int, total: Int?)
    /// One entry of the library is settled, and what was learnt of it is durable.
    case item(ScanItem)
    /// Something is odd, and the work goes on.
    case warning(Problem)
    /// The work is over.
    case finished(ScanSummary, ExitCode)
}

/// What a scan did with one entry.
public struct ScanItem: Hashable, Sendable {
    /// What was done.
    public enum Action: String, Sendable, CaseIterable {
        case new, updated, moved, unchanged, failed, unsupported, excluded
    }

    /// The entry.
    public var path: LibraryPath
    /// What was done with it.
    public var action: Action
    /// Where a photo was before it moved.
    public var from: LibraryPath?
    /// Why, for failed, unsupported and excluded entries.
    public var problem: Problem?

    /// One entry's outcome.
    public init(path: LibraryPath, action: Action, from: LibraryPath? = nil, problem: Problem? = nil) {
        self.path = path
        self.action = action
        self.from = from
        self.problem = problem
    }
}

/// A scan's counts. Invariants: `seen` is the sum of the actions; what was counted zero times has no entry, so that equal
/// counts are equal values.
public struct ScanSummary: Hashable, Sendable {
    /// How often each action was taken.
    public private(set) var counts: [ScanItem.Action: Int]
    /// Photos whose every pixel was read in this run.
    public var decoded: Int
    /// Photos that were there at the last scan and are not now.
    public var missing: Int
    /// Photos that cannot be found, and are too many at once to be believed gone: they were left as they are.
    public var held: Int

    /// From what was counted.
    public init(counts: [ScanItem.Action: Int] = [:], decoded: Int = 0, missing: Int = 0, held: Int = 0) {
        self.counts = counts.filter { $0.value != 0 }
        self.decoded = decoded
        self.missing = missing
        self.held = held
    }

    /// Entries that the walk met.
    public var seen: Int { counts.values.reduce(0, +) }

    /// Entries that are indexed now.
    public var done: Int { self[.new] + self[.updated] + self[.moved] + self[.unchanged] }

    /// How often an action was taken.
    public subscript(_ action: ScanItem.Action) -> Int { counts[action] ?? 0 }

    /// Counts an entry as something else than before.
    public mutating func recount(_ old: ScanItem.Action, as new: ScanItem.Action) {
        count(old, -1)
        count(new)
    }

    /// Counts one more entry, or several.
    public mutating func count(_ action: ScanItem.Action, _ times: Int = 1) {
        let number = self[action] + times
        counts[action] = number == 0 ? nil : number
    }
}
