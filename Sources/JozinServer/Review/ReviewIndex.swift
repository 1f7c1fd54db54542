// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import Synchronization

/// Groups and verdicts, as requests see them.
///
/// Invariants: 1. What this server has kept is in the next answer. 2. Whatever else has changed is, unless reading it all takes
/// long: then it is read again after twenty times as long.
final class ReviewIndex: Sendable {
    /// Groups and verdicts at one moment.
    struct Review: Sendable {
        let groups: GroupTable
        private(set) var fates: FileFates
        /// Whether nothing is left to say of a group, by its place.
        private(set) var isReviewed: [Bool]
        /// The groups' places in the orders that were asked for.
        fileprivate(set) var orders: [GroupOrder: [UInt32]] = [:]

        fileprivate init(_ catalog: any CatalogGrouping, _ book: DecisionBook) throws(CatalogError) {
            let (groups, fates) = (try GroupTable(catalog), try FileFates(book.judgedPhotos, catalog, book))
            isReviewed = groups.groups.map { groups.isReviewed($0, fates) }
            (self.groups, self.fates) = (groups, fates)
        }

        /// Reads anew what was decided of photos.
        fileprivate mutating func follow(
            _ photos: Set<ImageID>, _ catalog: any CatalogGrouping, _ book: DecisionBook
        ) throws(CatalogError) {
            var touched: Set<Int64> = []
            for photo in photos { touched.formUnion(try fates.read(photo, catalog, book)) }
            for place in groups.places(holdingAnyOf: touched) {
                isReviewed[place] = groups.isReviewed(groups.groups[place], fates)
            }
        }
    }

    private struct State {
        var review: Review?
        /// The catalog's change and the log's entry that it was read at.
        var progress: CatalogProgress?
        var entry = 0
        var restUntil = ContinuousClock.now
    }

    private let catalog: any CatalogGrouping
    private let book: DecisionBook
    private let state = Mutex(State())
    private static let restFactor = 20
    private static let quick = Duration.milliseconds(100)

    init(_ catalog: any CatalogGrouping, _ book: DecisionBook) {
        self.catalog = catalog
        self.book = book
    }

    /// Groups and verdicts as they are now, with the places of the groups in an order.
    func current(_ order: GroupOrder? = nil) throws(CatalogError) -> Review {
        let progress = try catalog.progress()
        return try state.withLock { state throws(CatalogError) in
            if state.review == nil || progress != state.progress && .now >= state.restUntil {
                try read(&state, progress)
            } else if book.lastEntry != state.entry {
                let last = book.lastEntry
                try state.review?.follow(book.photosChanged(after: state.entry), catalog, book)
                state.entry = last
            }
            if let order, let review = state.review, review.orders[order] == nil {
                state.review?.orders[order] = review.groups.places(by: order)
            }
            guard let review = state.review else { throw CatalogError(.other, "the groups were not read") }
            return review
        }
    }

    private func read(_ state: inout State, _ progress: CatalogProgress) throws(CatalogError) {
        let start = ContinuousClock.now
        state.entry = book.lastEntry
        state.review = try Review(catalog, book)
        state.progress = progress
        let took = ContinuousClock.now - start
        state.restUntil = took < ReviewIndex.quick ? start : .now + took * ReviewIndex.restFactor
    }
}
