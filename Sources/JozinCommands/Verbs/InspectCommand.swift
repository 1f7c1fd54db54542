// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// `jozin inspect`: all that can be known of files, with nothing written anywhere.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Show what Jožin can find out about photos, writing nothing.",
        discussion: """
            Examples:
              jozin inspect photo.jpg
              jozin inspect photo.jpg --depth quick --json
              jozin inspect ~/Pictures/2019 --metadata-only --json-lines
            """)

    @Argument(help: ArgumentHelp("Photos, or folders of them.", valueName: "FILE"))
    var paths: [SystemPath]

    @Option(name: .long, help: "How far to read: quick or full.")
    var depth: ScanDepth = .full

    @Flag(name: .long, help: "Only digest and metadata; no picture is decoded.")
    var metadataOnly = false

    @OptionGroup var limits: LimitOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let descriptors = try Surroundings.raiseDescriptorLimit()
        let decoder = try Surroundings.decoder()
        try Surroundings.enterSandbox(allowingWritesIn: [])
        var inspection = Inspection(
            decoder: decoder, depth: metadataOnly ? nil : depth, selection: selection.selection,
            limits: .standard.allowing(maxPixels: limits.maxPixels?.pixels), descriptors: descriptors)
        var report = InspectionReport(output.style, PlaceData.gazetteer)
        for path in paths { try inspection.visit(path) { report.add($0, $1) } }
        report.finish()
        if report.problems > 0 { throw Ending(.problemsFound) }
    }
}

/// Walks what a command line names and indexes every file of it.
struct Inspection: ~Copyable {
    private var indexer: PhotoIndexer
    private let depth: ScanDepth?
    private let selection: Selection
    private let descriptors: DescriptorAllowance

    /// Without a depth only metadata are read.
    init(
        decoder: SystemPath, depth: ScanDepth?, selection: Selection, limits: DecodeLimits, descriptors: DescriptorAllowance
    ) {
        // Nothing is written, so that there is no scratch file: what one photo may take is held in memory.
        indexer = PhotoIndexer(decoder: decoder, limits: limits, frames: FrameBudget(bytes: limits.mostHeld))
        self.depth = depth
        self.selection = selection
        self.descriptors = descriptors
    }

    /// Calls `body` with each file's absolute path and what was found. A path that is not there ends the command.
    mutating func visit(_ path: SystemPath, _ body: (SystemPath, IndexedPhoto) -> Void) throws(RunFailure) {
        do throws(SystemError) {
            let absolute = try Environment.canonical(path)
            guard let parent = absolute.folder else { return try walk(absolute, body) }
            let folder = try Descriptor.folder(parent)
            switch try folder.status(of: absolute.name).kind {
            case .folder: try walk(absolute, body)
            case .file, .link: body(absolute, index(absolute.name, in: folder))
            case let kind: body(absolute, Inspection.noFile(kind))
            }
        } catch {
            throw RunFailure(.failed, error.problem(), at: path)
        }
    }

    private mutating func walk(_ root: SystemPath, _ body: (SystemPath, IndexedPhoto) -> Void) throws(SystemError) {
        var walker = LibraryWalker(root: try Descriptor.folder(root), selection: selection, descriptors)
        while let listing = walker.next() {
            for name in listing.files {
                let path = root.appending(listing.path.appending(name).bytes)
                body(path, index(name, in: listing.folder.descriptor))
            }
            for excluded in listing.excluded { report(excluded, root, body) }
        }
        for folder in walker.unreadable { report(folder, root, body) }
    }

    private mutating func index(_ name: [UInt8], in folder: borrowing Descriptor) -> IndexedPhoto {
        let photo =
            if let depth { indexer.index(name, in: folder, depth: depth) } else { indexer.readMetadata(of: name, in: folder) }
        guard photo.problem?.code == .unsupported else { return photo }
        return PhotoIndexer.readCompanion(name, in: folder) ?? photo
    }

    /// What is opened blindly may block or act: pipes, sockets and devices are told by their kind.
    private static func noFile(_ kind: FileStatus.Kind) -> IndexedPhoto {
        var photo = IndexedPhoto()
        photo.problem = Problem(.misuse, "it is a \(kind.rawValue), not a file", remedy: "Name a photo or a folder of photos.")
        return photo
    }

    private func report(_ problem: Problem, _ root: SystemPath, _ body: (SystemPath, IndexedPhoto) -> Void) {
        var photo = IndexedPhoto()
        photo.problem = problem
        body(root.appending(problem.path?.bytes ?? []), photo)
    }
}
