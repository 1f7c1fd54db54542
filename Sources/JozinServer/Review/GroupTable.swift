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

/// All groups of duplicates in memory, 56 bytes each and 16 for each member: lists are filtered, counted and ordered here.
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
    /// A file's number above 32 bits of its group's place, in order. Numbers have 24 bits (see `Moment`).
    private var memberships: [UInt64] = []

    init() {}

    init(_ catalog: any CatalogGrouping) throws(CatalogError) {
        var last: Int64 = 0
        while case let page = try catalog.outlines(after: last, limit: 1024), let end = page.last {
            for group in page { append(group) }
            last = end.row
        }
        memberships = groups.indices.flatMap { place in
            members[groups[place].members].map { UInt64(UInt32(truncatingIfNeeded: $0)) << 32 | UInt64(place) }
        }
        memberships.sort()
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

    /// Whether nothing is left to say: at most one file was not dropped, all such files are to stay, or all that they show are different
    /// pictures.
    func isReviewed(_ group: Group, _ fates: FileFates) -> Bool {
        let left = members[group.members].filter { fates[$0] != .drop }
        return left.count < 2 || left.allSatisfy { fates[$0] == .keep } || group.kind == .near && fates.areDistinct(left)
    }

    /// The places of the groups that any of these files is in.
    func places(holdingAnyOf files: Set<Int64>) -> Set<Int> {
        var places: Set<Int> = []
        for file in files {
            var entry = firstMembership(of: file)
            while entry < memberships.count, Int64(memberships[entry] >> 32) == file {
                places.insert(Int(UInt32(truncatingIfNeeded: memberships[entry])))
                entry += 1
            }
        }
        return places
    }

    private func firstMembership(of file: Int64) -> Int {
        var (low, high) = (0, memberships.count)
        while low < high {
            let middle = (low + high) / 2
            if Int64(memberships[middle] >> 32) < file { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The places of all groups in an order.
    func places(by order: GroupOrder) -> [UInt32] {
        groups.indices.map { UInt32($0) }.sorted { a, b in
            let (one, other) = (groups[Int(a)].cursor(by: order), groups[Int(b)].cursor(by: order))
            return (one.value, one.name) > (other.value, other.name)
        }
    }
}
