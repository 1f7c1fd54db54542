// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
package import JozinSimilarity

/// Duplicates as a person reads them: the suggested keeper, the others, and why.
package struct DuplicateText {
    private let groups: [PrintedGroup]
    private let page: ArraySlice<PrintedGroup>
    private let report: DuplicateReport
    private let isQuiet: Bool

    /// `page` is what is shown of `groups`.
    package init(groups: [PrintedGroup], page: ArraySlice<PrintedGroup>, report: DuplicateReport, isQuiet: Bool) {
        self.groups = groups
        self.page = page
        self.report = report
        self.isQuiet = isQuiet
    }

    func write(to output: inout StandardOutput) {
        for line in lines { output.line(line) }
        output.flush()
        if !isQuiet { for note in notes { StandardError.line(note) } }
    }

    /// The answer.
    package var lines: [String] {
        guard !groups.isEmpty else { return ["No duplicates."] }
        return Relation.Kind.allCases.flatMap { kind in
            let shown = page.filter { $0.group.kind == kind }
            return shown.isEmpty ? [] : [heading(kind), ""] + shown.flatMap { lines($0) }
        }
    }

    private func heading(_ kind: Relation.Kind) -> String {
        let all = groups.filter { $0.group.kind == kind }
        let spare = all.reduce(0) { $0 + $1.members.count - 1 }
        let bytes = Wording.bytes(all.reduce(0) { $0 + $1.bytesToSpare })
        let name =
            switch kind {
            case .exact: "Exact copies"
            case .pixelIdentical: "Pixel-identical files (other metadata or another container)"
            case .near: "Near-duplicates"
            }
        return "\(name): \(Wording.count(all.count, "group")), \(Wording.count(spare, "file")) beside the keepers, \(bytes)"
    }

    private func lines(_ group: PrintedGroup) -> [String] {
        let names = group.members.map { DisplayName.text($0.path.bytes) }
        let width = min(60, names.map(\.count).max() ?? 0)
        let others = group.members.filter { $0.path != group.keeper.path }
        return [line("keep", group.keeper, width, "(\(group.group.keeper.reason.explanation))")]
            + others.map { line("    ", $0, width, why(group, $0)) } + [""]
    }

    private func line(_ mark: String, _ photo: Candidate, _ width: Int, _ why: String) -> String {
        let name = DisplayName.text(photo.path.bytes)
        let padding = String(repeating: " ", count: max(0, width - name.count))
        let size = Wording.size(photo.size)
        let bytes = Wording.bytes(photo.bytes)
        let gaps = String(repeating: " ", count: max(1, 14 - size.count))
        guard !why.isEmpty else { return "  \(mark)  \(name)\(padding)  \(size)\(gaps)\(bytes)" }
        let column = String(repeating: " ", count: max(1, 10 - bytes.count))
        return "  \(mark)  \(name)\(padding)  \(size)\(gaps)\(bytes)\(column)\(why)"
    }

    private func why(_ group: PrintedGroup, _ member: Candidate) -> String {
        switch group.tie(of: member) {
        case .linked: "another name of that file (hard link): dropping it frees nothing"
        case .exact: "the same bytes"
        case .pixelIdentical: "the same pixels"
        case .near(let evidence): Self.text(evidence)
        case .none: ""
        }
    }

    private static func text(_ evidence: Evidence) -> String {
        evidence.agreements.map { agreement in
            let mark = agreement.agrees ? "" : " (differs)"
            return "\(names[agreement.measure] ?? "") \(agreement.distance)/\(agreement.threshold)\(mark)"
        }.joined(separator: "  ")
    }

    /// What is said of the answer.
    package var notes: [String] {
        var notes: [String] = []
        if page.count < groups.count {
            let more = page.last.map { " (the next ones: --after \($0.id))" } ?? ""
            notes.append("\(Wording.grouped(page.count)) of \(Wording.count(groups.count, "group")) shown\(more).")
        }
        if report.lowInformation > 0 {
            notes.append("\(Wording.count(report.lowInformation, "picture")) with too little to see compared by digest only.")
        }
        if report.withoutFingerprint > 0 {
            notes.append("\(Wording.count(report.withoutFingerprint, "file")) without a fingerprint compared by digest only.")
        }
        if report.unlistedPairs > 0 {
            notes.append("\(Wording.count(report.unlistedPairs, "near pair")) of look-alikes not listed.")
        }
        return notes
    }

    private static let names: [Evidence.Agreement.Measure: String] = [
        .phash: "pHash", .dhash: "dHash", .bmh: "blocks", .cmh: "colour",
    ]
}
