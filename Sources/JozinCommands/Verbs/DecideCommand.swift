// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinSync

struct DecideCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide", abstract: "Rate, tag, title, sort and judge photos.",
        discussion: """
            Once it is said here, it is kept: in a log from which nothing is ever taken, and in the photo's sidecar. It stays \
            with the picture wherever the file goes, and holds for every copy of it. A scan need not be waited for.

            PHOTO is a path in the library or an image id (sha256:…).

            Examples:
              jozin decide ~/Pictures 2019/sea.jpg --rating 4 --tag Sea/Baltic
              jozin decide ~/Pictures 2019/*.jpg --album 'Summer 2019' --favourite
              jozin decide ~/Pictures a.jpg --distinct-from b.jpg
              jozin decide ~/Pictures copies/a.jpg --drop; jozin duplicates ~/Pictures --plan plan.sh --dropped
              jozin undo ~/Pictures
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Argument(help: ArgumentHelp("Photos.", valueName: "PHOTO"))
    var photos: [String]

    @OptionGroup(title: "Decisions") var decisions: DecisionOptions

    @Flag(name: .long, help: "Say what would be decided, and write nothing.")
    var dryRun = false

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let changes = try decisions.changes()
        guard !changes.isEmpty || !decisions.distinctFrom.isEmpty || decisions.drop != nil else {
            throw ValidationError("Say what you decide: --rating, --tag, --title and so on.")
        }
        try Surroundings.raiseDescriptorLimit()
        var desk = try DecisionDesk.open(path, library)
        let fate = try fate()
        if dryRun {
            return DecisionReport(output).print(
                edits: try desk.preview(photos, distinctFrom: decisions.distinctFrom, changes, fate))
        }
        let entry = try desk.decide(photos, distinctFrom: decisions.distinctFrom, changes, fate)
        DecisionReport(output).print(entry)
        try desk.follow()
    }

    private func fate() throws -> DecisionDesk.FileFate? {
        guard let drop = decisions.drop else { return nil }
        return drop ? .dropped(Dropping(try DuplicateSearch(path: path, opener: library.opener()).run())) : .open
    }
}
