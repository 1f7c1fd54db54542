// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinSearch

/// Which files have twins, by the groups that were found last.
public struct DuplicateMarks: Sendable {
    /// By number: an entry for each file in a dictionary would take ten times as much.
    private var marks: [PhotoMarks] = []

    /// Reads all groups of a catalog.
    public init(_ catalog: any CatalogGrouping) throws(CatalogError) {
        var last: Int64 = 0
        while case let page = try catalog.outlines(after: last, limit: 1024), let end = page.last {
            for group in page where group.members.count > 1 {
                for member in group.members { mark(Int(member), PhotoMarks(twinsOfKind: group.kind)) }
            }
            last = end.row
        }
    }

    private mutating func mark(_ number: Int, _ mark: PhotoMarks) {
        if number >= marks.count { marks += Array(repeating: [], count: max(number + 1 - marks.count, marks.count / 2)) }
        marks[number].formUnion(mark)
    }

    /// Those of the file with this number.
    public subscript(number: Int64) -> PhotoMarks { number < marks.count ? marks[Int(number)] : [] }
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
