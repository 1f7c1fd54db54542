// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinCatalog
import JozinCore
import JozinPlaces
import JozinSearch
import JozinWorkers
import Synchronization

/// The library as queries see it: columns in memory, read when the server starts and anew when the catalog has changed.
final class TimelineIndex: Sendable {
    /// The columns at one state of the library.
    struct Snapshot: Sendable {
        let columns: PhotoColumns
        /// Another one for each state; of this server's run alone.
        let number: UInt64

        /// As clients see it.
        var name: String { String(number, radix: 16) }
    }

    private struct State {
        var snapshot: Snapshot
        /// Answers of late, which pages ask for part by part.
        var recent: [(snapshot: UInt64, query: Query, selection: PhotoSelection)] = []
    }

    private let catalog: any CatalogGrouping
    private let places: Gazetteer?
    private let state: Mutex<State>
    /// Held by whoever makes the next snapshot of the last one.
    private let updates = Mutex<Void>(())
    private static let mostRecent = 8

    init(_ catalog: any CatalogGrouping, _ places: Gazetteer?) {
        self.catalog = catalog
        self.places = places
        // Runs of a server are told apart by chance: a page that stayed open asks the next one with the numbers of the last.
        let first = UInt64.random(in: 1..<(1 << 40)) << 20
        state = Mutex(State(snapshot: Snapshot(columns: PhotoColumns(), number: first)))
    }

    var snapshot: Snapshot { state.withLock { $0.snapshot } }

    /// Reads the catalog anew; `changes` are what it does not have in its records. They are asked for when no other update can come
    /// between: what `apply` took over while the catalog was read is among them.
    func reload(_ changes: () -> [PhotoChange]) throws(CatalogError) {
        let columns = try PhotoColumns.reading(catalog, places)
        updates.withLock { _ in publish(columns.applying(changes())) }
    }

    /// Takes over changed photos alone.
    func apply(_ changes: [PhotoChange]) {
        updates.withLock { _ in publish(snapshot.columns.applying(changes)) }
    }

    private func publish(_ columns: PhotoColumns) {
        state.withLock { state in
            state.snapshot = Snapshot(columns: columns, number: state.snapshot.number + 1)
            state.recent = []
        }
    }

    /// The photos of a query, in the order of the timeline.
    func search(_ query: Query) -> (Snapshot, PhotoSelection) {
        let (snapshot, known) = state.withLock { state in
            let number = state.snapshot.number
            return (state.snapshot, state.recent.first { $0.snapshot == number && $0.query == query }?.selection)
        }
        if let known { return (snapshot, known) }
        let selection = snapshot.columns.search(query) { [catalog] id in
            ((try? catalog.files(of: id, limit: 10_000)) ?? []).map { UInt32(truncatingIfNeeded: $0.number) }
        }
        state.withLock { state in
            guard state.snapshot.number == snapshot.number else { return }
            state.recent.insert((snapshot.number, query, selection), at: 0)
            if state.recent.count > TimelineIndex.mostRecent { state.recent.removeLast() }
        }
        return (snapshot, selection)
    }
}
