// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCatalog
public import JozinContracts
import JozinCore
public import JozinFiles

/// The scan worker: a quick pass over every file, and a deep one after it.
public enum Jozan {
    /// How a scan ended.
    public struct Ending: Sendable {
        /// What was done.
        public let summary: ScanSummary
        /// 0, 1 where photos failed, 13 where the owner has to confirm what is gone, or 128 and the signal that stopped it.
        public let exit: ExitCode
    }

    /// Scans a library that the caller has locked, whose root has been proved, and sends every event but the last. Stopped by a signal it makes
    /// durable what it has; the next scan goes on from there.
    public static func scan(
        root proof: consuming RootProof, state: consuming StateFolder, catalog: any Catalog, options: ScanOptions,
        stop: StopSignal,
        send: @escaping @Sendable ([WorkerEvent]) -> Void
    ) throws(RunFailure) -> Ending {
        try RunFailure.orWriting { () throws(SystemError) in try state.removeLeftovers() }
        let identities = Identities(proof.root, catalog)
        let run = try ScanRun(options, SharedState(state), catalog, identities, stop, send: send)
        let stages: [ScanStage] = options.depth == .full ? [.quick, .deep] : [.quick]
        send([.started(worker: "jozan", stages: stages.map(\.rawValue))])
        let total = options.reportsProgress ? EntryCount.entries(try proof.openRoot(), options, stop) : nil
        let isWhole = QuickPass(run, total: total).walk(try proof.openRoot())
        if isWhole, run.remembers, !run.wasWalked { SidecarSweep(run).enterMissing() }
        if isWhole, options.depth == .full { DeepPass(run, root: proof.root).decode() }
        if isWhole, run.remembers, !run.isEnding { PlaceholderSweep(run).complete() }
        if isWhole, !run.isEnding { Absences(run, proof).settle() }
        if isWhole, !run.isEnding { run.endWalk() }
        run.write { writer throws(RunFailure) in try writer.followDecisions() }
        if let failure = run.whatFailed { throw failure }
        return Ending(summary: run.summary, exit: exit(run))
    }

    private static func exit(_ run: ScanRun) -> ExitCode {
        if let number = run.stop.number { return ExitCode(rawValue: 128 + number) ?? .failed }
        if run.summary.held > 0 { return .confirmationNeeded }
        return run.summary[.failed] > 0 ? .problemsFound : .done
    }
}

/// Counts a library's entries by their names alone, for the time that is left.
enum EntryCount {
    static func entries(_ root: consuming Descriptor, _ options: ScanOptions, _ stop: StopSignal) -> Int {
        var walker = LibraryWalker(root: root, selection: options.selection, options.descriptors)
        var entries = 0
        while !stop.isRaised, let listing = walker.next() { entries += listing.files.count + listing.excluded.count }
        return entries + walker.unreadable.count
    }
}
