// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinSearch

/// Which groups a list has, and what it says of them all.
struct GroupFilter {
    /// Nil for all kinds.
    var kind: DuplicateRoutes.Kind?
    /// Whether nothing is left to say of them; nil for both.
    var isReviewed: Bool?
    /// Files of which a group has one at least; nil for all groups.
    var files: FileSet?

    /// One page of a list, and its sums.
    struct Page {
        fileprivate(set) var places: [Int] = []
        /// Whether there are groups behind it.
        fileprivate(set) var hasMore = false
        /// Of all groups of the list.
        fileprivate(set) var total = 0
        fileprivate(set) var gain: Int64 = 0
    }

    /// The groups behind a cursor, at most `limit` of them.
    func page(
        of review: ReviewIndex.Review, by order: GroupOrder, after cursor: GroupCursor?, limit: Int
    ) -> Page {
        var page = Page()
        let groups = review.groups.groups
        for place in (review.orders[order] ?? review.groups.places(by: order)).lazy.map({ Int($0) }) {
            let group = groups[place]
            guard kind == nil || group.kind == kind, isReviewed == nil || review.isReviewed[place] == isReviewed,
                files.map({ files in review.groups.members(of: group).contains { files.contains($0) } }) ?? true
            else { continue }
            page.total += 1
            page.gain += group.gain
            let own = group.cursor(by: order)
            if let cursor, (own.value, own.name) >= (cursor.value, cursor.name) { continue }
            if page.places.count < limit { page.places.append(place) } else { page.hasMore = true }
        }
        return page
    }
}

/// Files by their numbers, a bit for each.
struct FileSet {
    private var words: [UInt64] = []

    init(_ selection: PhotoSelection) {
        for id in selection.ids(from: 0, count: selection.count) {
            let word = Int(id >> 6)
            if word >= words.count { words += [UInt64](repeating: 0, count: max(word + 1 - words.count, words.count)) }
            words[word] |= 1 << UInt64(id & 63)
        }
    }

    func contains(_ file: Int64) -> Bool {
        let word = Int(file >> 6)
        return word < words.count && words[word] >> UInt64(file & 63) & 1 == 1
    }
}
