// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore

/// `jozin scan`: looks at every photo of a library.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Look at every photo of a folder and remember what was seen.",
        discussion: """
            The first scan makes the folder a library; the next ones look only at what is new or changed, and go on where
            an interrupted one stopped.

            Examples:
              jozin scan ~/Pictures
              jozin scan ~/Pictures --depth quick        fingerprints only; the next scan reads the pixels
              jozin scan /mnt/nas --state ~/.jozin-nas   leave no folder there
              jozin scan ~/Pictures --exclude '*.gif' --json-lines | grep '"failed"'
            """)

    @Argument(help: ArgumentHelp("The folder of photos (several are scanned one after another).", valueName: "PATH"))
    var paths: [SystemPath]

    @Option(name: .long, help: "How far to read: quick or full.")
    var depth: ScanDepth = .full

    @Flag(name: .long, help: "Say what would be done, and write nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Make a new library where one was whose .jozin folder is gone.")
    var startAnew = false

    @Flag(name: .long, help: "Believe that photos are gone, however many cannot be found.")
    var acceptMissing = false

    @Flag(name: .long, help: "Try photos again that could not be read, changed or not.")
    var retryFailed = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if paths.count > 1, library.state != nil { throw ValidationError("--state names one library's folder; scan one PATH.") }
    }

    func run() throws {
        var worst = ExitCode.done.rawValue
        for path in paths {
            var scan = ScanRequest(path: path, state: library.state)
            scan.depth = depth
            scan.selection = selection
            scan.maxPixels = limits.maxPixels
            scan.startsAnew = startAnew
            scan.isDryRun = dryRun
            scan.acceptsMissing = acceptMissing
            scan.retriesFailed = retryFailed
            var code = try scan.run(ScanReporter(output.style, isQuiet: output.quiet))
            if code == ExitCode.confirmationNeeded.rawValue, Question.isPossible,
                Question("Mark them as gone?").isAnsweredYes()
            {
                scan.acceptsMissing = true
                code = try scan.run(ScanReporter(output.style, isQuiet: output.quiet))
            }
            let isOver = code <= ExitCode.problemsFound.rawValue || code == ExitCode.confirmationNeeded.rawValue
            guard isOver else { throw Ending(code) }
            worst = max(worst, code)
        }
        if worst != ExitCode.done.rawValue { throw Ending(worst) }
    }
}

extension OutputOptions {
    var style: OutputStyle { jsonLines ? .jsonLines : json ? .json : .text }
}

/// How a verb writes its answer.
enum OutputStyle {
    case text, json, jsonLines
}
