// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore

/// `jozin PATH`: scans, and prints the duplicates.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Scan a folder of photos and show its duplicates (the verb of `jozin PATH`).")

    @Argument(help: ArgumentHelp("The folder of photos.", valueName: "PATH"))
    var path: SystemPath

    @OptionGroup var library: LibraryOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var selection: SelectionOptions

    func run() throws {
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
}
