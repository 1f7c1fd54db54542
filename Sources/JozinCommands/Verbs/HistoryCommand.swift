// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinSync

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what was decided, the newest first, and what can be undone and redone.",
        discussion: """
            Examples:
              jozin history ~/Pictures
              jozin history ~/Pictures --limit 100 --before 4000 --json-lines
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Option(name: .long, help: ArgumentHelp("Show at most N entries.", valueName: "N"))
    var limit = 20

    @Option(name: .long, help: ArgumentHelp("Show what came before entry N.", valueName: "N"))
    var before: Int?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
        let log = try DecisionLog.open(path, library)
        let entries = try log.entries(before: before, limit: limit)
        DecisionReport(output).print(entries, log.state)
        DecisionLog.tellDamage(log)
    }
}
