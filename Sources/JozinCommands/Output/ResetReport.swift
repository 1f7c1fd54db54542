// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// Says what is, or was, removed, what is lost with it, and what stays.
struct ResetReport {
    private let options: OutputOptions
    private let tally: ResetTally
    private let isAll: Bool
    private let place: SystemPath

    init(_ options: OutputOptions, _ tally: ResetTally, isAll: Bool, place: SystemPath) {
        self.options = options
        self.tally = tally
        self.isAll = isAll
        self.place = place
    }

    private static let names: [StatePart: String] = [
        .thumbs: "thumbnails", .catalog: "the catalog", .sidecars: "sidecars",
        .displaced: "sidecars of photos that made room for others",
        .log: "the log of decisions", .secret: "the key of the page", .temporary: "temporary files",
    ]

    private var parts: [(part: StatePart, sum: ResetTally.Sum)] {
        StatePart.allCases.map { ($0, tally.parts[$0] ?? ResetTally.Sum()) }.filter { $0.1.files > 0 }
    }

    private var partLines: [String] {
        guard !parts.isEmpty else { return ["  nothing: there is none of it"] }
        return parts.map { part, sum in
            "  \(Self.names[part] ?? part.rawValue): \(Wording.count(sum.files, "file")), \(Wording.bytes(sum.bytes))"
        }
    }

    private var lossLines: [String] {
        var lines: [String] = []
        if tally.decided > 0 {
            let holds = tally.decided == 1 ? "holds" : "hold"
            lines.append(
                "  \(Wording.count(tally.decided, "sidecar")) \(holds) decisions (ratings, tags, names) that are nowhere else.")
        }
        if tally.unreadable > 0 {
            lines.append("  \(Wording.count(tally.unreadable, "sidecar")) cannot be read, and may hold decisions.")
        }
        return lines
    }

    private var keptLines: [String] {
        guard tally.foreignCount > 0 else { return [] }
        let names = tally.foreign.prefix(20).map { "  " + DisplayName.text($0) }
        let more = tally.foreignCount > 20 ? ["  and \(Wording.grouped(tally.foreignCount - 20)) more"] : []
        return ["Not Jožin's, and left where it is:"] + names + more
    }

    /// What is said before somebody says yes.
    var question: [String] {
        let also = isAll ? ["  and the folder is no library any more"] : []
        return ["From \(DisplayName.text(place.bytes)) this removes"] + partLines + also + lossLines
            + ["Your photos are not touched."] + keptLines
    }

    func finish(isRemoved: Bool, isGone: Bool = false) {
        var output = StandardOutput()
        switch options.style {
        case .json:
            var document = JSONWriter(.indented)
            document.object { write(to: &$0, isRemoved, isGone) }
            document.newline()
            output.write(document.bytes)
        case .jsonLines: output.jsonLine { write(to: &$0, isRemoved, isGone) }
        case .text:
            if !isRemoved { for line in question { output.line(line) } }
            if isRemoved, !options.quiet {
                output.line("Removed from \(DisplayName.text(place.bytes)):")
                for line in partLines + keptLines { output.line(line) }
                if isGone { output.line("The folder is no library any more.") }
            }
        }
        output.flush()
    }

    private func write(to writer: inout JSONWriter, _ isRemoved: Bool, _ isGone: Bool) {
        writer.key("dryRun")
        writer.bool(!isRemoved)
        writer.key("parts")
        writer.object { writer in
            for (part, sum) in parts {
                writer.key(part.rawValue)
                writer.object { writer in
                    writer.key("files")
                    writer.int(sum.files)
                    writer.key("bytes")
                    writer.int(sum.bytes)
                }
            }
        }
        writer.key("sidecarsWithDecisions")
        writer.int(tally.decided)
        writer.key("unreadableSidecars")
        writer.int(tally.unreadable)
        writer.key("kept")
        writer.array { writer in
            for name in tally.foreign { writer.object { $0.name("file", bytesKey: "fileBytes", name) } }
        }
        writer.key("keptCount")
        writer.int(tally.foreignCount)
        writer.key("isGone")
        writer.bool(isGone)
    }
}
