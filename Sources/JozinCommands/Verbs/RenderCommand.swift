// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers

/// `jozin render`: an adjusted copy of a photo, elsewhere.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Write an adjusted copy of a photo to a new file outside the library.",
        discussion: """
            The copy has no metadata and is sRGB. No file is overwritten.

            Examples:
              jozin render photo.jpg --to /tmp/card.jpg --size 1600
              jozin render photo.jpg --to /tmp/card.webp --rotate 90 --crop 0.1,0,0.8,1 --exposure 0.5
            """)

    @Argument(help: ArgumentHelp("The photo.", valueName: "PHOTO"))
    var photo: SystemPath

    @Option(name: .long, help: ArgumentHelp("The new file; .jpg or .webp.", valueName: "FILE"))
    var to: SystemPath

    @Option(name: .long, help: ArgumentHelp("The longest side in pixels; the photo's own where it is left out.", valueName: "N"))
    var size: Int?

    @Option(name: .long, help: ArgumentHelp("How well it is encoded, 1 to 100.", valueName: "Q"))
    var quality: Int = 90

    @Flag(name: .long, help: "So little of the photo that nobody is recognised.")
    var blur = false

    @OptionGroup var adjusting: AdjustmentOptions
    @OptionGroup var limits: LimitOptions

    func validate() throws {
        guard (1...100).contains(quality) else { throw ValidationError("--quality takes 1 to 100.") }
        guard size.map({ (1...65_535).contains($0) }) ?? true else { throw ValidationError("--size takes 1 to 65535.") }
        _ = try encoding()
    }

    func run() throws {
        try Surroundings.raiseDescriptorLimit()
        let decoder = try Surroundings.decoder()
        let target = try self.target()
        let limits = DecodeLimits.standard.allowing(maxPixels: self.limits.maxPixels?.pixels)
        let folder = try orFailed(target.folder) { () throws(SystemError) in try Descriptor.folder(target.folder) }
        let source = try orFailed(photo) { () throws(SystemError) in try Environment.canonical(photo) }
        try Surroundings.enterSandbox(allowingWritesIn: [folder.number])
        let made = try render(source, decoder, limits)
        do throws(SystemError) {
            let file = try NewFile(target.name, in: target.folder, mode: 0o644)
            try file.file.write(made.bytes)
            try file.publish()
        } catch {
            throw target.failure(error)
        }
    }

    private func render(_ source: SystemPath, _ decoder: SystemPath, _ limits: DecodeLimits) throws -> PictureMaker.Made {
        let folder = try orFailed(photo) { () throws(SystemError) in
            try Descriptor.folder(source.folder ?? SystemPath(literal: "/"))
        }
        var indexer = PhotoIndexer(decoder: decoder, limits: limits, frames: FrameBudget(bytes: limits.mostHeld))
        let facts = indexer.readMetadata(of: source.name, in: folder)
        if let problem = facts.problem { throw RunFailure(.problemsFound, problem, at: photo) }
        guard let format = facts.format else { return try unreadable() }
        let original = try orFailed(photo) { () throws(SystemError) in try Original(source.name, in: folder) }
        var maker = PictureMaker(decoder: decoder, limits: limits, frames: FrameBudget(bytes: limits.mostHeld))
        let rendition = Rendition(longestSide: size, encoding: try encoding(), quality: quality, isBlurred: blur)
        do throws(Problem) {
            let made = try maker.make(
                [rendition], of: original, format, facts.orientation, size: facts.size, adjusting.adjustments)
            if let first = made.first { return first }
        } catch {
            throw RunFailure(.problemsFound, error, at: photo)
        }
        return try unreadable()
    }

    private func unreadable() throws(RunFailure) -> PictureMaker.Made {
        let problem = Problem(.unsupported, "it is no photo that Jožin knows", remedy: "Nothing to do; it stays as it is.")
        throw RunFailure(.problemsFound, problem, at: photo)
    }

    private func encoding() throws(ValidationError) -> PictureEncoding {
        let name = to.name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if name.suffix(5).elementsEqual(".webp".utf8) { return .webp }
        if name.suffix(4).elementsEqual(".jpg".utf8) || name.suffix(5).elementsEqual(".jpeg".utf8) { return .jpeg }
        throw ValidationError("--to names a file that ends in .jpg or .webp.")
    }

    /// A free name in a folder that is in no library: the folders of photos stay as they are.
    private func target() throws(RunFailure) -> PlanTarget {
        let folder = to.folder ?? SystemPath(literal: ".")
        do throws(RunFailure) {
            let library = try LibraryOpener().open(folder, making: false)
            return try PlanTarget(to, outside: library.root, what: "the copy")
        } catch {
            guard error.problem == LibraryOpener.noLibrary || error.problem == LibraryOpener.noFolder else { throw error }
        }
        // No root holds it.
        return try PlanTarget(to, outside: SystemPath(literal: "/proc"))
    }

    private func orFailed<Value: ~Copyable>(
        _ place: SystemPath, _ body: () throws(SystemError) -> Value
    ) throws(RunFailure) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw RunFailure(.failed, error.problem(), at: place)
        }
    }
}
