// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import Synchronization

/// What the threads of one run of `jozimg` share.
final class ThumbnailRun: Sendable {
    static let stage = "thumbs"
    private static let pageSize = 512

    private let root: SharedDescriptor
    /// Nil where it is only looked at, and there is none.
    private let store: SharedStore?
    private let catalog: any Catalog
    private let options: Jozimg.Options
    private let stop: StopSignal
    private let send: @Sendable ([WorkerEvent]) -> Void
    private let tally = Mutex(Tally())
    private let failure = Mutex<RunFailure?>(nil)
    /// How photos are to be shown, where anything was decided of that.
    private let decided: [ImageID: Adjustments]

    private struct Tally {
        var summary = ScanSummary()
        var lastReport = ContinuousClock.now
    }

    private struct Outcome: Sendable {
        /// Nil where the run ends before the photo's turn.
        let item: ScanItem?
        let isMade: Bool
    }

    init(
        root: SharedDescriptor, store: SharedStore?, catalog: any Catalog, options: Jozimg.Options, stop: StopSignal,
        send: @escaping @Sendable ([WorkerEvent]) -> Void
    ) throws(RunFailure) {
        do throws(CatalogError) {
            decided = try ThumbnailRun.adjustments(catalog)
        } catch {
            throw RunFailure(catalog: error)
        }
        self.root = root
        self.store = store
        self.catalog = catalog
        self.options = options
        self.stop = stop
        self.send = send
    }

    private static func adjustments(_ catalog: any Catalog) throws(CatalogError) -> [ImageID: Adjustments] {
        var decided: [ImageID: Adjustments] = [:]
        try catalog.eachDecision { decision in
            guard DecisionKey(text: decision.key) == .adjustments else { return }
            let recipe = (try? JSONReader.read(Array(decision.value.utf8))).flatMap(AdjustmentsEncoding.read)
            if let recipe, !recipe.isIdentity { decided[decision.imageID] = recipe }
        }
        return decided
    }

    private var isEnding: Bool { stop.isRaised || failure.withLock { $0 != nil } }

    func run() throws(RunFailure) -> Jozan.Ending {
        let total = (try? catalog.counts()).map { $0.indexed + $0.failed + $0.unsupported }
        Conveyor<PhotoRecord, Outcome>(threads: options.workers).run(
            makeWorker: { [self] in
                let worker = makeWorker()
                return { [self] photo in isEnding ? Outcome(item: nil, isMade: false) : outcome(of: photo, worker) }
            },
            collect: { [self] outcome in
                if let outcome { collect(outcome) }
                report(total)
            },
            produce: { feed in
                var last: LibraryPath?
                do throws(CatalogError) {
                    while !isEnding {
                        let page = try catalog.photos(after: last, limit: ThumbnailRun.pageSize)
                        for photo in page where !isEnding { feed.hand(photo) }
                        last = page.last?.path
                        if page.count < ThumbnailRun.pageSize { break }
                    }
                } catch {
                    end(RunFailure(catalog: error))
                }
            })
        if let failure = failure.withLock({ $0 }) { throw failure }
        let summary = tally.withLock { $0.summary }
        return Jozan.Ending(summary: summary, exit: exit(summary))
    }

    private func end(_ reason: RunFailure) { failure.withLock { $0 = $0 ?? reason } }

    /// Nil where nothing is to be made.
    private func makeWorker() -> ThumbnailWorker? {
        guard let store, !options.isDryRun else { return nil }
        let limits = DecodeLimits.standard.allowing(maxPixels: options.maxPixels)
        let maker = PictureMaker(decoder: options.decoder, limits: limits, frames: options.frames) { [self] in isEnding }
        return ThumbnailWorker(ThumbnailMaker(root: root, store: store, maker: maker))
    }

    private func outcome(of photo: PhotoRecord, _ worker: ThumbnailWorker?) -> Outcome {
        func item(_ action: ScanItem.Action, _ problem: Problem? = nil) -> ScanItem {
            ScanItem(path: photo.path, action: action, problem: problem)
        }
        switch photo.state {
        case .unsupported: return Outcome(item: item(.unsupported, photo.problem), isMade: false)
        case .failed: return Outcome(item: item(.failed, photo.problem), isMade: false)
        case .indexed: break
        }
        let wish = ThumbnailMaker.Wish(
            sides: options.sides, encoding: options.encoding, adjustments: photo.imageID.flatMap { decided[$0] } ?? .none,
            isBlurred: options.isBlurred)
        do throws(Problem) {
            let count = try worker?.maker.complete(wish, of: photo) ?? missing(wish, of: photo)
            return Outcome(item: item(count > 0 ? .new : .unchanged), isMade: count > 0 && worker != nil)
        } catch {
            // What was given up for the end's sake says nothing of the file.
            if isEnding, error.code == .environment { return Outcome(item: nil, isMade: false) }
            return Outcome(item: item(.failed, error), isMade: false)
        }
    }

    private func missing(_ wish: ThumbnailMaker.Wish, of photo: PhotoRecord) -> Int {
        guard let store else { return wish.sides.count }
        return ThumbnailMaker.missing(wish, of: photo, in: store.store).count
    }

    private func collect(_ outcome: Outcome) {
        guard let item = outcome.item else { return }
        tally.withLock { tally in
            tally.summary.count(item.action)
            if outcome.isMade { tally.summary.decoded += 1 }
        }
        if item.action != .unchanged || options.reportsUnchanged { send([.item(item)]) }
    }

    /// Tells how far it is, ten times a second at most.
    private func report(_ total: Int?) {
        let done: Int? = tally.withLock { tally in
            guard ContinuousClock.now - tally.lastReport >= .milliseconds(100) else { return nil }
            tally.lastReport = .now
            return tally.summary.seen
        }
        if let done { send([.progress(stage: ThumbnailRun.stage, done: done, total: total)]) }
    }

    private func exit(_ summary: ScanSummary) -> ExitCode {
        if let number = stop.number { return ExitCode(rawValue: 128 + number) ?? .failed }
        return summary[.failed] > 0 ? .problemsFound : .done
    }
}

/// One thread's decoder.
private final class ThumbnailWorker {
    var maker: ThumbnailMaker

    init(_ maker: consuming ThumbnailMaker) { self.maker = maker }
}
