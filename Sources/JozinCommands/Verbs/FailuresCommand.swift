// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers

/// `jozin failures`: the photos that could not be read, and why.
struct FailuresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failures", abstract: "Show the photos that could not be read, by reason, with what helps.",
        discussion: """
            A photo is read again when its file changes, when a newer Jožin reads its kind, or where the disk was at fault.

            Examples:
              jozin failures ~/Pictures
              jozin failures ~/Pictures --all               files of kinds that Jožin does not read, too
              jozin failures ~/Pictures --limit 100 --json-lines
            """)

    @Argument(help: ArgumentHelp("The library.", valueName: "LIBRARY"))
    var path: SystemPath

    @Flag(name: .long, help: "Show files of kinds that Jožin does not read, too.")
    var all = false

    @Option(name: .long, help: ArgumentHelp("Show at most N photos.", valueName: "N"))
    var limit: Int?

    @Option(name: .long, help: ArgumentHelp("Show what comes behind PATH (the last one of the page before).", valueName: "PATH"))
    var after: SystemPath?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
        let opener = library.opener()
        let opened = try opener.openScanned(path)
        try Surroundings.enterSandbox(allowingWritesIn: [opened.state.descriptor.number])
        let listing = FailureListing(try SQLiteCatalog.open(opened.state), withUnsupported: all)
        try listing.print(output, after: try start(), limit: limit)
    }

    private func start() throws(RunFailure) -> LibraryPath? {
        guard let after else { return nil }
        guard let path = LibraryPath(bytes: after.bytes) else {
            let problem = Problem(
                .misuse, "--after takes a path relative to the library", remedy: "Use the `path` of a line printed before.")
            throw RunFailure(.usage, problem)
        }
        return path
    }
}
