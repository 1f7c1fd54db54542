// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync

/// Makes facts durable in batches: sidecars first, then the catalog, then the events that say so.
///
/// Invariants: 1. An item's event is sent after its sidecar and its record are durable. 2. Events keep the order in
/// which results are given. 3. What a person decided survives every rewrite: it goes with the photo, and waits among the
/// displaced where another photo took its place. 4. Sidecars are published under the lock of the decision log, with all that it
/// has by then; so a decision made while a batch comes together is in it, or finds the new sidecars.
struct FactsWriter: ~Copyable {
    private let state: SharedState
    private let catalog: any Catalog
    private var sidecars: SidecarStore
    private var decisions: ScanDecisions
    /// What is staged, by the photo's path.
    private var pending: [LibraryPath: Pending] = [:]
    /// The number of the last decision that all that is pending knows of.
    private var knownDecisions: Int
    private var changes = CatalogChanges()
    private var items: [ScanItem] = []
    /// Items that are durable, and whose events wait for the next commit.
    private var durable: [ScanItem] = []
    private var superseded: [Superseded] = []
    /// Files whose decisions a photo of this run goes on with.
    private var inherited: Set<FileDigest> = []
    private var oldest: ContinuousClock.Instant?

    /// A sidecar that waits for its batch, and what it was made of.
    private struct Pending {
        var sidecar: ImageSidecar
        var heritage: ScanDecisions.Heritage?
        /// Of the sidecar that was at its path when that was read.
        var replaced: FileStamp?
    }

    /// A sidecar whose photo has another one once the batch is durable.
    private enum Superseded {
        case moved(FileMove)
        case displaced(FileDigest)
    }

    /// How many records are durable.
    private var recordsDurable = 0

    /// The most results that share their syncs, the fewest that come to it by their number, and how long the first of them
    /// may wait.
    private static let largestBatch = 1024
    private static let smallestBatch = 128
    private static let longestWait = Duration.seconds(2)

    static func open(
        _ state: SharedState, _ catalog: any Catalog, _ sidecars: consuming SidecarStore
    ) throws(RunFailure) -> FactsWriter {
        let decisions = try ScanDecisions.open(state.folder)
        return FactsWriter(state, catalog, sidecars, decisions)
    }

    private init(
        _ state: SharedState, _ catalog: any Catalog, _ sidecars: consuming SidecarStore, _ decisions: consuming ScanDecisions
    ) {
        self.state = state
        self.catalog = catalog
        self.sidecars = sidecars
        knownDecisions = decisions.lastNumber
        self.decisions = decisions
    }

    /// Takes a record, and the sidecar's facts where it has one. The decisions are those of its predecessor, where it has
    /// one, and otherwise those of the photo that was at its path, where it is the same photo.
    mutating func put(
        _ record: PhotoRecord, _ photo: IndexedPhoto, as item: ScanItem?, after predecessor: Predecessor? = nil
    ) throws(RunFailure) {
        if var staged = try read(record.path, photo, after: predecessor) {
            try decisions.settle(&staged.sidecar, from: staged.heritage)
            try stage(staged, for: record.path)
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

    /// How many results share their syncs now: a quarter of what is durable, so that the last batch, for which nothing runs
    /// beside it any more, is a small part of the whole.
    private var batchSize: Int { min(max(recordsDurable / 4, FactsWriter.smallestBatch), FactsWriter.largestBatch) }

    /// Whether enough has come together, or waited long enough.
    var isDue: Bool {
        sidecars.isFull || changes.records.count >= batchSize || items.count >= FactsWriter.largestBatch * 4
            || oldest.map { ContinuousClock.now - $0 > FactsWriter.longestWait } ?? false
    }

    /// What the photo's sidecar is made of, where it gets one. Where that fails, nothing is given up for its sake.
    private mutating func read(
        _ path: LibraryPath, _ photo: IndexedPhoto, after predecessor: Predecessor?
    ) throws(RunFailure) -> Pending? {
        let before = superseded.count
        do throws(SystemError) {
            return try pending(path, photo, after: predecessor)
        } catch {
            superseded.removeSubrange(before...)
            guard error.isScarcity, sidecars.hasStaged else { throw RunFailure(writing: error) }
            // What is staged keeps folders open.
            try makeDurable()
            return try RunFailure.orWriting { () throws(SystemError) in try pending(path, photo, after: predecessor) }
        }
    }

    private mutating func stage(_ staged: Pending, for path: LibraryPath) throws(RunFailure) {
        do throws(SystemError) {
            try stage(staged, for: path, durably: false)
        } catch {
            guard error.isScarcity, sidecars.hasStaged else { throw RunFailure(writing: error) }
            try makeDurable()
            var staged = staged
            try decisions.settle(&staged.sidecar, from: staged.heritage)
            try RunFailure.orWriting { () throws(SystemError) in try stage(staged, for: path, durably: false) }
        }
    }

    private mutating func stage(_ staged: Pending, for path: LibraryPath, durably: Bool) throws(SystemError) {
        try sidecars.stage(
            staged.sidecar.encoded(), for: path, replacing: .sidecar(staged.replaced), durably: durably, in: state.folder)
        pending[path] = staged
    }

    /// Makes everything taken so far durable, and gives the events that may be sent now.
    mutating func commit() throws(RunFailure) -> [ScanItem] {
        try makeDurable()
        defer { durable = [] }
        return durable
    }

    /// Lets go of every folder that is open for what was, or will be, taken.
    mutating func closeFolders() throws(RunFailure) {
        try makeDurable()
        sidecars.closeFolders()
    }

    private mutating func makeDurable() throws(RunFailure) {
        let staged = sidecars.stagedPaths
        do throws(RunFailure) {
            try publish()
        } catch {
            sidecars.discardStaged(in: state.folder)
            throw error
        }
        do throws(CatalogError) {
            try catalog.apply(changes)
        } catch {
            throw RunFailure(catalog: error)
        }
        try publishLate()
        try removeSuperseded(except: staged)
        recordsDurable += changes.records.count
        changes = CatalogChanges()
        pending = [:]
        knownDecisions = decisions.lastNumber
        oldest = nil
        durable += items
        items = []
    }

    /// Content before the lock, names under it: who decides waits for a moment, not for the disk.
    private mutating func publish() throws(RunFailure) {
        guard sidecars.hasStaged else { return }
        try RunFailure.orWriting { () throws(SystemError) in try state.folder.descriptor.synchroniseFileSystem() }
        let lock = try decisions.lock()
        try publish(holding: lock)
        _ = consume lock
        try RunFailure.orWriting { () throws(SystemError) in try state.folder.descriptor.synchroniseFileSystem() }
    }

    /// Invariant 4. What another hand has changed meanwhile is read again.
    private mutating func publish(holding lock: borrowing JournalLock) throws(RunFailure) {
        let changed = try decisions.photos(changedAfter: knownDecisions)
        if !changed.isEmpty {
            for (path, staged) in pending where decisions.isChanged(staged.sidecar, staged.heritage, by: changed) {
                try stageAnew(path, holding: lock)
            }
        }
        knownDecisions = decisions.lastNumber
        while case let overtaken = try RunFailure.orWriting({ () throws(SystemError) in try sidecars.publish(in: state.folder) }),
            !overtaken.isEmpty
        {
            for path in overtaken { try stageAnew(path, holding: lock) }
        }
    }

    /// Until the catalog knew where these photos lie, a decision did not find their sidecars.
    private mutating func publishLate() throws(RunFailure) {
        guard !pending.isEmpty, try decisions.refresh(), decisions.lastNumber > knownDecisions else { return }
        let lock = try decisions.lock()
        let changed = try decisions.photos(changedAfter: knownDecisions)
        for (path, staged) in pending where decisions.isChanged(staged.sidecar, staged.heritage, by: changed) {
            try stageAnew(path, holding: lock)
        }
        try publish(holding: lock)
    }

    /// Stages a sidecar once more, with the decisions of now and what stands at its path now.
    private mutating func stageAnew(_ path: LibraryPath, holding lock: borrowing JournalLock) throws(RunFailure) {
        guard var staged = pending[path] else { return }
        let there = try RunFailure.orWriting { () throws(SystemError) in
            staged.replaced = try sidecars.stamp(path)
            return try readable(path)
        }
        // Its own sidecar, rewritten by a decision or by another hand.
        if let there, there.sidecar.file.digest == (staged.heritage?.sidecar ?? staged.sidecar).file.digest {
            staged.heritage = there
        }
        try decisions.settle(&staged.sidecar, from: staged.heritage, holding: lock)
        let settled = staged
        try RunFailure.orWriting { () throws(SystemError) in try stage(settled, for: path, durably: true) }
    }

    /// Brings sidecars and catalog up to the decision log.
    mutating func followDecisions() throws(RunFailure) {
        let folder = try RunFailure.orWriting { () throws(SystemError) in try state.folder.reopened() }
        try decisions.follow(folder, catalog)
    }

    private mutating func began() {
        if oldest == nil { oldest = .now }
    }

    /// What is removed here was made durable under another name before.
    private mutating func removeSuperseded(except staged: Set<LibraryPath>) throws(RunFailure) {
        guard !superseded.isEmpty else { return }
        // A decision that has read one of them does not put it back.
        let lock = try decisions.lock()
        try RunFailure.orWriting { () throws(SystemError) in
            for old in superseded {
                switch old {
                case .moved(let move) where staged.contains(move.from): break
                case .moved(let move): try sidecars.remove(move.from, succeededBy: move.to, in: state.folder)
                case .displaced(let digest): try sidecars.removeDisplaced(digest, in: state.folder)
                }
            }
        }
        superseded = []
        _ = consume lock
    }

    private mutating func pending(
        _ path: LibraryPath, _ photo: IndexedPhoto, after predecessor: Predecessor?
    ) throws(SystemError) -> Pending? {
        guard let content = photo.content, let facts = photo.facts else { return nil }
        // Before the reading: what is written behind it shows.
        let replaced = try sidecars.stamp(path)
        let old = try readable(path)
        let heritage = try heritage(of: photo, old, after: predecessor)
        if let old = old?.sidecar, old.hasDecisions, old.file.digest != heritage?.sidecar.file.digest,
            !inherited.contains(old.file.digest)
        {
            try sidecars.stageDisplaced(old.encoded(), old.file.digest, in: state.folder)
        }
        let sidecar = ImageSidecar(
            file: ImageSidecar.File(name: path.name, bytes: content.bytes, digest: content.digest), facts: facts,
            pipeline: ImageSidecar.Pipeline(version: Pipeline.version, depth: photo.depth))
        return Pending(sidecar: sidecar, heritage: heritage, replaced: replaced)
    }

    /// The sidecar whose decisions the photo goes on with: that of the photo that moved here, before that of any copy; that of
    /// the same bytes; or that of the photo that was here, if it is the same one.
    private mutating func heritage(
        of photo: IndexedPhoto, _ old: ScanDecisions.Heritage?, after predecessor: Predecessor?
    ) throws(SystemError) -> ScanDecisions.Heritage? {
        var moved: ScanDecisions.Heritage?
        if let record = predecessor?.moved { moved = try readable(record.path) }
        if let moved, moved.sidecar.hasDecisions || predecessor?.sidecar == nil { return moved }
        if let known = predecessor?.sidecar {
            superseded.append(.displaced(known.file.digest))
            inherited.insert(known.file.digest)
            return ScanDecisions.Heritage(sidecar: known, isIntact: true)
        }
        return old.flatMap { $0.sidecar.isOfSamePhoto(as: photo) ? $0 : nil }
    }

    /// The sidecar there is. One that cannot be read may hold decisions: it is put aside.
    private mutating func readable(_ path: LibraryPath) throws(SystemError) -> ScanDecisions.Heritage? {
        guard let bytes = try sidecars.read(path, in: state.folder) else { return nil }
        if let sidecar = ImageSidecar(decoding: bytes) {
            return ScanDecisions.Heritage(sidecar: sidecar, isIntact: ImageSidecar.isIntact(bytes))
        }
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
