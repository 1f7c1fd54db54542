// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// `Library` of the contract.
struct LibraryOverview {
    let place: LibraryDesk.Place
    let counts: CatalogCounts
    /// Nil as long as the catalog is being read.
    let missing: Int?
    let snapshot: String
    let isReachable: Bool

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.string(place.id)
            writer.key("name")
            writer.string(DisplayName.text(place.root.name))
            writer.key("path")
            writer.string(DisplayName.text(place.root.bytes))
            writer.key("version")
            writer.string(place.version)
            writer.key("snapshot")
            writer.string(snapshot)
            for (name, count) in [("photos", counts.indexed), ("failed", counts.failed), ("unsupported", counts.unsupported)] {
                writer.key(name)
                writer.int(count)
            }
            if let missing {
                writer.key("missing")
                writer.int(missing)
            } else {
                writer.key("isReading")
                writer.bool(true)
            }
            writer.key("state")
            writer.object { writer in
                writer.key("path")
                writer.string(DisplayName.text(place.state.bytes))
                writer.key("isElsewhere")
                writer.bool(place.stateIsElsewhere)
            }
            writer.key("isReachable")
            writer.bool(isReachable)
            writer.key("thumbnailSizes")
            writer.array { writer in
                for size in ThumbnailSize.allCases { writer.int(size.rawValue) }
            }
        }
    }
}

/// The sizes that pages ask for, by the longest side in pixels.
enum ThumbnailSize: Int, CaseIterable {
    case small = 320
    case large = 1440
}
