// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore

/// `jozin rebuild`: the catalog made anew from the sidecars.
struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Make the catalog anew from the sidecars, when it is damaged or lost.",
        discussion: """
            Every photo is read once to see that its sidecar is about it; only photos without a good sidecar are decoded.
            Decisions and photos that are missing now are kept.

            Examples:
              jozin rebuild ~/Pictures
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @OptionGroup var library: LibraryOptions
    @OptionGroup var selection: SelectionOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var scan = ScanRequest(path: path, state: library.state)
        scan.selection = selection
        scan.rebuilds = true
        scan.depth = .quick
        let code = try scan.run(ScanReporter(output.style, isQuiet: output.quiet))
        if code != ExitCode.done.rawValue { throw Ending(code) }
    }
}
