// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore

/// Brings a catalog's mirror up to the log.
public enum DecisionMirror {
    /// Mirrors the entries that the catalog lacks. A catalog that is further than the log has met another log: its mirror is
    /// made anew.
    public static func catchUp(_ log: inout DecisionLog, _ catalog: any Catalog) throws(RunFailure) {
        do throws(CatalogError) {
            try forgetAnother(&log, catalog)
            let (last, mark) = (log.state.lastNumber, try catalog.mirroredDecisions())
            guard mark < last else { return }
            let changed = try photos(changedAfter: mark, log)
            try catalog.mirrorDecisions(through: last) { after throws(CatalogError) in
                // Another process has mirrored more meanwhile, and nobody ever mirrors less.
                guard after >= mark else { throw CatalogError(.other, "the mirror of decisions was emptied meanwhile") }
                return changed
            }
        } catch {
            throw RunFailure(syncing: error)
        }
    }

    /// Under the lock nobody is further than this log.
    private static func forgetAnother(_ log: inout DecisionLog, _ catalog: any Catalog) throws(CatalogError) {
        guard try catalog.mirroredDecisions() > log.state.lastNumber else { return }
        guard let lock = try? log.lock() else { return }
        if try catalog.mirroredDecisions() > log.state.lastNumber { try catalog.forgetDecisions() }
        _ = consume lock
    }

    private static func photos(changedAfter mark: Int, _ log: borrowing DecisionLog) throws(CatalogError) -> [DecidedPhoto] {
        if mark == 0 { return log.state.photos.map { DecidedPhoto($0.key, $0.value) } }
        guard let entries = try? log.entries(after: mark) else {
            throw CatalogError(.other, "the log of decisions cannot be read")
        }
        var ids: Set<ImageID> = []
        for edit in entries.flatMap(\.edits) { ids.formUnion([log.state.id(of: edit.photo), .file(edit.photo.fileDigest)]) }
        return ids.map { DecidedPhoto($0, log.state.photos[$0]) }
    }
}

extension DecidedPhoto {
    init(_ id: ImageID, _ photo: DecisionState.Photo?) {
        let values = (photo?.decisions ?? [:]).map { key, value in
            var writer = JSONWriter(.compact)
            value.write(to: &writer)
            return (key.text, String(decoding: writer.bytes, as: UTF8.self))
        }
        self.init(imageID: id, decisions: Dictionary(values) { first, _ in first })
    }
}
