// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinWorkers

/// `jozin verify`: whether everything that Jožin keeps is as it was written; with `--read-data` the originals too.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check sidecars, catalog and, with --read-data, every byte of every photo.",
        discussion: """
            Writes nothing. Each finding says what helps; the exit code is 1 where there is one. A photo whose bytes changed
            while nothing wrote to it is ROTTEN: its disk forgets.

            Examples:
              jozin verify ~/Pictures
              jozin verify ~/Pictures --read-data
              jozin verify ~/Pictures --read-data --json-lines | grep '"rotten"'
            """)

    @Argument(help: ArgumentHelp("The library.", valueName: "LIBRARY"))
    var path: SystemPath

    @Flag(name: .long, help: "Read every photo, and hold it against its digest.")
    var readData = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let descriptors = try Surroundings.raiseDescriptorLimit()
        let opened = try library.opener().open(path, making: false)
        let lock = try opened.lockForReading()
        let root = try opened.openRoot()
        try Surroundings.enterSandbox(allowingWritesIn: [])
        let report = FindingReport(output.style, isQuiet: output.quiet)
        let catalog = try openCatalog(opened.state.descriptor, report)
        var verification = Verification(
            state: try opened.openStateForLooking(), catalog: catalog, descriptors: descriptors, tell: { report.add($0) },
            report: { stage, done, total in report.progress(stage, done, total) })
        try verification.checkLeftovers()
        try verification.checkCatalog()
        try verification.checkRecords()
        try verification.checkTree()
        try verification.checkDisplaced()
        if readData { try verification.checkOriginals(below: root, at: opened.root) }
        report.finish(verification.checked)
        _ = consume lock
        if report.count > 0 { throw Ending(.problemsFound) }
    }

    /// The catalog, opened for looking; where that cannot be, that is the first finding.
    private func openCatalog(_ state: borrowing Descriptor, _ report: FindingReport) throws(RunFailure) -> CatalogReader? {
        do throws(CatalogError) {
            if let catalog = try CatalogReader.open(state) { return catalog }
            report.add(Finding(.catalog, .missing, file: Verification.catalogFile, Self.noCatalog))
        } catch {
            guard error.reason != .newer else { throw RunFailure(catalog: error) }
            report.add(Finding(.catalog, .damaged, file: Verification.catalogFile, Verification.damagedCatalog(error.message)))
        }
        return nil
    }

    private static let noCatalog = Problem(
        .environment, "there is no catalog", remedy: "Run `jozin rebuild`: the sidecars hold all that was in it.")
}

extension CatalogReader {
    /// The catalog of a state folder, to be looked at; nil where there is none.
    static func open(_ state: borrowing Descriptor) throws(CatalogError) -> CatalogReader? {
        guard (try? state.status(of: Verification.catalogFile)) != nil else { return nil }
        let log = try? state.status(of: Verification.catalogFile + Array("-wal".utf8))
        return try CatalogReader(inFolder: state.number, hasLog: (log?.stamp.bytes ?? 0) > 0)
    }
}
