// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinSync

/// The decisions of the sidecars that a scan writes: what the log has of their photos, and what older sidecars have that the
/// log does not.
struct ScanDecisions: ~Copyable {
    private var log: DecisionLog

    /// Whose decisions a photo goes on with.
    struct Heritage: Sendable {
        let sidecar: ImageSidecar
        /// Whether no other hand has edited it.
        let isIntact: Bool
    }

    /// The log is made, or begun anew from the sidecars, where there is none.
    static func open(_ state: borrowing StateFolder) throws(RunFailure) -> ScanDecisions {
        var log = try DecisionLog.open(try RunFailure.orWriting { () throws(SystemError) in try state.reopened() })
        let lock = try log.lock()
        try RunFailure.orWriting { () throws(SystemError) in try state.removeLeftovers(holding: lock) }
        return ScanDecisions(log)
    }

    private init(_ log: consuming DecisionLog) { self.log = log }

    /// The number of the last entry that was read.
    var lastNumber: Int { log.state.lastNumber }

    mutating func lock() throws(RunFailure) -> JournalLock { try log.lock() }

    /// Reads what was decided since; says whether anything was.
    mutating func refresh() throws(RunFailure) -> Bool { try log.refresh() }

    /// Gives a sidecar its decisions.
    mutating func settle(_ sidecar: inout ImageSidecar, from heritage: Heritage?) throws(RunFailure) {
        if needsEntry(sidecar, heritage) {
            let lock = try log.lock()
            return try settle(&sidecar, from: heritage, holding: lock)
        }
        take(&sidecar, heritage)
    }

    /// The same; what the log does not know is entered.
    mutating func settle(
        _ sidecar: inout ImageSidecar, from heritage: Heritage?, holding lock: borrowing JournalLock
    ) throws(RunFailure) {
        if let heritage, isStrange(heritage) {
            _ = try log.absorb(heritage.sidecar, isIntact: heritage.isIntact, holding: lock)
        }
        take(&sidecar, heritage)
        let decisions = UserPart(sidecar.user).decisions
        guard known(sidecar.identity) == nil, !decisions.isEmpty, ScanDecisions.isFinal(sidecar) else { return }
        let edits = decisions.sorted { $0.key < $1.key }.map { key, value in
            DecisionEdit(photo: sidecar.identity, key: key, from: nil, to: value)
        }
        try log.append(.found, "kept with the photo", edits, holding: lock)
        take(&sidecar, heritage)
    }

    /// What the log has of a photo counts; otherwise what it has of the photo that it was before, or what stands there.
    private func take(_ sidecar: inout ImageSidecar, _ heritage: Heritage?) {
        sidecar.user = heritage?.sidecar.user ?? .object([])
        sidecar.sync = heritage?.sidecar.sync ?? ImageSidecar.Sync()
        let before = heritage.flatMap { log.state[$0.sidecar.identity] }
        if let photo = known(sidecar.identity) ?? before ?? log.state[sidecar.identity] { sidecar.take(photo) }
    }

    private func known(_ photo: PhotoIdentity) -> DecisionState.Photo? { log.state.photos[log.state.id(of: photo)] }

    private func needsEntry(_ sidecar: ImageSidecar, _ heritage: Heritage?) -> Bool {
        if let heritage, isStrange(heritage) { return true }
        guard known(sidecar.identity) == nil, ScanDecisions.isFinal(sidecar) else { return false }
        return heritage?.sidecar.hasDecisions ?? false || heritage.flatMap { log.state[$0.sidecar.identity] } != nil
            || log.state[sidecar.identity] != nil
    }

    /// Whether a sidecar of a photo that the log knows may say what the log does not.
    private func isStrange(_ heritage: Heritage) -> Bool {
        guard let photo = log.state[heritage.sidecar.identity] else { return false }
        return !heritage.isIntact || heritage.sidecar.sync.written > photo.number
    }

    /// Whether its photo has the id that it will have: its pixels were read, or cannot be.
    private static func isFinal(_ sidecar: ImageSidecar) -> Bool {
        if case .pixels = sidecar.facts.imageID { return true }
        return sidecar.pipeline.depth == .full || sidecar.facts.problem != nil
    }

    /// Whether entries behind `number` change what a sidecar got.
    func isChanged(_ sidecar: ImageSidecar, _ heritage: Heritage?, by changed: Set<ImageID>) -> Bool {
        let identities = [sidecar.identity] + (heritage.map { [$0.sidecar.identity] } ?? [])
        return identities.contains { changed.contains(log.state.id(of: $0)) || changed.contains(.file($0.fileDigest)) }
    }

    /// The photos that entries behind `number` changed, by all their names.
    func photos(changedAfter number: Int) throws(RunFailure) -> Set<ImageID> {
        guard number < lastNumber else { return [] }
        let edits = try log.entries(after: number).flatMap(\.edits)
        return Set(edits.flatMap { [log.state.id(of: $0.photo), .file($0.photo.fileDigest)] })
    }

    /// Brings sidecars and catalog up to the log.
    mutating func follow(_ state: consuming StateFolder, _ catalog: any Catalog) throws(RunFailure) {
        var sidecars = try SidecarDecisions(state, catalog)
        try sidecars.catchUp(&log)
        try DecisionMirror.catchUp(&log, catalog)
    }
}
