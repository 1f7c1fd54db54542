// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import JozinCatalog
import JozinContracts
import JozinCore
import JozinFiles
import Synchronization

/// What the threads of one scan share: where it writes, what it counts, and why it ends early.
final class ScanRun: Sendable {
    let options: ScanOptions
    let catalog: any Catalog
    let state: SharedState
    /// For another store on another thread.
    let sidecars: SidecarStore
    let identities: Identities
    /// The scan's number in the catalog.
    let number: Int
    let stop: StopSignal
    private let send: @Sendable ([WorkerEvent]) -> Void
    /// Whether there is anything that an earlier scan has left to be recalled.
    let remembers: Bool
    /// Whether the scan before walked the whole library; if not, the catalog may lack what the sidecars know, or the other
    /// way round.
    let wasWalked: Bool
    private let writer: Mutex<FactsWriter>
    private let tally: Mutex<Tally>
    private let failure = Mutex<RunFailure?>(nil)

    private struct Tally {
        var summary = ScanSummary()
        var lastReport = ContinuousClock.now
    }

    init(
        _ options: ScanOptions, _ state: SharedState, _ catalog: any Catalog, _ identities: Identities, _ stop: StopSignal,
        send: @escaping @Sendable ([WorkerEvent]) -> Void
    ) throws(RunFailure) {
        self.options = options
        self.catalog = catalog
        self.state = state
        self.identities = identities
        self.stop = stop
        self.send = send
        sidecars = try RunFailure.orWriting { () throws(SystemError) in try SidecarStore(state.folder, options.descriptors) }
        do throws(SystemError) { remembers = try !sidecars.isEmpty() } catch { throw RunFailure(writing: error) }
        do throws(CatalogError) {
            wasWalked = try catalog.wasWalked()
            number = try catalog.beginScan()
        } catch {
            throw RunFailure(catalog: error)
        }
        writer = Mutex(try FactsWriter.open(state, catalog, SidecarStore(sharing: sidecars)))
        tally = Mutex(Tally())
    }

    /// Whether nothing new shall be begun.
    var isEnding: Bool { stop.isRaised || failure.withLock { $0 != nil } }

    /// What ended the scan, if not its end.
    var whatFailed: RunFailure? { failure.withLock { $0 } }

    var summary: ScanSummary { tally.withLock { $0.summary } }

    /// Ends the scan: the first reason counts.
    func end(_ reason: RunFailure) { failure.withLock { $0 = $0 ?? reason } }

    func warn(_ problem: Problem) { send([.warning(problem)]) }

    func count(_ change: (inout ScanSummary) -> Void) { tally.withLock { change(&$0.summary) } }

    /// Writes with the one writer; after a failure nothing is written any more.
    func write(_ body: (inout FactsWriter) throws(RunFailure) -> Void) {
        guard whatFailed == nil else { return }
        let result: RunFailure? = writer.withLock { writer in
            do throws(RunFailure) {
                try body(&writer)
                return nil
            } catch {
                return error
            }
        }
        if let result { end(result) }
    }

    /// Makes what was written durable if it is time, or in any case, and sends its events.
    func commit(always: Bool = false) {
        var items: [ScanItem] = []
        write { writer throws(RunFailure) in
            if always || writer.isDue { items = try writer.commit() }
        }
        if !items.isEmpty { send(items.map(WorkerEvent.item)) }
    }

    /// Takes note that all of the library is known now.
    func endWalk() {
        do throws(CatalogError) {
            try catalog.endWalk(ofScan: number)
        } catch {
            end(RunFailure(catalog: error))
        }
    }

    /// Tells how far a stage is, ten times a second at most.
    func report(_ stage: ScanStage, done: Int, total: Int?) {
        guard options.reportsProgress else { return }
        let isDue = tally.withLock { tally in
            guard ContinuousClock.now - tally.lastReport >= .milliseconds(100) else { return false }
            tally.lastReport = .now
            return true
        }
        if isDue { send([.progress(stage: stage.rawValue, done: done, total: total)]) }
    }
}

/// The stages of a scan, as events name them.
enum ScanStage: String {
    case quick, deep
}
