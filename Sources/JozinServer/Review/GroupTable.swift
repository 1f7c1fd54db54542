// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts

/// By what groups are ordered, the greatest first.
enum GroupOrder: String, CaseIterable {
    case certainty, bytes, date
}

/// A place in a list of groups.
struct GroupCursor: Hashable {
    /// What the list is ordered by.
    let value: Int64
    /// The group before.
    let name: UInt64
}

/// All groups of duplicates in memory, 56 bytes each and 8 for each member: lists are filtered, counted and ordered here.
struct GroupTable: Sendable {
    struct Group: Sendable {
        /// The sixteen digits that it is named by.
        let name: UInt64
        let kind: DuplicateRoutes.Kind
        let certainty: Int64
        let gain: Int64
        /// The digits of a moment: 20190714123005.
        let newest: Int64
        /// Where its members stand among those of all.
        let members: Range<Int>

        var text: String {
            let digits = String(name, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }

        func cursor(by order: GroupOrder) -> GroupCursor {
            switch order {
            case .certainty: GroupCursor(value: certainty, name: name)
            case .bytes: GroupCursor(value: gain, name: name)
            case .date: GroupCursor(value: newest, name: name)
            }
        }
    }

    private(set) var groups: [Group] = []
    private var members: [Int64] = []

    init() {}

    init(_ catalog: any CatalogGrouping) throws(CatalogError) {
        var last: Int64 = 0
        while case let page = try catalog.outlines(after: last, limit: 10_000), let end = page.last {
            for group in page { append(group) }
            last = end.row
        }
    }

    /// A group whose files are gone but for one has nothing to judge.
    private mutating func append(_ group: GroupOutline) {
        guard group.members.count > 1, let name = UInt64(group.name, radix: 16) else { return }
        let start = members.count
        members += group.members
        groups.append(
            Group(
                name: name, kind: DuplicateRoutes.Kind(stored: group.kind), certainty: Int64(group.certainty), gain: group.gain,
                newest: Int64(group.newest.filter(\.isNumber).prefix(14)) ?? 0, members: start..<members.count))
    }

    /// The numbers of a group's files.
    func members(of group: Group) -> ArraySlice<Int64> { members[group.members] }

    /// Whether nothing is left to say: at most one file was not dropped, or all such files are to stay.
    func isReviewed(_ group: Group, _ fates: FileFates) -> Bool {
        var (left, open) = (0, 0)
        for member in members[group.members] {
            switch fates[member] {
            case .drop: break
            case .keep: left += 1
            case nil: (left, open) = (left + 1, open + 1)
            }
        }
        return left < 2 || open == 0
    }

    /// The groups that pass, in their order.
    func sorted(by order: GroupOrder, where passes: (Group) -> Bool) -> [Group] {
        groups.filter(passes).sorted { a, b in
            let (one, other) = (a.cursor(by: order), b.cursor(by: order))
            return (one.value, one.name) > (other.value, other.name)
        }
    }
}
