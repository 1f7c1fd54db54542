// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSimilarity

extension PlanWriters {
    /// A table by RFC 4180: a line of names, every line ended by CR LF, cells quoted where they must be.
    ///
    /// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula: such a path gets an apostrophe before it.
    /// Control characters are escaped as everywhere. Wherever `path` is not the path itself, `path_bytes` is, in Base64.
    struct CSV {
        private let plan: PlanDocument

        init(_ plan: PlanDocument) { self.plan = plan }

        private static let names = [
            "group", "kind", "action", "path", "path_bytes", "image_id", "file_digest", "bytes", "width", "height", "reason",
        ]

        func write(_ write: ([UInt8]) -> Void) {
            write(CSV.line(CSV.names))
            for group in plan.groups {
                for file in group.files { write(CSV.line(cells(file, of: group))) }
            }
        }

        private func cells(_ file: PlanDocument.File, of group: PlanDocument.Group) -> [String] {
            let photo = file.photo
            let path = CSV.harmless(DisplayName.text(photo.path.bytes))
            return [
                group.name, group.kind.rawValue, file.action, path,
                path.utf8.elementsEqual(photo.path.bytes) ? "" : Base64.text(photo.path.bytes), photo.name.text,
                "sha256:" + photo.fileDigest.digest.hex, "\(photo.bytes)", photo.size.map { "\($0.width)" } ?? "",
                photo.size.map { "\($0.height)" } ?? "", file.reason,
            ]
        }

        private static func harmless(_ text: String) -> String {
            switch text.utf8.first {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): "'" + text
            default: text
            }
        }

        private static func line(_ cells: [String]) -> [UInt8] {
            Array((cells.map(quoted).joined(separator: ",") + "\r\n").utf8)
        }

        private static func quoted(_ cell: String) -> String {
            let mustBe = cell.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
            return mustBe ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }
    }
}
