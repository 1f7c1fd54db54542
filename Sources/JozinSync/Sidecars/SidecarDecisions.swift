// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
public import JozinCore
public import JozinFiles

/// Writes what the log has into the sidecars of all files that show a photo.
///
/// Invariants: 1. A sidecar is read and replaced under the journal's lock, so that no scan and no other decision comes between; a
/// foreign hand's edit that does is seen, and read again. 2. Facts are never changed: a sidecar whose facts cannot be trusted
/// gives its decisions to the log and stays as it is. 3. The mark follows when all sidecars up to it are durable.
public struct SidecarDecisions: ~Copyable {
    private let state: StateFolder
    private let catalog: any Catalog
    private var store: SidecarStore
    /// Paths of sidecars that say something else than the log, which counts; each was kept aside.
    public private(set) var conflicts: [LibraryPath] = []

    /// As many photos are written in one turn with the lock.
    private static let turn = 256
    /// More sidecars than so many share one sync of the file system.
    private static let syncedAlone = 16
    private static let tries = 100

    /// The sidecars of a state folder, found by its catalog.
    public init(_ state: consuming StateFolder, _ catalog: any Catalog) throws(RunFailure) {
        let store = try RunFailure.orSyncing { () throws(SystemError) in try SidecarStore(state, for: .decision) }
        self.init(state, catalog, store)
    }

    private init(_ state: consuming StateFolder, _ catalog: any Catalog, _ store: consuming SidecarStore) {
        self.state = state
        self.catalog = catalog
        self.store = store
    }

    /// Writes all that the log has and the sidecars lack. Where nothing is to do it costs one look at the mark.
    public mutating func catchUp(_ log: inout DecisionLog) throws(RunFailure) {
        while true {
            let (ids, last) = try missing(&log)
            guard last > 0 else { return }
            for start in stride(from: 0, to: ids.count, by: SidecarDecisions.turn) {
                let lock = try log.lock()
                try write(ids[start..<min(start + SidecarDecisions.turn, ids.count)], &log, holding: lock)
            }
            let lock = try log.lock()
            let mark = try log.mark()
            if mark < last || mark > log.state.lastNumber { try log.setMark(last, holding: lock) }
        }
    }

    /// The photos with entries behind the mark, and the last entry there is; 0 where the mark is at it.
    private func missing(_ log: inout DecisionLog) throws(RunFailure) -> ([ImageID], Int) {
        let lock = try log.lock()
        let (mark, last) = (try log.mark(), log.state.lastNumber)
        _ = consume lock
        // A log that was put back from an older copy is behind its mark.
        if mark == last { return ([], 0) }
        if mark == 0 || mark > last { return (log.state.photos.keys.sorted { $0.text < $1.text }, last) }
        let edits = try log.entries(after: mark).flatMap(\.edits)
        return (Set(edits.map { log.state.id(of: $0.photo) }).sorted { $0.text < $1.text }, last)
    }

    /// Writes the sidecars of these photos.
    public mutating func write(
        _ ids: ArraySlice<ImageID>, _ log: inout DecisionLog, holding lock: borrowing JournalLock
    ) throws(RunFailure) {
        var paths: [LibraryPath] = []
        for id in ids { paths += try self.paths(of: id, log.state) }
        try write(at: paths, &log, holding: lock)
    }

    /// Writes the sidecars at these paths, until no foreign hand comes between. One that never rests is let be: what it wrote is
    /// heard when the photo is next decided on.
    public mutating func write(
        at paths: [LibraryPath], _ log: inout DecisionLog, holding lock: borrowing JournalLock
    ) throws(RunFailure) {
        var left = paths
        for _ in 0..<SidecarDecisions.tries where !left.isEmpty {
            for path in left { try stage(path, &log, holding: lock) }
            left = try RunFailure.orSyncing { () throws(SystemError) in try publish() }
        }
    }

    private mutating func publish() throws(SystemError) -> [LibraryPath] {
        guard store.hasStaged else { return [] }
        do throws(SystemError) {
            return try store.publishDurably(syncedAlone: SidecarDecisions.syncedAlone, in: state)
        } catch {
            store.discardStaged(in: state)
            throw error
        }
    }

    /// The files that show a photo, or showed it when they were last seen.
    private func paths(of id: ImageID, _ decisions: DecisionState) throws(RunFailure) -> [LibraryPath] {
        do throws(CatalogError) {
            var paths: Set<LibraryPath> = []
            if case .pixels(let pixels) = id {
                paths.formUnion(try catalog.photos(showing: pixels, limit: SidecarDecisions.mostCopies).map(\.path))
            }
            var files = decisions.photos[id]?.files ?? []
            if case .file(let digest) = id { files.append(digest) }
            for file in files {
                paths.formUnion(try catalog.photos(holding: file, limit: SidecarDecisions.mostCopies).map(\.path))
            }
            return paths.sorted()
        } catch {
            throw RunFailure(syncing: error)
        }
    }

    /// The files beyond so many copies of one photo get its decisions from a scan.
    private static let mostCopies = 10_000

    private mutating func stage(
        _ path: LibraryPath, _ log: inout DecisionLog, holding lock: borrowing JournalLock
    ) throws(RunFailure) {
        guard let found = try read(path) else { return }
        if try log.absorb(found.sidecar, isIntact: found.isIntact, holding: lock) == .conflict {
            conflicts.append(path)
            try RunFailure.orSyncing { () throws(SystemError) in try store.stageDamaged(found.bytes, in: state) }
        }
        guard found.isIntact, let photo = log.state[found.sidecar.identity] else { return }
        var sidecar = found.sidecar
        sidecar.take(photo)
        guard sidecar != found.sidecar else { return }
        try RunFailure.orSyncing { () throws(SystemError) in
            try store.stage(sidecar.encoded(), for: path, replacing: .sidecar(found.stamp), in: state)
        }
    }

    private struct Found {
        let stamp: FileStamp
        let bytes: [UInt8]
        let sidecar: ImageSidecar
        let isIntact: Bool
    }

    /// The stamp is taken first: what is written behind it shows.
    private mutating func read(_ path: LibraryPath) throws(RunFailure) -> Found? {
        try RunFailure.orSyncing { () throws(SystemError) in
            guard let stamp = try store.stamp(path), let bytes = try store.read(path, in: state),
                let sidecar = ImageSidecar(decoding: bytes)
            else { return nil }
            return Found(stamp: stamp, bytes: bytes, sidecar: sidecar, isIntact: ImageSidecar.isIntact(bytes))
        }
    }

    /// Takes decisions into the log that only the sidecars of this photo have.
    mutating func absorb(
        _ photo: PhotoIdentity, _ log: inout DecisionLog, holding lock: borrowing JournalLock
    ) throws(RunFailure) {
        guard log.state[photo] == nil else { return }
        for path in try paths(of: photo.imageID, log.state) + paths(of: .file(photo.fileDigest), log.state) {
            guard let found = try read(path) else { continue }
            _ = try log.absorb(found.sidecar, isIntact: found.isIntact, holding: lock)
        }
    }

    /// What the sidecar at a path says its photo is; nil where there is none.
    mutating func identity(at path: LibraryPath) throws(RunFailure) -> PhotoIdentity? { try read(path)?.sidecar.identity }
}

extension RunFailure {
    static func orSyncing<Value: ~Copyable>(_ body: () throws(SystemError) -> Value) throws(RunFailure) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            let problem = Problem(
                .environment,
                "decisions are kept in the log, and cannot be written to the sidecars (\(error.problem().sentence))",
                remedy: error.isFullDisk ? "Free some space; the next command writes them." : error.problem().remedy)
            throw RunFailure(error.isFullDisk ? .noSpace : .failed, problem)
        }
    }

    init(syncing error: CatalogError) {
        let (exit, remedy): (ExitCode, String) =
            switch error.reason {
            case .fullDisk: (.noSpace, "Free some space; the next command brings the catalog up to date.")
            case .newer: (.failed, "Install a newer Jožin; nothing was changed.")
            case .damaged: (.failed, "Make it anew with `jozin rebuild LIBRARY`; decisions are kept.")
            case .other: (.failed, "Try again.")
            }
        self.init(exit, Problem(.environment, "the catalog cannot be used (\(error.message))", remedy: remedy))
    }
}
