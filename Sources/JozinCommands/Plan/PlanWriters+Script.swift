// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import JozinSimilarity

extension PlanWriters {
    /// A script that its owner reads and runs: what it does in words, where, then the list, and last how.
    ///
    /// The list is a function, so that the shell has read all of it before it does anything.
    struct Script {
        private let plan: PlanDocument

        init(_ plan: PlanDocument) { self.plan = plan }

        func write(_ write: ([UInt8]) -> Void) {
            let totals = plan.totals
            write(Array((introduction(totals) + "\n").utf8))
            write(settings())
            write(Array("plan() {\n    :\n".utf8))
            for group in plan.groups { write(Script.lines(of: group)) }
            write(Array("}\n\n".utf8))
            write(Array(ScriptMachinery.text.utf8))
        }

        private func introduction(_ totals: PlanTotals) -> String {
            let files = Wording.count(totals.drops, "file")
            let root = DisplayName.text(plan.library.root.bytes)
            let trash = plan.terms.trash.map { "the folder \(DisplayName.text($0.bytes))" } ?? "the trash"
            return """
                #!/bin/sh
                # A plan by Jožin for the duplicates in \(root)
                #
                # It moves \(files) (\(Wording.bytes(totals.bytes))) of \(Wording.count(totals.groups, "group")) to \(trash).
                # Nothing is deleted and nothing overwritten.
                #
                # Of each group the file behind `keep` stays. Just before a file behind `drop` is moved, both are read again: if one of
                # the two is not exactly what it was when the plan was made, the file is left where it is, and you are told.
                #
                # Change it:  remove the lines of files that you want to have where they are
                # Try it:     sh THIS-FILE --check    says what would be moved, and moves nothing
                # Run it:     sh THIS-FILE            may be run again
                # Undo it:    each run writes its reverse beside this file, with -undo.sh at the end of the name; run that

                """
        }

        private func settings() -> [UInt8] {
            func line(_ name: String, _ value: [UInt8]) -> [UInt8] { Array((name + "=").utf8) + ShellWord.quoted(value) + [0x0A] }
            let marker = Array("/library.json".utf8)
            let state = plan.library.stateElsewhere.map { line("marker", $0.bytes + marker) }
            return Array("# If the disk is mounted elsewhere now, say so here.\n".utf8) + line("library", plan.library.root.bytes)
                + (state ?? Array("marker=$library/.jozin/library.json\n".utf8))
                + line("identity", Array(plan.library.id.utf8)) + line("plan", Array(plan.name.utf8))
                + Array("# Empty for the desktop's trash.\n".utf8) + line("trash", plan.terms.trash?.bytes ?? []) + [0x0A]
        }

        /// A group of which nothing is dropped is a comment.
        private static func lines(of group: PlanDocument.Group) -> [UInt8] {
            let hasDrops = group.files.contains { $0.fate == .dropped }
            let heading = heading(group.kind)
            var lines = Array((hasDrops ? "\n    group \(group.name) # \(heading)\n" : "\n    # \(heading)\n").utf8)
            for file in group.files {
                let path = file.photo.path.bytes
                let digest = file.digest.digest.hex
                switch file.fate {
                case .kept where hasDrops:
                    lines += word("keep", path) + Array(" \(digest) # \(group.keeper.reason.explanation)\n".utf8)
                case .dropped:
                    lines += word("drop", path) + Array(" \(digest) \(file.photo.stamp.bytes)\n".utf8)
                case .kept: lines += comment(path, "stays: \(group.keeper.reason.explanation)")
                case .locked: lines += comment(path, "stays: it lies in a reference folder")
                case .linked:
                    lines += comment(path, "stays: one file under several names (hard links); dropping one frees nothing")
                case .needed: lines += comment(path, "stays: it is kept in another group")
                }
            }
            return lines
        }

        private static func heading(_ kind: Relation.Kind) -> String {
            switch kind {
            case .exact: "Exact copies"
            case .pixelIdentical: "The same pixels"
            case .near: "Alike, but different pictures"
            }
        }

        private static func word(_ command: String, _ path: [UInt8]) -> [UInt8] {
            Array("    \(command) ".utf8) + ShellWord.quoted(path)
        }

        private static func comment(_ path: [UInt8], _ why: String) -> [UInt8] {
            Array("    # \(DisplayName.text(path)) \(why)\n".utf8)
        }
    }
}
