// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore

/// Gives a catalog from before it kept placeholders those that the sidecars have: no original is opened for it.
struct PlaceholderSweep {
    private let run: ScanRun
    private static let pageSize = 2048

    init(_ run: ScanRun) { self.run = run }

    /// Completes every record whose sidecar knows more; the others are read anew when their files are.
    func complete() {
        var last: Int64 = 0
        do throws(CatalogError) {
            while !run.isEnding,
                case let page = try run.catalog.photosWithoutPlaceholder(after: last, limit: PlaceholderSweep.pageSize),
                let end = page.last
            {
                try run.catalog.apply(changes(page.map(\.record)))
                last = end.number
            }
        } catch {
            run.end(RunFailure(catalog: error))
        }
    }

    private func changes(_ records: [PhotoRecord]) -> CatalogChanges {
        var changes = CatalogChanges()
        run.write { writer throws(RunFailure) in
            for var record in records {
                guard let sidecar = try writer.written(record.path), sidecar.file.digest == record.digest,
                    sidecar.pipeline.version == record.pipeline, let placeholder = sidecar.facts.placeholder
                else { continue }
                record.placeholder = placeholder
                changes.records.append(record)
            }
        }
        return changes
    }
}
