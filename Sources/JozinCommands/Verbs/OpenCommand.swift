// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles

/// `jozin PATH`: for a person at a terminal it serves the page and opens it; for a program it scans and prints the duplicates.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a folder of photos in the browser (the verb of `jozin PATH`).",
        discussion: """
            Where no terminal is there to see an address, it scans and prints the duplicates instead.
            """)

    @Argument(help: ArgumentHelp("The folder of photos.", valueName: "PATH"))
    var path: SystemPath

    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var selection: SelectionOptions

    func run() throws {
        if StandardStream.output.isTerminal { return try openPage() }
        var scan = ScanRequest(path: path, state: library.state)
        scan.selection = selection
        scan.maxPixels = limits.maxPixels
        let code = try scan.run(ScanReporter(.text))
        guard code == ExitCode.done.rawValue || code == ExitCode.problemsFound.rawValue else { throw Ending(code) }
        StandardError.line("")
        var listing = DuplicateListing(DuplicateSearch(path: path, opener: library.opener()))
        listing.limit = DuplicateListing.shortLimit
        try listing.print(.text)
    }

    /// Photos that are chosen by hand are scanned by hand first: the page's own scans know no choice.
    private func openPage() throws {
        if limits.maxPixels != nil || !selection.include.isEmpty || !selection.exclude.isEmpty {
            var scan = ScanRequest(path: path, state: library.state)
            scan.selection = selection
            scan.maxPixels = limits.maxPixels
            let code = try scan.run(ScanReporter(.text))
            guard code <= ExitCode.problemsFound.rawValue else { throw Ending(code) }
        }
        let code = try PageOpening(path: path, state: library.state).run()
        guard code == 0 else { throw Ending(code) }
    }
}
