// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinWorkers

/// Prints findings as they come, how far the work is, and at the end how much was looked at.
final class FindingReport {
    /// How many findings there were.
    private(set) var count = 0
    private let style: OutputStyle
    private let isQuiet: Bool
    private var output = StandardOutput()
    private var line = ProgressLine()
    private var lastShown = ContinuousClock.now
    private var findings: [Finding] = []

    init(_ style: OutputStyle, isQuiet: Bool) {
        self.style = style
        self.isQuiet = isQuiet
    }

    func add(_ finding: Finding) {
        count += 1
        switch style {
        case .json: findings.append(finding)
        case .jsonLines:
            output.jsonLine { finding.write(to: &$0) }
            output.flush()
        case .text:
            line.clear()
            let place = finding.path.map { DisplayName.text($0.bytes) } ?? DisplayName.text(finding.file ?? [])
            output.line("\(place): \(finding.problem.sentence). \(finding.problem.remedy)")
            output.flush()
        }
    }

    /// Ten times a second at most, and only where somebody looks on.
    func progress(_ stage: Verification.Stage, _ done: Int, _ total: Int) {
        guard !isQuiet, StandardError.isTerminal, ContinuousClock.now - lastShown >= .milliseconds(100) else { return }
        lastShown = .now
        line.show(stage: stage.rawValue, done: done, total: total, unit: stage == .originals ? .bytes : .things)
    }

    func finish(_ checked: Checked) {
        line.clear()
        switch style {
        case .json:
            let findings = findings
            var document = JSONWriter(.indented)
            document.object { writer in
                writer.key("findings")
                writer.array { writer in
                    for finding in findings { writer.object { finding.write(to: &$0) } }
                }
                writer.key("checked")
                writer.object { checked.write(to: &$0) }
            }
            document.newline()
            output.write(document.bytes)
        case .jsonLines:
            output.jsonLine { writer in
                writer.key("checked")
                writer.object { checked.write(to: &$0) }
            }
        case .text: if !isQuiet { output.line(summary(checked)) }
        }
        output.flush()
    }

    private func summary(_ checked: Checked) -> String {
        var parts = [Wording.count(checked.records, "record"), Wording.count(checked.sidecars, "sidecar")]
        if checked.originals > 0 {
            parts.append("\(Wording.count(checked.originals, "photo")) of \(Wording.bytes(checked.bytes))")
        }
        let verdict = count == 0 ? "nothing is wrong" : Wording.count(count, "finding")
        return "Checked \(parts.joined(separator: ", ")): \(verdict)."
    }
}

extension Finding {
    fileprivate func write(to writer: inout JSONWriter) {
        if let path { writer.path(path.bytes) }
        if let file { writer.name("file", bytesKey: "fileBytes", file) }
        writer.key("subject")
        writer.string(subject.rawValue)
        writer.key("kind")
        writer.string(kind.rawValue)
        ProblemEncoding.write(problem, to: &writer)
    }
}

extension Checked {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.key("records")
        writer.int(records)
        writer.key("sidecars")
        writer.int(sidecars)
        writer.key("originals")
        writer.int(originals)
        writer.key("bytes")
        writer.int(bytes)
    }
}
