// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension WorkerEvent {
    /// The event's line, its newline included.
    public func line() -> [UInt8] {
        var writer = JSONWriter(.compact)
        writer.object { writer in
            writer.key("event")
            switch self {
            case .started(let worker, let stages):
                writer.string("started")
                writer.key("worker")
                writer.string(worker)
                writer.key("stages")
                writer.array { writer in
                    for stage in stages { writer.string(stage) }
                }
            case .progress(let stage, let done, let total):
                writer.string("progress")
                writer.key("stage")
                writer.string(stage)
                writer.key("done")
                writer.int(done)
                guard let total else { return }
                writer.key("total")
                writer.int(total)
            case .item(let item):
                writer.string("item")
                item.write(to: &writer)
            case .warning(let problem):
                writer.string("warning")
                if let path = problem.path { writer.path(path.bytes) }
                ProblemEncoding.write(problem, to: &writer)
            case .finished(let summary, let exit):
                writer.string("finished")
                summary.write(to: &writer)
                writer.key("exit")
                writer.int(exit.rawValue)
            }
        }
        writer.newline()
        return writer.bytes
    }

    /// Reads a line back; nil for anything that is no event of this contract.
    public init?(line: [UInt8]) {
        guard let json = try? JSONReader.read(line) else { return nil }
        switch json["event"]?.text {
        case "started":
            guard let worker = json["worker"]?.text, let stages = json["stages"]?.elements else { return nil }
            self = .started(worker: worker, stages: stages.compactMap(\.text))
        case "progress":
            guard let stage = json["stage"]?.text, let done = json["done"]?.integer else { return nil }
            self = .progress(stage: stage, done: done, total: json["total"]?.integer)
        case "item":
            guard let item = ScanItem(json: json) else { return nil }
            self = .item(item)
        case "warning":
            guard var problem = json["error"].flatMap(ProblemEncoding.read) else { return nil }
            problem.path = json.nameBytes("path", bytesKey: "pathBytes").flatMap(LibraryPath.init(bytes:))
            self = .warning(problem)
        case "finished":
            guard let exit = json["exit"]?.integer.flatMap({ Int32(exactly: $0).flatMap(ExitCode.init(rawValue:)) }),
                let summary = ScanSummary(json: json)
            else { return nil }
            self = .finished(summary, exit)
        default: return nil
        }
    }
}

extension ScanItem {
    /// The members `path`, `action`, `from` and `error`, as `jozin scan --json-lines` prints them.
    public func write(to writer: inout JSONWriter) {
        writer.path(path.bytes)
        writer.key("action")
        writer.string(action.rawValue)
        if let from { writer.name("from", bytesKey: "fromBytes", from.bytes) }
        if let problem { ProblemEncoding.write(problem, to: &writer) }
    }

    init?(json: JSONValue) {
        guard let path = json.nameBytes("path", bytesKey: "pathBytes").flatMap(LibraryPath.init(bytes:)),
            let action = json["action"]?.text.flatMap(Action.init(rawValue:))
        else { return nil }
        self.init(
            path: path, action: action, from: json.nameBytes("from", bytesKey: "fromBytes").flatMap(LibraryPath.init(bytes:)),
            problem: json["error"].flatMap(ProblemEncoding.read))
    }
}

extension ScanSummary {
    /// The members `seen`, `done`, one per action, `decoded`, `missing` and `held`.
    public func write(to writer: inout JSONWriter) {
        writer.key("seen")
        writer.int(seen)
        writer.key("done")
        writer.int(done)
        for action in ScanItem.Action.allCases {
            writer.key(action.rawValue)
            writer.int(self[action])
        }
        writer.key("decoded")
        writer.int(decoded)
        writer.key("missing")
        writer.int(missing)
        writer.key("held")
        writer.int(held)
    }

    /// nil where a count is missing or negative, or where the counts do not add up.
    init?(json: JSONValue) {
        guard let decoded = json["decoded"]?.integer, let missing = json["missing"]?.integer, let held = json["held"]?.integer,
            decoded >= 0, missing >= 0, held >= 0
        else { return nil }
        self.init(decoded: decoded, missing: missing, held: held)
        var sum = 0
        for action in ScanItem.Action.allCases {
            guard let number = json[action.rawValue]?.integer, number >= 0 else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(number)
            guard !overflow else { return nil }
            sum = next
            count(action, number)
        }
        guard json["seen"]?.integer == seen, json["done"]?.integer == done else { return nil }
    }
}
