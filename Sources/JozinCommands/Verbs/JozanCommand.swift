// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// `jozan`: the scan worker. Events out, exit code at the end.
struct JozanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jozan", abstract: "The scan worker: events as JSON Lines on standard output.", shouldDisplay: false)

    @Argument var path: SystemPath
    @Option(name: .long) var depth: ScanDepth = .full
    @Flag(name: .long, help: "Write events (they always are; the flag says so in a process list).") var events = false
    @Flag(name: .long) var reportUnchanged = false
    @Flag(name: .long) var reportProgress = false
    @Flag(name: .long) var startAnew = false
    @Flag(name: .long) var dryRun = false
    @Flag(name: .long) var acceptMissing = false
    @Flag(name: .long) var retryFailed = false
    @Flag(name: .long) var rebuild = false
    @Option(name: .long, help: "End when this process ends.") var parent: Int32?
    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var selection: SelectionOptions

    func run() throws {
        if let parent, !OwnProcess.endWith(parent: parent) { throw Ending(.failed) }
        let descriptors = try Surroundings.raiseDescriptorLimit()
        try refuseFile()
        if dryRun { return try runDry(descriptors) }
        let decoder = try Surroundings.decoder()
        let opened = try library.opener(mayStartAnew: startAnew).open(path, making: !rebuild)
        tellRoot(opened.root)
        if opened.stateIsElsewhere {
            StandardError.line("jozin: Jožin's files for this library lie in \(DisplayName.text(opened.statePath.bytes))")
        }
        let lock = try opened.lock()
        let proof = try RootProof(try opened.openRoot(), at: opened.root)
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        if rebuild { try removeCatalog(opened.state, at: opened.statePath) }
        let catalog = try SQLiteCatalog.open(opened.state, readers: descriptors.catalogReaders)
        try proof.check(against: catalog)
        let ending = try Jozan.scan(
            root: proof, state: try opened.reopenState(), catalog: catalog,
            options: options(decoder, descriptors, scratch: try opened.reopenState()),
            stop: StopSignal(), send: EventOutput.send)
        EventOutput.send([.finished(ending.summary, ending.exit)])
        _ = consume lock
        if ending.exit != .done { throw Ending(ending.exit) }
    }

    /// Nothing is made for a file, and the owner is told what it is.
    private func refuseFile() throws(RunFailure) {
        guard let there = try? Environment.canonical(path) else { return }
        do throws(SystemError) {
            _ = try Descriptor.folder(there)
        } catch {
            guard error.number == ENOTDIR else { return }
            let problem = Problem(
                .misuse, "it is a file, and a library is a folder", remedy: "Name the folder that it lies in.")
            throw RunFailure(.usage, problem, at: path)
        }
    }

    private func tellRoot(_ root: SystemPath) {
        guard root != (try? Environment.canonical(path)) else { return }
        StandardError.line("jozin: this folder is part of the library at \(DisplayName.text(root.bytes)), which is scanned")
    }

    private func options(
        _ decoder: SystemPath, _ descriptors: DescriptorAllowance, scratch: consuming StateFolder
    ) -> ScanOptions {
        let maxPixels = limits.maxPixels?.pixels
        let frames = FrameBudget(for: .standard.allowing(maxPixels: maxPixels), scratch: ScratchFolder(scratch))
        var options = ScanOptions(
            depth: depth, selection: selection.selection, descriptors: descriptors, decoder: decoder,
            frames: frames, maxPixels: maxPixels, reportsUnchanged: reportUnchanged, reportsProgress: reportProgress)
        options.acceptsMissing = acceptMissing
        // What was too large for the limit of the scan before may fit this one's.
        if maxPixels != nil { options.retries = [.limitExceeded] }
        if retryFailed { options.retries = Set(Problem.Code.allCases) }
        return options
    }

    private func removeCatalog(_ state: borrowing StateFolder, at path: SystemPath) throws(RunFailure) {
        do throws(SystemError) {
            try state.aloneAtCatalog { () throws(SystemError) in try state.removeCatalog() }
        } catch {
            throw RunFailure(.failed, error.problem(), at: path)
        }
    }

    /// Says what a scan would do: names and status are looked at, no file is opened.
    private func runDry(_ descriptors: DescriptorAllowance) throws {
        let items: [ScanItem]
        if try library.opener().isScanned(path) {
            let opened = try library.opener().open(path, making: false)
            tellRoot(opened.root)
            let root = try opened.openRoot()
            try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
            items = try DryRun(try SQLiteCatalog.open(opened.state), selection.selection, descriptors).items(root)
        } else {
            let root = try Descriptor.root(path)
            try Surroundings.enterSandbox(allowingWritesIn: [])
            items = try DryRun(nil, selection.selection, descriptors).items(root)
        }
        var summary = ScanSummary()
        for item in items { summary.count(item.action) }
        EventOutput.send(items.map(WorkerEvent.item) + [.finished(summary, .done)])
    }
}

extension Descriptor {
    /// Opens a folder that a command line names.
    static func root(_ path: SystemPath) throws(RunFailure) -> Descriptor {
        do throws(SystemError) {
            return try Descriptor.folder(path)
        } catch {
            throw RunFailure(.libraryMissing, error.isAbsence ? LibraryOpener.noFolder : error.problem(), at: path)
        }
    }
}

extension SQLiteCatalog {
    /// The catalog of a state folder. Of those who open one that is new or of an older Jožin, the first brings it up to date.
    static func open(
        _ state: borrowing StateFolder, readers: Int = SQLiteCatalog.usualReaders
    ) throws(RunFailure) -> SQLiteCatalog {
        do throws(CatalogError) {
            return try state.aloneAtCatalog { () throws(CatalogError) in
                try SQLiteCatalog(inFolder: state.descriptor.number, readers: readers)
            }
        } catch {
            throw RunFailure(catalog: error)
        }
    }
}
