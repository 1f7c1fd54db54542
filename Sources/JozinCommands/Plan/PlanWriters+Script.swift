// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity

extension PlanWriters {
    /// A script that its owner reads and runs: what it does in words, where, then the list, and last how.
    ///
    /// The list is made of functions, so that the shell has read all of it before it does anything. They are short, since shells
    /// go down a level for each line of a function: at a hundred thousand lines dash and bash run out of stack.
    struct Script {
        private let plan: PlanDocument

        init(_ plan: PlanDocument) { self.plan = plan }

        func write(_ write: ([UInt8]) -> Void) {
            let totals = plan.totals
            write(Array((introduction(totals) + "\n").utf8))
            write(settings())
            let parts = writeList(write)
            write(Array(("plan() {\n    :\n" + (0..<parts).map { "    part_\($0 + 1)\n" }.joined() + "}\n\n").utf8))
            write(Array(ScriptMachinery.text.utf8))
        }

        /// So many lines are in one function.
        private static let partLength = 1_000

        /// Writes every group, and says in how many functions.
        private func writeList(_ write: ([UInt8]) -> Void) -> Int {
            var parts = 0
            var room = 0
            for line in plan.groups.lazy.flatMap(Script.lines(of:)) {
                if room == 0 {
                    parts += 1
                    room = Script.partLength
                    write(Array(((parts > 1 ? "}\n\n" : "") + "part_\(parts)() {\n    :\n").utf8))
                }
                write(line)
                room -= 1
            }
            if parts > 0 { write(Array("}\n\n".utf8)) }
            return parts
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

        /// A group of which nothing is dropped is told in comments.
        private static func lines(of group: PlanDocument.Group) -> [[UInt8]] {
            let hasDrops = group.files.contains { $0.fate == .dropped }
            let heading = heading(group.kind)
            let first = hasDrops ? "\n    group \(group.name) # \(heading)\n" : "\n    # \(heading)\n"
            return [Array(first.utf8)] + group.files.map { line(for: $0, of: group, hasDrops: hasDrops) }
        }

        private static func line(for file: PlanDocument.File, of group: PlanDocument.Group, hasDrops: Bool) -> [UInt8] {
            let path = file.photo.path.bytes
            let digest = file.photo.fileDigest.digest.hex
            let why = group.keeper.reason.explanation
            switch file.fate {
            case .kept where hasDrops: return word("keep", path) + Array(" \(digest) # \(why)\n".utf8)
            case .dropped: return word("drop", path) + Array(" \(digest) \(file.photo.bytes) # \(tie(file))\n".utf8)
            case .kept: return comment(path, "stays: \(why)")
            case .locked: return comment(path, "stays: it lies in a reference folder")
            case .chosen: return comment(path, "stays: \(KeeperRule.chosen.explanation)")
            case .linked: return comment(path, "stays: one file under several names (hard links); dropping one frees nothing")
            case .needed: return comment(path, "stays: it is kept in another group")
            }
        }

        private static func heading(_ kind: Relation.Kind) -> String {
            switch kind {
            case .exact: "Exact copies"
            case .pixelIdentical: "The same pixels"
            case .near: "Alike, but different pictures"
            }
        }

        private static func tie(_ file: PlanDocument.File) -> String {
            switch file.tie {
            case .exact: "the same bytes"
            case .pixelIdentical: "the same pixels"
            case .near: "alike"
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
