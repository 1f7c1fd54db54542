// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Glibc
import JozinCore
import JozinDemo

/// `jozin-demo`: a made-up photo library to try Jožin on.
@main
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jozin-demo", abstract: "Fills an empty folder with a made-up, messy photo library.",
        discussion: """
            The same seed and options make the same files on every machine with the same libjpeg. A folder that is not empty is refused,
            unless it holds the same demo library, which is then completed. Nothing is ever overwritten or removed.
            """)

    @Argument(help: "The folder to fill; made where it is missing.")
    var folder: String

    @Option(help: "What decides everything.")
    var seed: UInt64 = 2026

    @Option(help: "How many distinct ordinary photos.")
    var photos: Int = 72

    @Option(help: ArgumentHelp("Every photo's size.", valueName: "WxH"), transform: DemoCommand.size)
    var size: PixelSize?

    @Option(help: "The share of duplicates among photos and duplicates, 0 to 0.95.")
    var duplicatesShare: Double = 0.35

    @Flag(name: .customLong("no-series"), help: "No bursts and no bracket.")
    var noSeries = false

    @Flag(name: .customLong("no-oddities"), help: "No damaged, strange or hostile files.")
    var noOddities = false

    @Flag(help: "Put photos together from strips of 61 pictures: distinct files, very fast, not pretty.")
    var cheap = false

    @Option(help: ArgumentHelp("Write the ground truth (JSON) here; the file must not exist.", valueName: "file"))
    var truth: String?

    @Option(help: "How many files are made at once.")
    var tasks: Int = 2

    mutating func run() async throws {
        do throws(Problem) {
            try await fill()
        } catch {
            let place = error.path.map { DisplayName.text($0.bytes) + ": " } ?? ""
            say("jozin-demo: \(place)\(error.sentence)\n\(error.remedy)\n")
            throw ExitCode(error.code == .misuse ? 64 : 2)
        }
    }

    private func fill() async throws(Problem) {
        let options = DemoLibrary.Options(
            photos: photos, size: size, duplicatesShare: duplicatesShare, series: !noSeries, oddities: !noOddities, cheap: cheap)
        let library = try DemoLibrary.plan(seed: seed, options: options)
        let animated = isatty(STDERR_FILENO) == 1
        let written = try await library.write(to: Array(folder.utf8), tasks: max(1, min(64, tasks))) { done, total in
            if animated { say("\r\(done) of \(total) files") }
        }
        if animated { say("\r\u{1b}[K") }
        if let truth { try library.writeTruth(to: Array(truth.utf8)) }
        say("\(written.made) entries made, \(written.kept) kept, in \(DisplayName.text(Array(folder.utf8)))\n")
    }

    private func say(_ text: String) {
        let bytes = Array(text.utf8)
        // write reads the array's bytes; when standard error is closed there is nobody to tell.
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }

    private static func size(_ text: String) throws -> PixelSize {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2 else { throw ValidationError("a size looks like 1024x768") }
        return PixelSize(width: sides[0], height: sides[1])
    }
}
