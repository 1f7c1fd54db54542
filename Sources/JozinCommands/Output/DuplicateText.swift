// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinSimilarity

/// Duplicates as a person reads them: the suggested keeper, the others, and why.
struct DuplicateText {
    let groups: [PrintedGroup]
    let page: ArraySlice<PrintedGroup>
    let report: DuplicateReport
    let isQuiet: Bool

    func write(to output: inout StandardOutput) {
        for kind in Relation.Kind.allCases {
            let shown = page.filter { $0.group.kind == kind }
            guard !shown.isEmpty else { continue }
            output.line(heading(kind))
            for group in shown { write(group, to: &output) }
        }
        if groups.isEmpty { output.line("No duplicates.") }
        output.flush()
        if !isQuiet { for note in notes { StandardError.line(note) } }
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
        return "\(name): \(Wording.count(all.count, "group")), \(Wording.count(spare, "file")) beside the keepers, \(bytes)\n"
    }

    private func write(_ group: PrintedGroup, to output: inout StandardOutput) {
        let names = group.members.map { DisplayName.text($0.path.bytes) }
        let width = min(60, names.map(\.count).max() ?? 0)
        output.line(line("keep", group.keeper, width, Self.reason(group.group.keeper.reason)))
        for member in group.members where member.path != group.keeper.path {
            output.line(line("    ", member, width, why(group, member)))
        }
        output.line("")
    }

    private func line(_ mark: String, _ photo: PhotoRecord, _ width: Int, _ why: String) -> String {
        let name = DisplayName.text(photo.path.bytes)
        let padding = String(repeating: " ", count: max(0, width - name.count))
        let size = Wording.size(photo.size)
        let bytes = Wording.bytes(photo.stamp.bytes)
        let gaps = String(repeating: " ", count: max(1, 14 - size.count))
        let column = String(repeating: " ", count: max(1, 10 - bytes.count))
        return "  \(mark)  \(name)\(padding)  \(size)\(gaps)\(bytes)\(column)\(why)"
    }

    private func why(_ group: PrintedGroup, _ member: PhotoRecord) -> String {
        switch group.tie(of: member) {
        case .exact: "the same file"
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

    private var notes: [String] {
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

    private static func reason(_ rule: KeeperRule) -> String {
        switch rule {
        case .mostPixels: "(most pixels)"
        case .losslessFormat: "(a format that loses nothing)"
        case .captureMetadata: "(knows when it was taken)"
        case .mostBytes: "(most bytes)"
        case .oldest: "(oldest)"
        case .shortestPath: "(shortest path)"
        case .firstPath: "(first path)"
        }
    }
}
