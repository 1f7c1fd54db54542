// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// Keeps the index at the state of the catalog, whoever changes that, and tells the pages.
///
/// Reading all of a catalog takes a second for a million photos; while a scan goes on it is read again after twenty times as long as
/// the last reading took, so that it never costs more than a twentieth of a processor.
struct CatalogFollower {
    let desk: LibraryDesk
    private static let look = Duration.seconds(1)
    private static let restFactor = 20

    /// Follows until its task is cancelled.
    func follow() async {
        var known: Int?
        var isReachable = true
        let watch = try? desk.catalog.watch()
        while !Task.isCancelled {
            var rest = CatalogFollower.look
            // What others decide reaches the catalog, whose version tells of it.
            _ = try? desk.book.refresh()
            if let watch, let version = try? watch.version(), version != known {
                let start = ContinuousClock.now
                known = version
                if (try? desk.index.reload({ desk.rows(of: desk.book.decidedPhotos) })) != nil {
                    SystemMemory.giveBack()
                    let snapshot = desk.index.snapshot.name
                    desk.hub.send(
                        EventHub.Event("snapshot") { writer in
                            writer.object { writer in
                                writer.key("snapshot")
                                writer.string(snapshot)
                            }
                        })
                }
                rest = max(rest, (ContinuousClock.now - start) * CatalogFollower.restFactor)
            }
            if desk.isReachable != isReachable, let library = try? desk.overview() {
                isReachable.toggle()
                desk.hub.send(EventHub.Event("library") { library.write(to: &$0) })
            }
            try? await Task.sleep(for: rest)
        }
    }
}
