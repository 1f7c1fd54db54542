// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles

/// Makes facts durable in batches: sidecars first, then the catalog, then the events that say so.
///
/// Invariants: 1. An item's event is sent after its sidecar and its record are durable. 2. Events keep the order in
/// which results are given. 3. What a person decided, the `user` and `sync` parts of a sidecar, survives every rewrite.
struct FactsWriter: ~Copyable {
    private let state: SharedState
    private let catalog: any Catalog
    private var sidecars: SidecarStore
    private var changes = CatalogChanges()
    private var items: [ScanItem] = []
    private var oldest: ContinuousClock.Instant?

    /// How many results share their syncs, and how long the first of them may wait.
    private static let batchSize = 512
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

    /// Takes a record, and the sidecar's facts where it has one.
    mutating func put(_ record: PhotoRecord, _ photo: IndexedPhoto, as item: ScanItem?) throws(RunFailure) {
        do throws(SystemError) {
            if let sidecar = try sidecar(for: record.path, photo) {
                try sidecars.stage(sidecar.encoded(), for: record.path, in: state.folder)
            }
        } catch {
            throw RunFailure(writing: error)
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
        changes = CatalogChanges()
        oldest = nil
        defer { items = [] }
        return items
    }

    private mutating func began() {
        if oldest == nil { oldest = .now }
    }

    private mutating func sidecar(for path: LibraryPath, _ photo: IndexedPhoto) throws(SystemError) -> ImageSidecar? {
        guard let content = photo.content, let facts = photo.facts else { return nil }
        let old = try readable(path)
        return ImageSidecar(
            file: ImageSidecar.File(name: path.name, bytes: content.bytes, digest: content.digest), facts: facts,
            sync: old?.sync ?? ImageSidecar.Sync(), user: old?.user ?? .object([]),
            pipeline: ImageSidecar.Pipeline(version: Pipeline.version, depth: photo.depth))
    }

    /// The sidecar there is. One that cannot be read may hold decisions: it is kept beside the new one.
    private mutating func readable(_ path: LibraryPath) throws(SystemError) -> ImageSidecar? {
        guard let bytes = try sidecars.read(path, in: state.folder) else { return nil }
        if let sidecar = ImageSidecar(decoding: bytes) { return sidecar }
        let aside = path.folder.appending(path.name + Array(".damaged".utf8))
        try sidecars.stage(bytes, for: aside, in: state.folder)
        return nil
    }

    /// The facts of a sidecar that was written before, to be completed; nil where there is none that can be read.
    mutating func written(_ path: LibraryPath) throws(RunFailure) -> ImageSidecar? {
        do throws(SystemError) {
            return try sidecars.read(path, in: state.folder).flatMap(ImageSidecar.init(decoding:))
        } catch {
            throw RunFailure(writing: error)
        }
    }
}

/// The state folder, for those threads of one run that write to it.
final class SharedState: Sendable {
    let folder: StateFolder

    init(_ folder: consuming StateFolder) { self.folder = folder }
}
