// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSimilarity

extension PlanWriters {
    /// One document (`contracts/jsonschema/duplicate-plan.schema.json`), handed out group by group.
    struct JSON {
        private let plan: PlanDocument

        /// The version of the contract.
        private static let schema = "jozin.duplicate-plan/1"

        init(_ plan: PlanDocument) { self.plan = plan }

        func write(_ write: ([UInt8]) -> Void) {
            var writer = JSONWriter(.indented)
            writer.object { writer in
                head(to: &writer)
                writer.key("groups")
                writer.array { writer in
                    for group in plan.groups {
                        writer.object { JSON.write(group, to: &$0) }
                        write(writer.take())
                    }
                }
            }
            writer.newline()
            write(writer.take())
        }

        private func head(to writer: inout JSONWriter) {
            writer.key("schema")
            writer.string(JSON.schema)
            writer.key("plan")
            writer.string(plan.name)
            writer.key("library")
            writer.object { writer in
                writer.key("id")
                writer.string(plan.library.id)
                writer.path(plan.library.root.bytes)
            }
            terms(to: &writer)
            totals(plan.totals, to: &writer)
        }

        private func terms(to writer: inout JSONWriter) {
            writer.key("kinds")
            writer.array { writer in
                for kind in plan.terms.kinds { writer.string(kind.rawValue) }
            }
            writer.key("level")
            writer.string(plan.terms.level.rawValue)
            writer.key("keep")
            writer.array { writer in
                for rule in plan.terms.rules { writer.string(rule.description) }
            }
            writer.key("reference")
            writer.array { writer in
                for folder in plan.terms.references { writer.string(DisplayName.text(folder.bytes)) }
            }
        }

        private func totals(_ totals: PlanTotals, to writer: inout JSONWriter) {
            writer.key("totals")
            writer.object { writer in
                writer.key("groups")
                writer.int(totals.groups)
                writer.key("drops")
                writer.int(totals.drops)
                writer.key("bytes")
                writer.int(totals.bytes)
                writer.key("locked")
                writer.int(totals.locked)
                writer.key("hardLinks")
                writer.int(totals.linked)
                writer.key("otherGroup")
                writer.int(totals.needed)
            }
        }

        private static func write(_ group: PlanDocument.Group, to writer: inout JSONWriter) {
            writer.key("group")
            writer.string(group.name)
            writer.key("kind")
            writer.string(group.kind.rawValue)
            writer.key("certainty")
            writer.literal("\(Double(group.certainty) / 1000)")
            writer.key("files")
            writer.array { writer in
                for file in group.files { writer.object { write(file, to: &$0) } }
            }
        }

        private static func write(_ file: PlanDocument.File, to writer: inout JSONWriter) {
            writer.key("action")
            writer.string(file.action)
            writer.key("reason")
            writer.string(file.reason)
            writer.path(file.photo.path.bytes)
            writer.key("imageId")
            writer.string(file.photo.name.text)
            writer.key("fileDigest")
            writer.string("sha256:" + file.photo.fileDigest.digest.hex)
            writer.key("bytes")
            writer.int(file.photo.bytes)
            if let size = file.photo.size { writer.dims(size) }
        }
    }
}
