// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// Makes facts durable in batches: sidecars first, then the catalog, then the events that say so.
///
/// Invariants: 1. An item's event is sent after its sidecar and its record are durable. 2. Events keep the order in
/// which results are given. 3. What a person decided, the `user` and `sync` parts of a sidecar, survives every rewrite:
/// it goes with the photo, and waits among the displaced where another photo took its place.
struct FactsWriter: ~Copyable {
    private let state: SharedState
    private let catalog: any Catalog
    private var sidecars: SidecarStore
    private var changes = CatalogChanges()
    private var items: [ScanItem] = []
    private var superseded: [Superseded] = []
    /// Files whose decisions a photo of this run goes on with.
    private var inherited: Set<FileDigest> = []
    private var oldest: ContinuousClock.Instant?

    /// A sidecar whose photo has another one once the batch is durable.
    private enum Superseded {
        case moved(FileMove)
        case displaced(FileDigest)
    }

    /// How many results share their syncs, and how long the first of them may wait.
    private static let batchSize = 2048
    private static let longestWait = Duration.seconds(2)

    init(_ state: SharedState, _ catalog: any Catalog) throws(RunFailure) {
        self.state = state
        self.catalog = catalog
        do throws(SystemError) {
            sidecars = try SidecarStore(state.folder)
        } catch {
            throw RunFailure(writing: error)
        }
    }

    /// Takes a record, and the sidecar's facts where it has one. The decisions are those of its predecessor, where it has
    /// one, and otherwise those of the photo that was at its path, where it is the same photo.
    mutating func put(
        _ record: PhotoRecord, _ photo: IndexedPhoto, as item: ScanItem?, after predecessor: Predecessor? = nil
    ) throws(RunFailure) {
        try RunFailure.orWriting { () throws(SystemError) in
            if let sidecar = try sidecar(for: record.path, photo, after: predecessor) {
                try sidecars.stage(sidecar.encoded(), for: record.path, in: state.folder)
            }
        }
        if let from = predecessor?.moved?.path {
            let move = FileMove(from: from, to: record.path)
            changes.moves.append(move)
            superseded.append(.moved(move))
        }
        changes.records.append(record)
        if let item { items.append(item) }
        began()
    }

    /// Takes note that a file is gone.
    mutating func putMissing(_ path: LibraryPath) {
        changes.missing.append(path)
        began()
    }

    /// Takes the record of a photo that is known, and not there.
    mutating func putMissing(_ record: PhotoRecord) {
        changes.records.append(record)
        changes.missing.append(record.path)
        began()
    }

    /// Takes an event that needs nothing written, to be sent behind those before it.
    mutating func pass(_ item: ScanItem) { items.append(item) }

    /// Whether enough has come together, or waited long enough.
    var isDue: Bool {
        changes.records.count >= FactsWriter.batchSize
            || items.count >= FactsWriter.batchSize * 4
            || oldest.map { ContinuousClock.now - $0 > FactsWriter.longestWait } ?? false
    }

    /// Makes everything taken so far durable, and gives the events that may be sent now.
    mutating func commit() throws(RunFailure) -> [ScanItem] {
        let written = sidecars.stagedPaths
        do throws(SystemError) {
            try sidecars.commit(in: state.folder)
        } catch {
            sidecars.discardStaged(in: state.folder)
            throw RunFailure(writing: error)
        }
        do throws(CatalogError) {
            try catalog.apply(changes)
        } catch {
            throw RunFailure(catalog: error)
        }
        try removeSuperseded(except: written)
        changes = CatalogChanges()
        oldest = nil
        defer { items = [] }
        return items
    }

    private mutating func began() {
        if oldest == nil { oldest = .now }
    }

    /// What is removed here was made durable under another name before.
    private mutating func removeSuperseded(except written: Set<LibraryPath>) throws(RunFailure) {
        try RunFailure.orWriting { () throws(SystemError) in
            for old in superseded {
                switch old {
                case .moved(let move) where written.contains(move.from): break
                case .moved(let move): try sidecars.remove(move.from, succeededBy: move.to, in: state.folder)
                case .displaced(let digest): try sidecars.removeDisplaced(digest, in: state.folder)
                }
            }
        }
        superseded = []
    }

    private mutating func sidecar(
        for path: LibraryPath, _ photo: IndexedPhoto, after predecessor: Predecessor?
    ) throws(SystemError) -> ImageSidecar? {
        guard let content = photo.content, let facts = photo.facts else { return nil }
        let old = try readable(path)
        let heritage = try heritage(of: photo, old, after: predecessor)
        if let old, old.hasDecisions, old.file.digest != heritage?.file.digest, !inherited.contains(old.file.digest) {
            try sidecars.stageDisplaced(old.encoded(), old.file.digest, in: state.folder)
        }
        return ImageSidecar(
            file: ImageSidecar.File(name: path.name, bytes: content.bytes, digest: content.digest), facts: facts,
            sync: heritage?.sync ?? ImageSidecar.Sync(), user: heritage?.user ?? .object([]),
            pipeline: ImageSidecar.Pipeline(version: Pipeline.version, depth: photo.depth))
    }

    /// The sidecar whose decisions the photo goes on with: that of the photo that moved here, before that of any copy; that of
    /// the same bytes; or that of the photo that was here, if it is the same one.
    private mutating func heritage(
        of photo: IndexedPhoto, _ old: ImageSidecar?, after predecessor: Predecessor?
    ) throws(SystemError) -> ImageSidecar? {
        var moved: ImageSidecar?
        if let record = predecessor?.moved { moved = try readable(record.path) }
        if let moved, moved.hasDecisions || predecessor?.sidecar == nil { return moved }
        if let known = predecessor?.sidecar {
            superseded.append(.displaced(known.file.digest))
            inherited.insert(known.file.digest)
            return known
        }
        return old.flatMap { $0.isOfSamePhoto(as: photo) ? $0 : nil }
    }

    /// The sidecar there is. One that cannot be read may hold decisions: it is put aside.
    private mutating func readable(_ path: LibraryPath) throws(SystemError) -> ImageSidecar? {
        guard let bytes = try sidecars.read(path, in: state.folder) else { return nil }
        if let sidecar = ImageSidecar(decoding: bytes) { return sidecar }
        try sidecars.stageDamaged(bytes, in: state.folder)
        return nil
    }

    /// The facts of a sidecar that was written before, to be completed; nil where there is none, or not as it was written.
    mutating func written(_ path: LibraryPath) throws(RunFailure) -> ImageSidecar? {
        do throws(SystemError) {
            guard let bytes = try sidecars.read(path, in: state.folder), ImageSidecar.isIntact(bytes) else { return nil }
            return ImageSidecar(decoding: bytes)
        } catch {
            throw RunFailure(writing: error)
        }
    }

    /// Removes the sidecar of a photo that has another one at `heir` by now, word for word.
    mutating func removeLeftover(_ path: LibraryPath, succeededBy heir: LibraryPath) {
        superseded.append(.moved(FileMove(from: path, to: heir)))
        began()
    }

    /// Has the next scan read a photo anew.
    mutating func putUnread(_ record: PhotoRecord) {
        var record = record
        record.pipeline = Pipeline.tryAgain
        changes.records.append(record)
        began()
    }
}

/// The state folder, for those threads of one run that write to it.
final class SharedState: Sendable {
    let folder: StateFolder

    init(_ folder: consuming StateFolder) { self.folder = folder }
}
