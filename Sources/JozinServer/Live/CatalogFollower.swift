// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import Synchronization

/// Keeps the index at the state of the catalog and of the decisions, whoever changes these, and tells the pages.
///
/// What changed is read again after twenty times as long as the last reading took, so that it never costs more than a twentieth of a
/// processor.
final class CatalogFollower: Sendable {
    private static let look = Duration.seconds(1)
    private static let restFactor = 20

    private struct State {
        /// The catalog's and the log's changes that the index has.
        var known: CatalogProgress?
        var entry = 0
        /// The state of the index that the pages were told of.
        var told = ""
    }

    /// Held while it looks.
    private let state = Mutex(State())

    /// Follows until its task is cancelled.
    func follow(_ desk: LibraryDesk) async {
        var isReachable = true
        while !Task.isCancelled {
            _ = try? desk.book.refresh()
            let start = ContinuousClock.now
            let isWhole = look(desk)
            let took = isWhole ? .zero : ContinuousClock.now - start
            let rest = max(CatalogFollower.look, took * CatalogFollower.restFactor)
            if desk.isReachable != isReachable, let library = try? desk.overview() {
                isReachable.toggle()
                desk.hub.send(EventHub.Event("library") { library.write(to: &$0) })
            }
            try? await Task.sleep(for: rest)
        }
    }

    /// Reads what the index has not; whether that was all of the catalog, which comes but once.
    @discardableResult
    func look(_ desk: LibraryDesk) -> Bool {
        state.withLock { state in
            var isWhole = false
            do throws(CatalogError) {
                let (present, entry) = (try desk.catalog.progress(), desk.book.lastEntry)
                let isFirst = state.known == nil
                if let known = state.known, known.files <= present.files, known.groups <= present.groups {
                    if known != present { try desk.index.follow(from: known, to: present) }
                    if state.entry != entry { desk.index.takeOver(desk.book.photosChanged(after: state.entry)) }
                } else {
                    isWhole = true
                    try desk.index.read()
                }
                (state.known, state.entry) = (present, entry)
                let name = desk.index.name
                let isNews = state.told != name
                if isNews { CatalogFollower.tell(desk, name, isFirst: isFirst) }
                state.told = name
                // Reading a hundred thousand groups takes a quarter of a second, which nobody need wait for.
                if isFirst { _ = try? desk.reviewed(.certainty) }
                if isNews { SystemMemory.giveBack() }
            } catch {
                desk.index.refuse(error)
            }
            return isWhole
        }
    }

    private static func tell(_ desk: LibraryDesk, _ snapshot: String, isFirst: Bool) {
        desk.hub.send(
            EventHub.Event("snapshot") { writer in
                writer.object { writer in
                    writer.key("snapshot")
                    writer.string(snapshot)
                }
            })
        guard isFirst, let library = try? desk.overview() else { return }
        desk.hub.send(EventHub.Event("library") { library.write(to: &$0) })
    }
}
