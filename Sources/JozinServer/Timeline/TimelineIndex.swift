// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinCatalog
import JozinContracts
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
        /// Why there is nothing to be seen, which is not to say that there is nothing; nil once the catalog was read.
        var refusal: ServerProblem? = .reading
        /// Answers of late, which pages ask for part by part.
        var recent: [(snapshot: UInt64, query: Query, selection: PhotoSelection)] = []
    }

    private let catalog: any CatalogGrouping
    private let places: Gazetteer?
    private let state: Mutex<State>
    /// Held by whoever makes another snapshot. What is changed while the catalog is read is applied to what was read, too.
    private let writing = Mutex<[PhotoChange]?>(nil)
    private static let mostRecent = 8

    init(_ catalog: any CatalogGrouping, _ places: Gazetteer?) {
        self.catalog = catalog
        self.places = places
        // Runs of a server are told apart by chance: a page that stayed open asks the next one with the numbers of the last.
        let first = UInt64.random(in: 1..<(1 << 40)) << 20
        state = Mutex(State(snapshot: Snapshot(columns: PhotoColumns(), number: first)))
    }

    var snapshot: Snapshot { state.withLock { $0.snapshot } }

    /// The columns of now; refused as long as the catalog was not read once.
    func columns() throws(ServerProblem) -> PhotoColumns { try ready().columns }

    private func ready() throws(ServerProblem) -> Snapshot {
        let (snapshot, refusal) = state.withLock { ($0.snapshot, $0.refusal) }
        if let refusal { throw refusal }
        return snapshot
    }

    /// Reads the catalog anew; `decided` are the rows that it does not have in its records. Whether it was the first time.
    func reload(_ decided: () -> [PhotoChange]) throws(CatalogError) -> Bool {
        writing.withLock { $0 = [] }
        defer { writing.withLock { $0 = nil } }
        var rows: [UInt32: PhotoRow] = [:]
        for case .put(let row) in decided() { rows[row.id] = row }
        let columns = try PhotoColumns.reading(catalog, places, decided: rows)
        writing.withLock { meanwhile in
            replace { _ in columns.applying(meanwhile ?? []) }
            meanwhile = nil
        }
        return state.withLock { state in
            defer { state.refusal = nil }
            return state.refusal != nil
        }
    }

    /// Says why the catalog cannot be read, to those who have not seen it yet.
    func refuse(_ error: CatalogError) {
        state.withLock { state in
            if state.refusal != nil { state.refusal = ServerProblem(RunFailure(catalog: error)) }
        }
    }

    /// Takes over changed photos alone.
    func apply(_ changes: [PhotoChange]) {
        guard !changes.isEmpty else { return }
        writing.withLock { meanwhile in
            meanwhile?.append(contentsOf: changes)
            replace { $0.applying(changes) }
        }
    }

    /// Only for the holder of `writing`.
    private func replace(_ body: (PhotoColumns) -> PhotoColumns) {
        let columns = body(snapshot.columns)
        state.withLock { state in
            state.snapshot = Snapshot(columns: columns, number: state.snapshot.number + 1)
            state.recent = []
        }
    }

    /// The photos of a query, in the order of the timeline.
    func search(_ query: Query) throws(ServerProblem) -> (Snapshot, PhotoSelection) {
        let snapshot = try ready()
        let known = state.withLock { state in
            state.recent.first { $0.snapshot == snapshot.number && $0.query == query }?.selection
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

    /// How many photos are missing; nil as long as that is not known.
    var missing: Int? { (try? search(.filter(.state(.missing))))?.1.count }
}
