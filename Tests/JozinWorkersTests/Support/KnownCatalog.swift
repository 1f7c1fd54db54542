// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore

/// A catalog that knows some records and takes no others, or that fails at everything.
struct KnownCatalog: Catalog {
    var records: [PhotoRecord] = []
    var error: CatalogError?

    private func orFail<Value>(_ value: Value) throws(CatalogError) -> Value {
        if let error { throw error }
        return value
    }

    func beginScan() throws(CatalogError) -> Int { try orFail(1) }

    func knownFiles(in folder: LibraryPath) throws(CatalogError) -> [KnownFile] {
        try orFail(
            records.filter { $0.path.folder == folder }
                .map { KnownFile(name: $0.path.name, stamp: $0.stamp, state: $0.state, pipeline: $0.pipeline, isPresent: true) }
                .sorted { $0.name.lexicographicallyPrecedes($1.name) })
    }

    func folders(after folder: LibraryPath?, limit: Int) throws(CatalogError) -> [LibraryPath] {
        try orFail(
            Array(Set(records.map(\.path.folder)).sorted().filter { path in folder.map { $0 < path } ?? true }.prefix(limit)))
    }

    func apply(_ changes: CatalogChanges) throws(CatalogError) { throw error ?? CatalogError(.other, "it is to be read only") }

    func photo(at path: LibraryPath) throws(CatalogError) -> PhotoRecord? { try orFail(records.first { $0.path == path }) }

    func photos(after path: LibraryPath?, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try orFail(Array(records.prefix(limit)))
    }

    func comparablePhotos(inPagesOf limit: Int, _ body: ([ComparablePhoto]) -> Void) throws(CatalogError) {
        body(try orFail(records.map(ComparablePhoto.init)))
    }

    func shallowPhotos(after cursor: ShallowCursor?, limit: Int) throws(CatalogError) -> ShallowPage {
        try orFail(ShallowPage(photos: [], next: nil))
    }

    func photosWithoutPlaceholder(after number: Int64, limit: Int) throws(CatalogError) -> [NumberedFile] { try orFail([]) }

    func counts() throws(CatalogError) -> CatalogCounts { try orFail(CatalogCounts()) }

    func photos(holding digest: FileDigest, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try orFail(Array(records.filter { $0.digest == digest }.prefix(limit)))
    }

    func photos(showing pixels: Digest256, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try orFail(Array(records.filter { $0.imageID == .pixels(pixels) }.prefix(limit)))
    }

    func endWalk(ofScan number: Int) throws(CatalogError) { try orFail(()) }

    func wasWalked() throws(CatalogError) -> Bool { try orFail(true) }

    func mirrorDecisions(
        through number: Int, changed: @Sendable (_ after: Int) throws(CatalogError) -> [DecidedPhoto]
    ) throws(CatalogError) {
        try orFail(())
    }

    func forgetDecisions() throws(CatalogError) { try orFail(()) }

    func mirroredDecisions() throws(CatalogError) -> Int { try orFail(0) }

    func decisions(of photo: ImageID) throws(CatalogError) -> [CatalogDecision] { try orFail([]) }

    func decisions(after decision: DecisionCursor?, limit: Int) throws(CatalogError) -> [CatalogDecision] { try orFail([]) }

    static func path(_ text: String) -> LibraryPath {
        guard let path = LibraryPath(bytes: Array(text.utf8)) else { fatalError("not a path: \(text)") }
        return path
    }
}
