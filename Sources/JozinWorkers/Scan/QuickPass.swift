// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import Synchronization

/// The first pass: every file, as cheaply as its facts can be had.
struct QuickPass: Sendable {
    private let run: ScanRun
    private let total: Int?
    private let done = Counter()

    /// A file to be read.
    private struct Job: Sendable {
        let folder: AwaitedFolder
        let path: LibraryPath
        let isNew: Bool
    }

    /// What became of one entry.
    private enum Outcome: Sendable {
        case read(LibraryPath, IndexedPhoto, isNew: Bool)
        case settled(ScanItem)
        case missing(Identities.Suspect)
        /// Known, still there, and not to be part of the library now.
        case leftOut(LibraryPath)
        /// The scan ends before the file's turn.
        case untouched
    }

    init(_ run: ScanRun, total: Int?) {
        self.run = run
        self.total = total
    }

    /// A folder that its last file closes, and then gives way to another.
    private final class AwaitedFolder: Sendable {
        let folder: SharedDescriptor
        private let turn: Quota.Share

        init(_ folder: SharedDescriptor, _ turn: consuming Quota.Share) {
            self.folder = folder
            self.turn = turn
        }
    }

    /// Walks the library and reads what is new or changed. True if the walk came to its end.
    func walk(_ root: consuming Descriptor) -> Bool {
        var walker = LibraryWalker(root: root, selection: run.options.selection, run.options.descriptors)
        let waiting = Quota(run.options.descriptors.waitingFolders)
        var visited: Set<LibraryPath> = []
        var leftOut: Set<LibraryPath> = []
        Conveyor<Job, Outcome>(threads: run.options.descriptors.readers).run(
            makeWorker: { [run] in
                let worker = PhotoWorker(run)
                return { job in
                    guard !run.isEnding else { return .untouched }
                    let photo = worker.read(job.path, job.folder.folder, isNew: job.isNew)
                    // What was given up for the end's sake says nothing of the file.
                    if run.isEnding, photo.problem?.code == .environment { return .untouched }
                    return .read(job.path, photo, isNew: job.isNew)
                }
            },
            collect: { collect($0) },
            produce: { feed in
                while !run.isEnding {
                    let turn = waiting.take()
                    guard let listing = walker.next() else { break }
                    visited.insert(listing.path)
                    leftOut.formUnion(listing.excluded.compactMap(\.path))
                    merge(listing, AwaitedFolder(listing.folder, turn), leftOut, into: &feed)
                }
                if !run.isEnding { markUnvisitedFolders(visited, leftOut, walker.unreadable, into: &feed) }
                for problem in walker.unreadable { feed.settle(.settled(QuickPass.unreadableFolder(problem))) }
            })
        run.commit(always: true)
        return !run.isEnding
    }

    private func merge(
        _ listing: FolderListing, _ folder: AwaitedFolder, _ leftOut: Set<LibraryPath>,
        into feed: inout Conveyor<Job, Outcome>.Feed
    ) {
        let known: [KnownFile]
        do throws(CatalogError) {
            known = try run.catalog.knownFiles(in: listing.path)
        } catch {
            return run.end(RunFailure(catalog: error))
        }
        let path = listing.path
        for problem in listing.excluded {
            feed.settle(.settled(ScanItem(path: problem.path ?? path, action: .excluded, problem: problem)))
        }
        let isLeftOut = leftOut.contains(path)
        let verdicts = FolderMerge.verdicts(
            onDisk: listing.files, known: known, retries: run.options.retries,
            stamp: { name in (try? listing.folder.descriptor.status(of: name))?.stamp })
        for (name, verdict) in verdicts {
            let path = path.appending(name)
            switch verdict {
            case .new: feed.hand(Job(folder: folder, path: path, isNew: true))
            case .changed: feed.hand(Job(folder: folder, path: path, isNew: false))
            case .missing(let state): feed.settle(absence(path, state, isLeftOut: isLeftOut || leftOut.contains(path)))
            case .unchanged(.indexed) where !run.options.reportsUnchanged:
                run.count { $0.count(.unchanged) }
                done.add()
            case .unchanged(let state): feed.settle(.settled(unchanged(path, state)))
            }
        }
    }

    /// An unchanged file counts as what it was found to be: a damaged photo stays failed, with its reason.
    private func unchanged(_ path: LibraryPath, _ state: PhotoRecord.State) -> ScanItem {
        guard state != .indexed else { return ScanItem(path: path, action: .unchanged) }
        let problem = try? run.catalog.photo(at: path)?.problem
        return ScanItem(path: path, action: state == .failed ? .failed : .unsupported, problem: problem)
    }

    /// Folders that the catalog knows and the walk did not meet. What lies below a folder that could not be read is
    /// not known to be gone; what lies below one that was left out is left out with it.
    private func markUnvisitedFolders(
        _ visited: Set<LibraryPath>, _ leftOut: Set<LibraryPath>, _ unreadable: [Problem],
        into feed: inout Conveyor<Job, Outcome>.Feed
    ) {
        let hidden = unreadable.compactMap(\.path)
        var last: LibraryPath?
        do throws(CatalogError) {
            while case let folders = try run.catalog.folders(after: last, limit: 1000), let end = folders.last {
                for folder in folders where !visited.contains(folder) && !hidden.contains(where: folder.isInside) {
                    let isLeftOut = QuickPass.isInside(folder, leftOut)
                    for file in try run.catalog.knownFiles(in: folder) where file.isPresent {
                        feed.settle(absence(folder.appending(file.name), file.state, isLeftOut: isLeftOut))
                    }
                }
                last = end
            }
        } catch {
            run.end(RunFailure(catalog: error))
        }
    }

    private func absence(_ path: LibraryPath, _ state: PhotoRecord.State, isLeftOut: Bool) -> Outcome {
        isLeftOut ? .leftOut(path) : .missing(Identities.Suspect(path: path, isPhoto: state != .unsupported))
    }

    private static func isInside(_ path: LibraryPath, _ folders: Set<LibraryPath>) -> Bool {
        var path = path
        while path != .root {
            if folders.contains(path) { return true }
            path = path.folder
        }
        return false
    }

    private static func unreadableFolder(_ problem: Problem) -> ScanItem {
        ScanItem(path: problem.path ?? .root, action: .failed, problem: problem)
    }

    private func collect(_ outcome: Outcome?) {
        switch outcome {
        case nil, .untouched: break
        case .read(let path, let photo, let isNew): take(photo, at: path, isNew: isNew)
        case .settled(let item):
            run.count { $0.count(item.action) }
            run.write { writer throws(RunFailure) in writer.pass(item) }
        case .missing(let suspect): run.identities.suspect(suspect)
        case .leftOut(let path): run.write { writer throws(RunFailure) in writer.putMissing(path) }
        }
        if outcome != nil { done.add() }
        run.commit()
        run.report(.quick, done: done.value, total: total)
    }

    /// A photo that moved keeps the scan that read it: its facts were not read now.
    private func take(_ photo: IndexedPhoto, at path: LibraryPath, isNew: Bool) {
        let predecessor = run.identities.predecessor(of: photo, at: path, isNew: isNew)
        let moved = predecessor?.moved
        let action = photo.action(isNew: isNew, hasMoved: moved != nil)
        let item = ScanItem(path: path, action: action, from: moved?.path, problem: photo.problem)
        run.count { summary in
            summary.count(action)
            if photo.depth == .full, photo.recalled == nil { summary.decoded += 1 }
        }
        let scan = photo.recalled == nil ? run.number : moved?.readIn ?? run.number
        run.write { writer throws(RunFailure) in
            try writer.put(PhotoRecord(photo, at: path, scan: scan), photo, as: item, after: predecessor)
        }
    }
}

/// One thread's indexer.
private final class PhotoWorker {
    private var indexer: PhotoIndexer
    private var memory: PhotoMemory?
    private let run: ScanRun

    init(_ run: ScanRun) {
        self.run = run
        let options = run.options
        indexer = PhotoIndexer(decoder: options.decoder, limits: options.limits, frames: options.frames) { run.isEnding }
        memory = run.remembers ? PhotoMemory(run) : nil
    }

    /// Where there is no descriptor left, once more without those that are kept for later.
    func read(_ path: LibraryPath, _ folder: SharedDescriptor, isNew: Bool) -> IndexedPhoto {
        let photo = index(path, folder, isNew: isNew)
        guard photo.lacksDescriptor else { return photo }
        memory?.closeFolders()
        run.write { writer throws(RunFailure) in try writer.closeFolders() }
        return index(path, folder, isNew: isNew)
    }

    private func index(_ path: LibraryPath, _ folder: SharedDescriptor, isNew: Bool) -> IndexedPhoto {
        indexer.index(path.name, in: folder.descriptor, depth: .quick) { memory?.recall($0, at: path, isNew: isNew) }
    }
}

/// A number that threads count up together.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { count.load(ordering: .relaxed) }

    func add() { count.add(1, ordering: .relaxed) }
}
