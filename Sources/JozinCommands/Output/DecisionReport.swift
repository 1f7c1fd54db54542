// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSync

/// Says what was decided, and when.
struct DecisionReport {
    private let options: OutputOptions

    init(_ options: OutputOptions) { self.options = options }

    /// The acknowledgement: what is printed here is kept. nil where everything stood like that already.
    func print(_ entry: LogEntry?) {
        var output = StandardOutput()
        switch options.style {
        case .jsonLines:
            if let entry { output.jsonLine { entry.write(to: &$0) } }
        case .json:
            output.write(
                document { writer in
                    writer.key("entry")
                    if let entry { writer.object { entry.write(to: &$0) } } else { writer.null() }
                })
        case .text:
            if let entry {
                output.line("\(entry.number): \(harmless(entry.label)) (\(Wording.count(entry.edits.count, "change")))")
            } else if !options.quiet {
                output.line("Nothing to change: it stands like that already.")
            }
        }
        output.flush()
    }

    /// What would be decided.
    func print(edits: [DecisionEdit]) {
        var output = StandardOutput()
        switch options.style {
        case .jsonLines:
            for edit in edits { output.jsonLine { edit.write(to: &$0) } }
        case .json:
            output.write(
                document { writer in
                    writer.key("edits")
                    writer.array { writer in
                        for edit in edits { writer.object { edit.write(to: &$0) } }
                    }
                })
        case .text:
            for edit in edits {
                output.line("\(edit.photo.imageID.text)  \(harmless(edit.key.text)): \(text(edit.from)) -> \(text(edit.to))")
            }
            if edits.isEmpty { output.line("Nothing to change: it stands like that already.") }
        }
        output.flush()
    }

    /// A page of the history.
    func print(_ entries: [LogEntry], _ state: DecisionState) {
        var output = StandardOutput()
        switch options.style {
        case .jsonLines:
            for entry in entries { output.jsonLine { write(entry, state, to: &$0) } }
        case .json:
            output.write(
                document { writer in
                    writer.key("entries")
                    writer.array { writer in
                        for entry in entries { writer.object { write(entry, state, to: &$0) } }
                    }
                    writer.key("undo")
                    if let next = state.nextToUndo { writer.int(next) } else { writer.null() }
                    writer.key("redo")
                    if let next = state.nextToRedo { writer.int(next) } else { writer.null() }
                })
        case .text:
            for entry in entries {
                let note = state.mark(entry.number)?.isUndone == true ? "  (undone)" : ""
                output.line(
                    "\(entry.number)  \(entry.time)  \(harmless(entry.label)) (\(Wording.count(entry.edits.count, "change")))\(note)"
                )
            }
            if entries.isEmpty { output.line("Nothing was decided yet.") }
        }
        output.flush()
        guard !options.quiet, options.style == .text else { return }
        if let next = state.nextToUndo { StandardError.line("`jozin undo` takes back entry \(next).") }
        if let next = state.nextToRedo { StandardError.line("`jozin redo` makes entry \(next) again.") }
    }

    private func write(_ entry: LogEntry, _ state: DecisionState, to writer: inout JSONWriter) {
        entry.write(to: &writer)
        guard let mark = state.mark(entry.number), mark.isDecision else { return }
        writer.key("undone")
        writer.bool(mark.isUndone)
        writer.key("undoable")
        writer.bool(!mark.isUndone && state.obstacle(to: entry.edits.reversed().map(\.reversed)) == nil)
    }

    private func document(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object(body)
        writer.newline()
        return writer.bytes
    }

    private func text(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        var writer = JSONWriter(.compact)
        value.write(to: &writer)
        return harmless(String(decoding: writer.bytes, as: UTF8.self))
    }

    private func harmless(_ text: String) -> String { DisplayName.text(Array(text.utf8)) }
}
