// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinContracts
import JozinCore

/// Shows a scan's events: as text with a progress line, or as the contract's JSON.
struct ScanReporter: ~Copyable {
    private let style: OutputStyle
    private let isQuiet: Bool
    private var output = StandardOutput()
    private var progress = ProgressLine()
    private var problems: [ScanItem] = []
    private var hidden = 0
    private let start = ContinuousClock.now

    /// As many problems are told one by one; the rest is counted.
    private static let shownProblems = 20

    init(_ style: OutputStyle, isQuiet: Bool = false) {
        self.style = style
        self.isQuiet = isQuiet
    }

    var wantsUnchanged: Bool { style == .jsonLines }
    var showsProgress: Bool { !isQuiet && StandardError.isTerminal }

    mutating func take(_ event: WorkerEvent) {
        switch event {
        case .started: break
        case .progress(let stage, let done, let total):
            if showsProgress { progress.show(stage: stage, done: done, total: total) }
        case .item(let item): take(item)
        case .warning(let problem):
            progress.clear()
            let place = problem.path.map { DisplayName.text($0.bytes) + ": " } ?? ""
            StandardError.line("jozin: \(place)\(problem.sentence). \(problem.remedy)")
        case .finished(let summary, _): finish(summary)
        }
    }

    private mutating func take(_ item: ScanItem) {
        switch style {
        case .jsonLines: output.jsonLine { item.write(to: &$0) }
        case .json, .text:
            guard item.action == .failed else { return }
            if problems.count < ScanReporter.shownProblems { problems.append(item) } else { hidden += 1 }
        }
    }

    private mutating func finish(_ summary: ScanSummary) {
        progress.clear()
        switch style {
        case .jsonLines:
            output.jsonLine { writer in
                writer.key("summary")
                writer.object { summary.write(to: &$0) }
            }
        case .json: writeDocument(summary)
        case .text: if !isQuiet { tell(summary) }
        }
        output.flush()
    }

    /// Says how a worker ended that did not come to its summary, or was stopped.
    mutating func finish(_ code: Int32) {
        progress.clear()
        output.flush()
        guard code > 128 else { return }
        let kept = "What was found is kept; the next scan goes on from here."
        let isStopped = [SIGHUP, SIGINT, SIGKILL, SIGTERM].contains(code - 128)
        // Any other signal is the worker's own doing.
        let sentence = isStopped ? "stopped. \(kept)" : "the scan died (signal \(code - 128)). \(kept) Please report this."
        StandardError.line("jozin: \(sentence)")
    }

    private mutating func writeDocument(_ summary: ScanSummary) {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("summary")
            writer.object { summary.write(to: &$0) }
            writer.key("failed")
            writer.array { writer in
                for item in problems { writer.object { item.write(to: &$0) } }
            }
            writer.key("failedNotListed")
            writer.int(hidden)
        }
        writer.newline()
        output.write(writer.bytes)
    }

    private mutating func tell(_ summary: ScanSummary) {
        for item in problems {
            let reason = item.problem.map { "\($0.sentence). \($0.remedy)" } ?? ""
            StandardError.line("  \(DisplayName.text(item.path.bytes)): \(reason)")
        }
        if hidden > 0 { StandardError.line("  … and \(Wording.count(hidden, "more file")); see them with --json-lines.") }
        output.line(text(summary))
    }

    private func text(_ summary: ScanSummary) -> String {
        let seconds = Wording.time(ContinuousClock.now - start)
        var parts = [Wording.count(summary.done, "photo")]
        let kinds: [(ScanItem.Action, String)] = [(.new, "new"), (.updated, "changed"), (.moved, "moved")]
        let changes = kinds.filter { summary[$0.0] > 0 }.map { "\(Wording.grouped(summary[$0.0])) \($0.1)" }
        if !changes.isEmpty { parts[0] += " (\(changes.joined(separator: ", ")))" }
        if summary[.failed] > 0 { parts.append("\(Wording.grouped(summary[.failed])) could not be read") }
        if summary[.unsupported] > 0 { parts.append("\(Wording.count(summary[.unsupported], "other file"))") }
        if summary[.excluded] > 0 { parts.append("\(Wording.grouped(summary[.excluded])) left out") }
        if summary.missing > 0 { parts.append("\(Wording.grouped(summary.missing)) no longer there") }
        if summary.held > 0 { parts.append("\(Wording.grouped(summary.held)) cannot be found") }
        return parts.joined(separator: ", ") + ", in \(seconds)."
    }
}
