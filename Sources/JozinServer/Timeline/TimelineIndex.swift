// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCatalog
import JozinContracts
import JozinCore
import JozinPlaces
import JozinSearch
import JozinWorkers
import Synchronization

/// The library as queries see it: columns in memory, read when the server starts, and changed where the catalog or a decision was.
///
/// Invariants: 1. Who asks sees one state of the columns, whatever comes meanwhile. 2. A change is made where the columns are, while who
/// asks anew waits: for a decision on a million photos some milliseconds, a fifth of a second where photos come or go. Only what
/// somebody still reads from is copied.
final class TimelineIndex: Sendable {
    /// The columns at one state of the library.
    struct Snapshot: Sendable {
        fileprivate(set) var columns: PhotoColumns
        /// Another one for each state; of this server's run alone.
        fileprivate(set) var number: UInt64

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
    private let book: DecisionBook
    private let state: Mutex<State>
    /// Held by whoever changes the columns: what the catalog and the book say is read and applied under it. While all of the catalog is
    /// read, it has the photos that were decided on meanwhile.
    private let writing = Mutex<Set<ImageID>?>(nil)
    private static let mostRecent = 8

    init(_ catalog: any CatalogGrouping, _ places: Gazetteer?, _ book: DecisionBook) {
        self.catalog = catalog
        self.places = places
        self.book = book
        // Runs of a server are told apart by chance: a page that stayed open asks the next one with the numbers of the last.
        let first = UInt64.random(in: 1..<(1 << 40)) << 20
        state = Mutex(State(snapshot: Snapshot(columns: PhotoColumns(), number: first)))
    }

    var snapshot: Snapshot { state.withLock { $0.snapshot } }

    /// The name of the present state, for those who would only hold up its columns.
    var name: String { state.withLock { $0.snapshot.name } }

    /// The columns of now; refused as long as the catalog was not read once.
    func columns() throws(ServerProblem) -> PhotoColumns { try ready().columns }

    private func ready() throws(ServerProblem) -> Snapshot {
        let (snapshot, refusal) = state.withLock { ($0.snapshot, $0.refusal) }
        if let refusal { throw refusal }
        return snapshot
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

    /// Says why the catalog cannot be read, to those who have not seen it yet.
    func refuse(_ error: CatalogError) {
        state.withLock { state in
            if state.refusal != nil { state.refusal = ServerProblem(RunFailure(catalog: error)) }
        }
    }

    // MARK: Changes

    /// Reads all of the catalog.
    func read() throws(CatalogError) {
        writing.withLock { $0 = [] }
        defer { writing.withLock { $0 = nil } }
        var columns = try PhotoColumns.reading(catalog, places)
        try columns.take(book.decidedPhotos, of: catalog, places) { book.decisions(of: $0) }
        writing.withLock { [columns = consume columns] decided in
            state.withLock { state in
                state.snapshot = Snapshot(columns: columns, number: state.snapshot.number + 1)
                (state.recent, state.refusal) = ([], nil)
            }
            apply(rows(of: decided ?? []))
            decided = nil
        }
    }

    /// Takes over what was decided of photos.
    func takeOver(_ photos: Set<ImageID>) {
        writing.withLock { decided in
            if decided != nil { decided?.formUnion(photos) } else { apply(rows(of: photos)) }
        }
    }

    private func rows(of photos: Set<ImageID>) -> [PhotoChange] {
        photos.flatMap { photo in ((try? catalog.rows(of: photo, places) { book.decisions(of: $0) }) ?? []).map(PhotoChange.put) }
    }

    /// Takes over what the catalog has changed between two states of it.
    func follow(from known: CatalogProgress, to present: CatalogProgress) throws(CatalogError) {
        var touchesGroups = known.groups != present.groups
        var last = known.files
        while last < present.files, case let page = try catalog.filesChanged(after: last, limit: TimelineIndex.filesAtOnce),
            let end = page.last
        {
            takeOver(files: page.map(\.file))
            for change in page where !touchesGroups { touchesGroups = try !catalog.groups(holding: change.file).isEmpty }
            last = end.change
        }
        if known.files != present.files { try followAbsent() }
        guard touchesGroups else { return }
        let twins = try DuplicateMarks(catalog)
        writing.withLock { _ in change { $0.markTwins { twins[Int64($0)] } } }
    }

    /// Whether a file that is not there is listed goes by others, which may have changed and not it.
    private func followAbsent() throws(CatalogError) {
        let found = snapshot.columns.search(.filter(.state(.missing)))
        let listed = found.ids(from: 0, count: found.count).sorted()
        var place = 0
        var others: [Int64] = []
        var last: Int64 = 0
        while case let page = try catalog.absentFiles(after: last, limit: 10_000), let end = page.last {
            for file in page {
                while place < listed.count, listed[place] < file.number { place += 1 }
                if (place < listed.count && listed[place] == file.number) != file.isListed { others.append(file.number) }
            }
            last = end.number
        }
        for start in stride(from: 0, to: others.count, by: TimelineIndex.filesAtOnce) {
            takeOver(files: Array(others[start..<min(others.count, start + TimelineIndex.filesAtOnce)]))
        }
    }

    /// As many are read and applied while decisions wait.
    private static let filesAtOnce = 2048

    private func takeOver(files numbers: [Int64]) {
        writing.withLock { _ in
            apply(
                numbers.compactMap { number in
                    // A damaged record leaves what is known of its file; `jozin verify` tells of it.
                    guard let found = try? catalog.listedFiles(numbered: [number]) else { return nil }
                    guard let file = found.first else { return .remove(UInt32(truncatingIfNeeded: number)) }
                    let decisions = file.record.identity.map { book.decisions(of: $0) } ?? [:]
                    return (try? PhotoRow(file, decisions, in: catalog, places)).map { .put($0) }
                })
        }
    }

    private func apply(_ changes: [PhotoChange]) {
        if !changes.isEmpty { change { $0.apply(changes) } }
    }

    /// Only for the holder of `writing`. Waits a moment for those who read: what they hold would have to be copied.
    private func change(_ body: @Sendable (inout PhotoColumns) -> Bool) {
        for attempt in 1...TimelineIndex.mostAttempts {
            let isDone = state.withLock { state in
                state.recent = []
                if attempt < TimelineIndex.mostAttempts, state.snapshot.columns.isShared() { return false }
                if body(&state.snapshot.columns) { state.snapshot.number += 1 }
                return true
            }
            if isDone { return }
            usleep(TimelineIndex.pause)
        }
    }

    /// A tenth of a second in all; a query takes less.
    private static let mostAttempts = 50
    private static let pause: UInt32 = 2000
}
