// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore
import Synchronization

/// The catalog as a dictionary: slow, and plainly right.
final class ModelCatalog: Catalog {
    private struct Entry {
        let key: Int64
        var record: PhotoRecord
        var isPresent: Bool { record.isPresent }
    }

    private struct State {
        var scans = 0
        var walked: Set<Int> = []
        var keys: Int64 = 0
        var entries: [LibraryPath: Entry] = [:]
        var decided: [ImageID: [String: String]] = [:]
        var mirrored = 0

        var present: [Entry] { entries.values.filter(\.isPresent) }
    }

    private let state = Mutex(State())

    func beginScan() -> Int {
        state.withLock { state in
            state.scans += 1
            return state.scans
        }
    }

    func apply(_ changes: CatalogChanges) throws(CatalogError) {
        guard changes.records.allSatisfy({ !$0.path.name.isEmpty }) else { throw CatalogError(.other, "a record without a name") }
        state.withLock { state in
            for move in changes.moves where move.from != move.to {
                guard var entry = state.entries.removeValue(forKey: move.from) else { continue }
                entry.record.path = move.to
                entry.record.isPresent = true
                state.entries[move.to] = entry
            }
            for record in changes.records {
                let known = state.entries[record.path]
                var record = record
                record.addedIn = known?.record.addedIn ?? record.readIn
                record.isPresent = true
                state.keys += 1
                state.entries[record.path] = Entry(key: known?.key ?? state.keys, record: record)
            }
            for path in changes.missing { state.entries[path]?.record.isPresent = false }
        }
    }

    func photos(holding digest: FileDigest, limit: Int) -> [PhotoRecord] { photos(limit) { $0.digest == digest } }

    func photos(showing pixels: Digest256, limit: Int) -> [PhotoRecord] { photos(limit) { $0.imageID == .pixels(pixels) } }

    private func photos(_ limit: Int, where isMeant: (PhotoRecord) -> Bool) -> [PhotoRecord] {
        state.withLock { state in
            let records = state.entries.values.map(\.record).filter(isMeant)
            return Array(records.sorted { Timeline.precedes($0.path, $1.path) }.prefix(limit))
        }
    }

    func endWalk(ofScan number: Int) {
        state.withLock { state in if number <= state.scans { state.walked.insert(number) } }
    }

    func wasWalked() -> Bool { state.withLock { $0.walked.contains($0.scans) } }

    func photo(at path: LibraryPath) -> PhotoRecord? { state.withLock { $0.entries[path]?.record } }

    func knownFiles(in folder: LibraryPath) -> [KnownFile] {
        state.withLock { state in
            state.entries.values.filter { $0.record.path.folder == folder }
                .map {
                    KnownFile(
                        name: $0.record.path.name, stamp: $0.record.stamp, state: $0.record.state, pipeline: $0.record.pipeline,
                        isPresent: $0.isPresent, problem: $0.record.reason)
                }
                .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        }
    }

    func folders(after folder: LibraryPath?, limit: Int) -> [LibraryPath] {
        state.withLock { state in
            let folders = Set(state.entries.keys.map(\.folder)).sorted()
            return Array(folders.filter { path in folder.map { $0 < path } ?? true }.prefix(limit))
        }
    }

    func photos(after path: LibraryPath?, limit: Int) -> [PhotoRecord] {
        state.withLock { state in
            let records = state.present.map(\.record).sorted { Timeline.precedes($0.path, $1.path) }
            return Array(records.filter { record in path.map { Timeline.precedes($0, record.path) } ?? true }.prefix(limit))
        }
    }

    func comparablePhotos(inPagesOf limit: Int, _ body: ([ComparablePhoto]) -> Void) {
        let photos = photos(after: nil, limit: .max).map(ComparablePhoto.init)
        for start in stride(from: 0, to: photos.count, by: limit) { body(Array(photos[start...].prefix(limit))) }
    }

    func shallowPhotos(after cursor: ShallowCursor?, limit: Int) -> ShallowPage {
        state.withLock { state in
            let present = state.present.map(\.record)
            let isCollision = cursor?.isCollision ?? true
            let entries = state.present.filter { $0.key > cursor?.key ?? 0 && $0.record.isShallow }
                .filter { $0.record.collides(in: present) == isCollision }
                .sorted { $0.key < $1.key }.prefix(limit)
            let photos = entries.map(\.record)
            if entries.count == limit, let last = entries.last {
                return ShallowPage(photos: photos, next: ShallowCursor(isCollision: isCollision, key: last.key))
            }
            return ShallowPage(photos: photos, next: isCollision ? ShallowCursor(isCollision: false, key: 0) : nil)
        }
    }

    func photosWithoutPlaceholder(after number: Int64, limit: Int) -> [NumberedFile] {
        state.withLock { state in
            let entries = state.present.filter { entry in
                entry.key > number && entry.record.state == .indexed && entry.record.fingerprint != nil
                    && entry.record.placeholder == nil
            }
            return entries.sorted { $0.key < $1.key }.prefix(limit).map { NumberedFile(number: $0.key, record: $0.record) }
        }
    }

    func mirrorDecisions(
        through number: Int, changed: @Sendable (_ after: Int) throws(CatalogError) -> [DecidedPhoto]
    ) throws(CatalogError) {
        let mark = mirroredDecisions()
        guard mark < number else { return }
        let photos = try changed(mark)
        state.withLock { state in
            for photo in photos { state.decided[photo.imageID] = photo.decisions }
            state.mirrored = number
        }
    }

    func forgetDecisions() { state.withLock { ($0.decided, $0.mirrored) = ([:], 0) } }

    func mirroredDecisions() -> Int { state.withLock { $0.mirrored } }

    func decisions(of photo: ImageID) -> [CatalogDecision] { decisions.filter { $0.imageID == photo } }

    func decisions(after decision: DecisionCursor?, limit: Int) -> [CatalogDecision] {
        let behind = decisions.filter { found in
            guard let decision else { return true }
            return (decision.imageID.text, decision.key) < (found.imageID.text, found.key)
        }
        return Array(behind.prefix(limit))
    }

    private var decisions: [CatalogDecision] {
        let all = state.withLock { state in
            state.decided.flatMap { id, found in found.map { CatalogDecision(imageID: id, key: $0.key, value: $0.value) } }
        }
        return all.sorted { ($0.imageID.text, $0.key) < ($1.imageID.text, $1.key) }
    }

    func counts() -> CatalogCounts { state.withLock { CatalogCounts(of: $0.present.map(\.record)) } }
}

/// The order of the list of photos: by the bytes of the folder, then by those of the name.
enum Timeline {
    static func precedes(_ a: LibraryPath, _ b: LibraryPath) -> Bool {
        a.folder == b.folder ? a.name.lexicographicallyPrecedes(b.name) : a.folder < b.folder
    }
}

extension PhotoRecord {
    /// Why it is not indexed.
    var reason: Problem.Code? { state == .indexed ? nil : problem?.code }

    /// Indexed, and its pixels not read yet.
    var isShallow: Bool { state == .indexed && depth == .quick }

    /// Whether another photo has the same pHash and size.
    func collides(in photos: [PhotoRecord]) -> Bool {
        guard let fingerprint, let size else { return false }
        return photos.contains { $0.path != path && $0.fingerprint?.phash == fingerprint.phash && $0.size == size }
    }
}

extension CatalogCounts {
    /// Counted one by one.
    init(of records: [PhotoRecord]) {
        self.init()
        indexed = records.count { $0.state == .indexed }
        failed = records.count { $0.state == .failed }
        unsupported = records.count { $0.state == .unsupported }
        shallow = records.count(where: \.isShallow)
    }
}
