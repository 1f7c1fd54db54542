// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCatalog
import JozinCatalogSQLite
import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity
import JozinWorkers

/// `jozin group`: finds the duplicates and puts them into the catalog, for the page to leaf through. It needs memory for all of the
/// library's fingerprints for a while, and gives that back by ending.
struct GroupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Put the groups of duplicates into the catalog.", shouldDisplay: false)

    @Argument var path: SystemPath
    @Flag(name: .long, help: "A worker's flag; there is nothing to tell but the end.") var events = false
    @Option(name: .long, help: "End when this process ends.") var parent: Int32?
    @OptionGroup var library: LibraryOptions

    func run() throws {
        if let parent, !OwnProcess.endWith(parent: parent) { throw Ending(.failed) }
        let search = DuplicateSearch(path: path, opener: library.opener())
        let opened = try search.open()
        let catalog = try SQLiteCatalog.open(opened.state)
        let found = try search.run(in: opened, catalog)
        let groups = found.report.groups.lazy.map { group in
            let printed = PrintedGroup(group, found.candidates)
            return FoundGroup(
                name: printed.id, kind: group.kind.rawValue, certainty: group.certainty, gain: printed.bytesToSpare,
                keeper: printed.keeper.path, reason: group.keeper.reason.explanation, members: printed.members.map(\.path))
        }
        do throws(CatalogError) {
            try catalog.replaceGroups(groups)
        } catch {
            throw RunFailure(catalog: error)
        }
    }
}
