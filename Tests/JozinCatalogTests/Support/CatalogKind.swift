// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinCore

/// Every catalog that the conformance suites hold to the protocol's promises. A new one is one more case.
enum CatalogKind: String, CaseIterable, Sendable {
    /// The reference of these tests: a dictionary.
    case model
    case sqlite

    /// A catalog that nothing else uses.
    func make() throws -> any Catalog {
        switch self {
        case .model: ModelCatalog()
        case .sqlite: try TemporaryCatalog()
        }
    }
}

/// A catalog in a folder of its own, which goes with it.
struct TemporaryCatalog: Catalog {
    let folder: TemporaryFolder
    let catalog: SQLiteCatalog

    init() throws {
        folder = try TemporaryFolder()
        catalog = try SQLiteCatalog(path: folder.file("catalog.sqlite"))
    }

    func beginScan() throws(CatalogError) -> Int { try catalog.beginScan() }
    func knownFiles(in folder: LibraryPath) throws(CatalogError) -> [KnownFile] { try catalog.knownFiles(in: folder) }
    func folders(after folder: LibraryPath?, limit: Int) throws(CatalogError) -> [LibraryPath] {
        try catalog.folders(after: folder, limit: limit)
    }
    func apply(_ changes: CatalogChanges) throws(CatalogError) { try catalog.apply(changes) }
    func photo(at path: LibraryPath) throws(CatalogError) -> PhotoRecord? { try catalog.photo(at: path) }
    func photos(after path: LibraryPath?, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try catalog.photos(after: path, limit: limit)
    }
    func comparablePhotos(inPagesOf limit: Int, _ body: ([ComparablePhoto]) -> Void) throws(CatalogError) {
        try catalog.comparablePhotos(inPagesOf: limit, body)
    }
    func shallowPhotos(after cursor: ShallowCursor?, limit: Int) throws(CatalogError) -> ShallowPage {
        try catalog.shallowPhotos(after: cursor, limit: limit)
    }
    func photosWithoutPlaceholder(after number: Int64, limit: Int) throws(CatalogError) -> [NumberedFile] {
        try catalog.photosWithoutPlaceholder(after: number, limit: limit)
    }
    func counts() throws(CatalogError) -> CatalogCounts { try catalog.counts() }
    func photos(holding digest: FileDigest, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try catalog.photos(holding: digest, limit: limit)
    }
    func photos(showing pixels: Digest256, limit: Int) throws(CatalogError) -> [PhotoRecord] {
        try catalog.photos(showing: pixels, limit: limit)
    }
    func endWalk(ofScan number: Int) throws(CatalogError) { try catalog.endWalk(ofScan: number) }
    func wasWalked() throws(CatalogError) -> Bool { try catalog.wasWalked() }
    func mirrorDecisions(
        through number: Int, changed: @Sendable (_ after: Int) throws(CatalogError) -> [DecidedPhoto]
    ) throws(CatalogError) {
        try catalog.mirrorDecisions(through: number, changed: changed)
    }
    func forgetDecisions() throws(CatalogError) { try catalog.forgetDecisions() }
    func mirroredDecisions() throws(CatalogError) -> Int { try catalog.mirroredDecisions() }
    func decisions(of photo: ImageID) throws(CatalogError) -> [CatalogDecision] { try catalog.decisions(of: photo) }
    func decisions(after decision: DecisionCursor?, limit: Int) throws(CatalogError) -> [CatalogDecision] {
        try catalog.decisions(after: decision, limit: limit)
    }
}
