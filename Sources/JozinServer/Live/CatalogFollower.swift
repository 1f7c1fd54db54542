// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import Synchronization

/// Keeps the index at the state of the catalog, whoever changes that, and tells the pages.
///
/// Reading all of a catalog takes eight seconds for a million photos; while a scan goes on it is read again after twenty times as long as
/// the last reading took, so that it never costs more than a twentieth of a processor.
final class CatalogFollower: Sendable {
    private static let look = Duration.seconds(1)
    private static let restFactor = 20

    private struct State {
        var watch: (any CatalogWatch)?
        var known: Int?
    }

    /// Held while it looks.
    private let state = Mutex(State())

    /// Follows until its task is cancelled.
    func follow(_ desk: LibraryDesk) async {
        var isReachable = true
        while !Task.isCancelled {
            // What others decide reaches the catalog, whose version tells of it.
            _ = try? desk.book.refresh()
            let start = ContinuousClock.now
            look(desk)
            let rest = max(CatalogFollower.look, (ContinuousClock.now - start) * CatalogFollower.restFactor)
            if desk.isReachable != isReachable, let library = try? desk.overview() {
                isReachable.toggle()
                desk.hub.send(EventHub.Event("library") { library.write(to: &$0) })
            }
            try? await Task.sleep(for: rest)
        }
    }

    /// Reads the catalog where it is another one than it was.
    func look(_ desk: LibraryDesk) {
        state.withLock { state in
            if state.watch == nil { state.watch = try? desk.catalog.watch() }
            guard let version = try? state.watch?.version(), version != state.known else { return }
            do throws(CatalogError) {
                let isFirst = try desk.index.reload { desk.rows(of: desk.book.decidedPhotos) }
                state.known = version
                SystemMemory.giveBack()
                CatalogFollower.tell(desk, isFirst: isFirst)
            } catch {
                desk.index.refuse(error)
            }
        }
    }

    private static func tell(_ desk: LibraryDesk, isFirst: Bool) {
        let snapshot = desk.index.snapshot.name
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
