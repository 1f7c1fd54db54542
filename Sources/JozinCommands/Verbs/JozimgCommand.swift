// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// `jozimg`: the thumbnail worker. Events out, exit code at the end.
struct JozimgCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jozimg", abstract: "The thumbnail worker: events as JSON Lines on standard output.", shouldDisplay: false)

    @Argument var path: SystemPath
    @Flag(name: .long, help: "Write events (they always are; the flag says so in a process list).") var events = false
    @Flag(name: .long) var reportUnchanged = false
    @Flag(name: .long, help: "Progress is always reported; the flag is every worker's.") var reportProgress = false
    @Flag(name: .long) var dryRun = false
    @Option(name: .long, help: "End when this process ends.") var parent: Int32?
    @OptionGroup var thumbnails: ThumbnailOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions

    func run() throws {
        if let parent, !OwnProcess.endWith(parent: parent) { throw Ending(.failed) }
        try Surroundings.raiseDescriptorLimit()
        let decoder = try Surroundings.decoder()
        let opened = try library.opener().open(path, making: false)
        let root = try opened.openRoot()
        let proof = try RootProof(try opened.openRoot(), at: opened.root)
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        let catalog = try SQLiteCatalog.open(opened.state)
        try proof.check(against: catalog)
        let options = options(decoder, scratch: try opened.reopenState())
        // The lock is for that alone: a scan may be at work, or begin.
        if !options.isDryRun, let lock = try opened.lockIfFree() { try Jozimg.clearUp(try opened.reopenState(), holding: lock) }
        let ending = try Jozimg.run(
            root: root, state: try opened.reopenState(), catalog: catalog, options: options, stop: StopSignal(),
            send: EventOutput.send)
        EventOutput.send([.finished(ending.summary, ending.exit)])
        if ending.exit != .done { throw Ending(ending.exit) }
    }

    private func options(_ decoder: SystemPath, scratch: consuming StateFolder) -> Jozimg.Options {
        let maxPixels = limits.maxPixels?.pixels
        return Jozimg.Options(
            sides: thumbnails.sides, encoding: thumbnails.format, isBlurred: thumbnails.blur,
            workers: ScanOptions.processorCount, decoder: decoder,
            frames: FrameBudget(for: .standard.allowing(maxPixels: maxPixels), scratch: ScratchFolder(scratch)),
            maxPixels: maxPixels, reportsUnchanged: reportUnchanged, isDryRun: dryRun)
    }
}
