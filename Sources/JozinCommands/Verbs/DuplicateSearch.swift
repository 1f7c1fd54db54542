// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
package import JozinSimilarity
import JozinWorkers

/// Finds a library's duplicates in its catalog.
struct DuplicateSearch {
    let path: SystemPath
    let opener: LibraryOpener
    var level = Level.normal
    var keepers = KeeperWishes()

    init(path: SystemPath, opener: LibraryOpener, level: Level = .normal) {
        self.path = path
        self.opener = opener
        self.level = level
    }

    /// A library that was never scanned is scanned first. From here on the process is in the sandbox.
    func run() throws -> FoundDuplicates {
        let library = try opener.openScanned(path)
        try Surroundings.enterSandbox(allowingWritesIn: [library.state.descriptor.number])
        let photos = try photos(of: try SQLiteCatalog.open(library.state))
        let order = try keepers.resolved(in: library.root, photos)
        let candidates = DuplicateSearch.candidates(photos, order)
        let finder = DuplicateFinder(thresholds: level.thresholds, keeperRules: order.rules)
        return FoundDuplicates(
            library: PlannedLibrary(
                id: library.identity.id, root: library.root, stateElsewhere: library.stateIsElsewhere ? library.statePath : nil),
            photos: photos, candidates: candidates, order: order, report: finder.report(on: candidates))
    }

    /// Every photo of the catalog.
    private func photos(of catalog: SQLiteCatalog) throws(RunFailure) -> [PhotoRecord] {
        var photos: [PhotoRecord] = []
        do throws(CatalogError) {
            while case let page = try catalog.photos(after: photos.last?.path, limit: 10_000), !page.isEmpty { photos += page }
        } catch {
            throw RunFailure(catalog: error)
        }
        return photos
    }

    /// Every photo that was read to its end.
    private static func candidates(_ photos: [PhotoRecord], _ order: KeeperOrder) -> [Candidate] {
        var folder = LibraryPath.root
        var isLocked: Bool?
        return photos.enumerated().compactMap { index, photo in
            if isLocked == nil || photo.path.folder != folder {
                folder = photo.path.folder
                isLocked = order.locks(photo.path)
            }
            return Candidate(index, photo, isLocked: isLocked ?? false)
        }
    }
}

/// A library's duplicates, and what they were found among.
struct FoundDuplicates {
    let library: PlannedLibrary
    let photos: [PhotoRecord]
    /// Their keys are places in `photos`.
    let candidates: [Candidate]
    let order: KeeperOrder
    let report: DuplicateReport
}

extension Candidate {
    /// A catalog's photo by its place in the list.
    package init?(_ index: Int, _ photo: PhotoRecord, isLocked: Bool = false) {
        guard let digest = photo.digest, let format = photo.format else { return nil }
        var pixels: Digest256?
        if case .pixels(let digest) = photo.imageID { pixels = digest }
        self.init(
            id: index, path: photo.path, fileDigest: digest, imageID: pixels, size: photo.size, fingerprint: photo.fingerprint,
            format: format, bytes: photo.stamp.bytes, hasCaptureTime: photo.exif.captured != nil, modified: photo.stamp.modified,
            stamp: photo.stamp, addedIn: photo.addedIn, isLocked: isLocked)
    }
}
