// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinFiles
import JozinSync
import JozinWorkers
import Synchronization

/// The decisions on the library, as all requests share them.
///
/// Invariants: 1. What `decide`, `undo` and `redo` return is durable. 2. The sidecars and the catalog follow at once, on a thread of the
/// book's own; what fails is tried again with the next decision and when a server starts.
public final class DecisionBook: Sendable {
    private let maker: Mutex<DecisionMaker>
    private let follower = DispatchQueue(label: "jozin.decisions")

    /// Over a library's state folder, of which two openings are taken.
    public init(_ state: consuming StateFolder, _ other: consuming StateFolder, _ catalog: any Catalog) throws(RunFailure) {
        maker = Mutex(try DecisionMaker(state, other, catalog))
    }

    /// What is decided of a photo.
    func decisions(of photo: PhotoIdentity) -> [DecisionKey: JSONValue] {
        maker.withLock { $0.state[photo]?.decisions ?? [:] }
    }

    /// What is said of a file, as it is now.
    func verdict(on file: PhotoRecord) -> FileVerdict.Word? {
        file.identity.flatMap { decisions(of: $0).verdict(onFileAt: file.path, holding: file.digest) }
    }

    /// How a photo is to be shown.
    func adjustments(of record: PhotoRecord) -> Adjustments {
        record.identity.map { Adjustments(decided: decisions(of: $0)) } ?? .none
    }

    /// The photos of which anything is decided.
    var decidedPhotos: [ImageID] { maker.withLock { $0.state.photos.filter { !$0.value.decisions.isEmpty }.map(\.key) } }

    /// The photos of which anything is said that duplicates are reviewed by.
    var judgedPhotos: [ImageID] {
        maker.withLock { maker in
            maker.state.photos.filter { photo in
                photo.value.slots.contains { key, slot in
                    switch key {
                    case .file, .verdict: slot.value != nil
                    default: false
                    }
                }
            }.map(\.key)
        }
    }

    /// The pictures that a photo is no duplicate of, as far as it was said of this one.
    func picturesTold(from photo: ImageID) -> Set<ImageID> {
        maker.withLock { maker in
            var told: Set<ImageID> = []
            for (key, slot) in maker.state.photos[photo]?.slots ?? [:] {
                if case .verdict(let other) = key, slot.value == .string("distinct") { told.insert(other) }
            }
            return told
        }
    }

    /// The number of the last entry that was read; it grows.
    var lastEntry: Int { maker.withLock { $0.state.lastNumber } }

    /// The photos that entries behind a number have changed.
    func photosChanged(after number: Int) -> Set<ImageID> {
        maker.withLock { maker in
            let entries = (try? maker.changes(after: number, limit: .max)) ?? []
            return Set(entries.flatMap(\.edits).map { maker.state.id(of: $0.photo) })
        }
    }

    /// Keeps decisions on photos as one entry; nil where they say what stands already.
    func decide(
        _ decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)], label: String
    ) throws(RunFailure) -> LogEntry? {
        let outcome = try changing { maker throws(RunFailure) in try maker.decide(decisions, label: label) }
        switch outcome {
        case .kept(let entry): return entry
        case .unchanged: return nil
        case .overtaken:
            throw RunFailure(
                .locked, Problem(.environment, "the photo has just been changed", remedy: "Look at it again, and decide then."))
        }
    }

    /// Takes a decision back.
    func undo(_ number: Int?) throws(RunFailure) -> LogEntry {
        try changing { maker throws(RunFailure) in try maker.undo(number) }
    }

    /// Makes a decision again.
    func redo(_ number: Int?) throws(RunFailure) -> LogEntry {
        try changing { maker throws(RunFailure) in try maker.redo(number) }
    }

    /// The entries before a number, newest first, each with whether it is taken back.
    func history(before number: Int?, limit: Int) throws(RunFailure) -> [(entry: LogEntry, isUndone: Bool)] {
        try locked { maker throws(RunFailure) in
            _ = try maker.refresh()
            return try maker.history(before: number, limit: limit).map { ($0, maker.state.mark($0.number)?.isUndone ?? false) }
        }
    }

    /// Reads what others have decided; says whether there was anything.
    func refresh() throws(RunFailure) -> Bool { try locked { maker throws(RunFailure) in try maker.refresh() } }

    /// Brings sidecars and catalog after the log.
    func follow() {
        follower.async { [self] in
            // What cannot be written now is written with the next decision.
            _ = try? locked { maker throws(RunFailure) in try maker.follow() }
        }
    }

    private func changing<Value: Sendable>(
        _ body: (inout DecisionMaker) throws(RunFailure) -> sending Value
    ) throws(RunFailure) -> Value {
        let value = try locked(body)
        follow()
        return value
    }

    private func locked<Value>(_ body: (inout DecisionMaker) throws(RunFailure) -> sending Value) throws(RunFailure) -> Value {
        try maker.withLock { maker throws(RunFailure) in try body(&maker) }
    }
}
