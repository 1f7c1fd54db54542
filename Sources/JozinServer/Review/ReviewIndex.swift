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
        var groups = GroupTable()
        var fates: FileFates
    }

    private struct State {
        var review: Review?
        /// The catalog's change and the log's entry that it was read at.
        var version: Int?
        var entry = 0
        var restUntil = ContinuousClock.now
    }

    private let catalog: any CatalogGrouping
    private let book: DecisionBook
    private let watch: (any CatalogWatch)?
    private let state = Mutex(State())
    private static let restFactor = 20
    private static let quick = Duration.milliseconds(100)

    init(_ catalog: any CatalogGrouping, _ book: DecisionBook) {
        self.catalog = catalog
        self.book = book
        watch = try? catalog.watch()
    }

    func current() throws(CatalogError) -> Review {
        let version = try watch?.version()
        return try state.withLock { state throws(CatalogError) in
            if let review = state.review, version == state.version || .now < state.restUntil {
                return try self.following(review, &state)
            }
            let start = ContinuousClock.now
            state.entry = self.book.lastEntry
            let review = Review(
                groups: try GroupTable(self.catalog), fates: try FileFates(self.book.judgedPhotos, self.catalog, self.book))
            (state.review, state.version) = (review, version)
            let took = .now - start
            state.restUntil = took < ReviewIndex.quick ? start : .now + took * ReviewIndex.restFactor
            return review
        }
    }

    /// The same with what was decided since.
    private func following(_ review: Review, _ state: inout State) throws(CatalogError) -> Review {
        let last = book.lastEntry
        guard last != state.entry else { return review }
        var review = review
        for photo in book.photosChanged(after: state.entry) { try review.fates.read(photo, catalog, book) }
        (state.review, state.entry) = (review, last)
        return review
    }
}
