// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging

/// The second pass: every pixel of the photos that the first pass took only the look of, those that may be
/// pixel-identical to another first.
struct DeepPass: Sendable {
    private let run: ScanRun
    private let root: SharedDescriptor
    private let done = Counter()

    private struct Outcome: Sendable {
        let record: PhotoRecord
        /// nil where the scan ends before the photo's turn.
        let photo: IndexedPhoto?
    }

    init(_ run: ScanRun, root: SharedDescriptor) {
        self.run = run
        self.root = root
    }

    /// Decodes all photos that are not decoded yet, or as many as there is time for. What is left waits for the next scan.
    func decode() {
        let total = (try? run.catalog.counts())?.shallow
        Conveyor<PhotoRecord, Outcome>(threads: run.options.descriptors.readers).run(
            makeWorker: { [run, root] in
                let worker = PixelWorker(run, root)
                return { record in Outcome(record: record, photo: run.isEnding ? nil : worker.decode(record)) }
            },
            collect: { outcome in
                if let outcome { collect(outcome) }
                run.commit()
                run.report(.deep, done: done.value, total: total)
            },
            produce: { feed in
                var cursor: ShallowCursor?
                do throws(CatalogError) {
                    repeat {
                        let page = try run.catalog.shallowPhotos(after: cursor, limit: 512)
                        for photo in page.photos { feed.hand(photo) }
                        cursor = page.next
                    } while cursor != nil && !run.isEnding
                } catch {
                    run.end(RunFailure(catalog: error))
                }
            })
        run.commit(always: true)
    }

    private func collect(_ outcome: Outcome) {
        guard let found = outcome.photo else { return }
        done.add()
        let path = outcome.record.path
        if let problem = found.problem, problem.code == .environment { return putOff(path, problem) }
        let before = action(of: outcome.record)
        let predecessor = run.identities.predecessor(of: found, at: path, isNew: before == .new)
        let item = item(outcome.record, found, predecessor)
        run.write { writer throws(RunFailure) in
            guard let sidecar = try writer.written(path) else { return writer.putUnread(outcome.record) }
            let photo = IndexedPhoto(sidecar, outcome.record, deepened: found)
            var record = PhotoRecord(photo, at: path, scan: outcome.record.readIn)
            record.addedIn = outcome.record.addedIn
            try writer.put(record, photo, as: item, after: predecessor)
        }
        run.count { summary in
            summary.decoded += 1
            if let item { summary.recount(before, as: item.action) }
        }
    }

    /// A file that is being changed, or that the disk has no room for now, keeps its quick facts; the next scan reads it anew.
    /// What is gone is told at the end, with all that is.
    private func putOff(_ path: LibraryPath, _ problem: Problem) {
        guard !run.isEnding, !run.identities.isGone(path, unlike: nil) else { return }
        var problem = problem
        problem.path = path
        run.warn(problem)
    }

    /// What the second pass has to say that the first did not know.
    private func item(_ record: PhotoRecord, _ found: IndexedPhoto, _ predecessor: Predecessor?) -> ScanItem? {
        if let problem = found.problem { return ScanItem(path: record.path, action: .failed, problem: problem) }
        return predecessor?.moved.map { ScanItem(path: record.path, action: .moved, from: $0.path) }
    }

    /// What the first pass of this scan counted the photo as.
    private func action(of record: PhotoRecord) -> ScanItem.Action {
        if run.identities.hasMoved(to: record.path) { return .moved }
        guard record.readIn == run.number else { return .unchanged }
        return record.addedIn == run.number ? .new : .updated
    }
}

extension IndexedPhoto {
    /// The facts of a sidecar, completed by a full decode: hashes stay those of the first pass.
    init(_ sidecar: ImageSidecar, _ record: PhotoRecord, deepened found: IndexedPhoto) {
        self.init(sidecar)
        stamp = record.stamp
        if found.problem != nil { fingerprint = nil }
        averageColor = found.averageColor
        pixels = found.pixels
        depth = .full
        warnings += found.warnings
        problem = found.problem
    }
}

/// One thread's decoder.
private final class PixelWorker {
    private var indexer: PhotoIndexer
    private let root: SharedDescriptor

    init(_ run: ScanRun, _ root: SharedDescriptor) {
        let options = run.options
        indexer = PhotoIndexer(decoder: options.decoder, limits: options.limits, frames: options.frames) { run.isEnding }
        self.root = root
    }

    func decode(_ record: PhotoRecord) -> IndexedPhoto {
        do throws(SystemError) {
            let folder = try root.descriptor.folder(at: record.path.folder)
            return indexer.deepen(
                record.path.name, in: folder, format: record.format ?? .jpeg, orientation: record.orientation,
                stamp: record.stamp)
        } catch {
            var photo = IndexedPhoto()
            photo.problem = error.problem()
            return photo
        }
    }
}
