// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles

/// `jozin thumbs`: makes the thumbnails that a library lacks.
struct ThumbsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thumbs", abstract: "Make the thumbnails that are missing.",
        discussion: """
            They lie in LIBRARY/.jozin/thumbs and can be removed at any time (jozin reset --thumbs). What is there is not made again;
            an interrupted run is gone on with by the next.

            Examples:
              jozin thumbs ~/Pictures
              jozin thumbs ~/Pictures --size 256 --format webp
              jozin thumbs ~/Pictures --dry-run --json-lines
            """)

    @Argument(help: ArgumentHelp("The library.", valueName: "LIBRARY"))
    var path: SystemPath

    @Flag(name: .long, help: "Say what would be made, and write nothing.")
    var dryRun = false

    @OptionGroup var thumbnails: ThumbnailOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        if try !library.opener().isScanned(path) { _ = try library.opener().openScanned(path) }
        var reporter = ScanReporter(output.style, isQuiet: output.quiet)
        OwnProcess.ignoreInterrupts()
        let code = try listen(&reporter)
        reporter.finish(code)
        if code != ExitCode.done.rawValue { throw Ending(code) }
    }

    private func listen(_ reporter: inout ScanReporter) throws(RunFailure) -> Int32 {
        do throws(SystemError) {
            var worker = try WorkerProcess(try OwnProcess.executable(), arguments: arguments(reporter))
            while let line = try worker.nextLine() {
                if let event = WorkerEvent(line: line) { reporter.take(event) }
            }
            return worker.wait()
        } catch {
            throw RunFailure(.failed, error.problem())
        }
    }

    private func arguments(_ reporter: borrowing ScanReporter) -> [[UInt8]] {
        var words = ["jozimg", "--events", "--parent", "\(OwnProcess.id)"]
        if reporter.wantsUnchanged { words.append("--report-unchanged") }
        if dryRun { words.append("--dry-run") }
        if let maxPixels = limits.maxPixels { words += ["--max-pixels", "\(maxPixels.pixels)"] }
        words += thumbnails.words
        var bytes = words.map { Array($0.utf8) }
        if let state = library.state { bytes += [Array("--state".utf8), state.bytes] }
        return bytes + [Array("--".utf8), path.bytes]
    }
}
