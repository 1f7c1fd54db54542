// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinSearch

/// Which files have twins, by the groups that were found last.
struct DuplicateMarks {
    private var marks: [Int64: PhotoMarks] = [:]

    init(_ catalog: any CatalogGrouping) throws(CatalogError) {
        var last: Int64 = 0
        while case let page = try catalog.outlines(after: last, limit: 10_000), let end = page.last {
            for group in page where group.members.count > 1 {
                for member in group.members { marks[member, default: []].formUnion(PhotoMarks(twinsOfKind: group.kind)) }
            }
            last = end.row
        }
    }

    subscript(number: Int64) -> PhotoMarks { marks[number] ?? [] }
}

extension PhotoMarks {
    /// As the catalog calls a group's kind.
    init(twinsOfKind kind: String) {
        switch kind {
        case "exact": self = .exactDuplicate
        case "pixelIdentical": self = .pixelDuplicate
        default: self = .nearDuplicate
        }
    }
}
