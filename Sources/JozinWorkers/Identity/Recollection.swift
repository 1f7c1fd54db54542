// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// What is known of a file's bytes from an earlier reading, wherever they lay then.
struct Recollection: Hashable, Sendable {
    let sidecar: ImageSidecar
    /// The records of these bytes whose files are not there any more, those of the same name first.
    var gone: [PhotoRecord] = []
}

/// Finds the facts that were made of the same bytes before, so that a moved, copied or touched photo is not decoded again
/// and a catalog can be made anew from the sidecars. One per thread.
///
/// Invariant: what it finds was made by this pipeline of these bytes, whichever reading it is taken from, and no byte of
/// it has changed since: a sidecar that another hand edited gives its decisions, and no facts.
struct PhotoMemory: ~Copyable {
    private let catalog: any Catalog
    private let state: SharedState
    private let identities: Identities
    private let options: ScanOptions
    private let scan: Int
    private var sidecars: SidecarStore

    /// Copies of one photo beyond so many are not asked for its facts.
    private static let askedRecords = 8

    init(_ run: ScanRun) {
        catalog = run.catalog
        state = run.state
        identities = run.identities
        options = run.options
        scan = run.number
        sidecars = SidecarStore(sharing: run.sidecars)
    }

    /// Lets go of the folders that are kept for the next photo.
    mutating func closeFolders() { sidecars.closeFolders() }

    /// What is known of the bytes of a file, which lie at `path` now; `isNew` where nothing was known at that path.
    mutating func recall(_ photo: IndexedPhoto, at path: LibraryPath, isNew: Bool) -> Recollection? {
        guard let digest = photo.content?.digest else { return nil }
        let own = trusted(path, digest)
        if let own, !isNew {
            // A photo that failed and was touched since is given another chance.
            return own.facts.problem == nil ? Recollection(sidecar: own) : nil
        }
        // What this very scan read is left out: whether it is durable by now is a matter of chance.
        let records = ((try? catalog.photos(holding: digest, limit: PhotoMemory.askedRecords)) ?? [])
            .filter { $0.path != path && $0.readIn < scan }
        // A scan that died between its sidecars and their records leaves a sidecar at the new path already.
        guard let sidecar = try? own ?? displaced(digest) ?? firstTrusted(records, digest) else { return nil }
        let gone = records.filter { identities.isGone($0.path, unlike: photo.stamp) }
        let sameName = gone.filter { $0.path.name == path.name }
        return Recollection(sidecar: sidecar, gone: sameName + gone.filter { $0.path.name != path.name })
    }

    private mutating func displaced(_ digest: FileDigest) throws(SystemError) -> ImageSidecar? {
        try sidecars.readDisplaced(digest, in: state.folder).flatMap { trusted($0, digest) }
    }

    private mutating func firstTrusted(_ records: [PhotoRecord], _ digest: FileDigest) -> ImageSidecar? {
        for record in records {
            if let sidecar = trusted(record.path, digest) { return sidecar }
        }
        return nil
    }

    private mutating func trusted(_ path: LibraryPath, _ digest: FileDigest) -> ImageSidecar? {
        let bytes = (try? sidecars.read(path, in: state.folder)).flatMap { $0 }
        return bytes.flatMap { trusted($0, digest) }
    }

    private func trusted(_ bytes: [UInt8], _ digest: FileDigest) -> ImageSidecar? {
        guard ImageSidecar.isIntact(bytes), let sidecar = ImageSidecar(decoding: bytes), sidecar.file.digest == digest,
            sidecar.pipeline.version == Pipeline.version
        else { return nil }
        if let problem = sidecar.facts.problem, problem.code == .environment || options.retries.contains(problem.code) {
            return nil
        }
        return sidecar
    }
}
