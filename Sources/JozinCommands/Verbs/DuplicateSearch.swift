// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity
import JozinSync
import JozinWorkers

/// Finds a library's duplicates in its catalog.
struct DuplicateSearch {
    let path: SystemPath
    let opener: LibraryOpener
    var level = Level.normal
    var keepers = KeeperWishes()

    init(path: SystemPath, opener: LibraryOpener, level: Level = .normal) {
        self.path = path
        self.opener = opener
        self.level = level
    }

    /// Opens the library, which is scanned first where it never was. From here on the process is in the sandbox.
    func open() throws -> Library {
        let library = try opener.openScanned(path)
        try Surroundings.enterSandbox(allowingWritesIn: [library.state.descriptor.number])
        return library
    }

    func run() throws -> FoundDuplicates {
        let library = try open()
        return try run(in: library, try SQLiteCatalog.open(library.state))
    }

    /// Searches an open library.
    func run(in library: borrowing Library, _ catalog: any Catalog) throws -> FoundDuplicates {
        var gathering = CandidateGathering()
        do throws(CatalogError) {
            try catalog.comparablePhotos(inPagesOf: 1_000) { gathering.add($0) }
        } catch {
            throw RunFailure(catalog: error)
        }
        let order = try keepers.resolved(in: library.root, gathering.foldersFiles)
        gathering.lock(by: order)
        let candidates = gathering.candidates
        var finder = DuplicateFinder(thresholds: level.thresholds, keeperRules: order.rules)
        finder.distinct = DistinctPairs(try DecisionLog.open(try library.reopenState()).state)
        return FoundDuplicates(
            library: PlannedLibrary(
                id: library.identity.id, root: library.root, stateElsewhere: library.stateIsElsewhere ? library.statePath : nil),
            candidates: candidates, order: order, report: finder.report(on: candidates))
    }
}

/// A library's duplicates, and what they were found among.
struct FoundDuplicates {
    let library: PlannedLibrary
    /// Their keys are their places.
    let candidates: [Candidate]
    let order: KeeperOrder
    let report: DuplicateReport
}
