// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinSync

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a decision back: the last one, or any other that nothing was built upon.",
        discussion: """
            Examples:
              jozin undo ~/Pictures          the last one that stands; again for the one before
              jozin undo ~/Pictures 17       entry 17 of `jozin history`
            """)

    @OptionGroup var which: EntryOptions

    func run() throws { try which.run { desk, number throws(RunFailure) in try desk.maker.undo(number) } }
}

struct RedoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Make a decision again that was undone.",
        discussion: """
            Examples:
              jozin redo ~/Pictures          the one that was undone last, where none was made since
              jozin redo ~/Pictures 17       entry 17 of `jozin history`
            """)

    @OptionGroup var which: EntryOptions

    func run() throws { try which.run { desk, number throws(RunFailure) in try desk.maker.redo(number) } }
}

/// Which entry of which library.
struct EntryOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Argument(help: ArgumentHelp("The number of an entry.", valueName: "N"))
    var number: Int?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run(_ body: (inout DecisionDesk, Int?) throws(RunFailure) -> LogEntry) throws {
        try Surroundings.raiseDescriptorLimit()
        var desk = try DecisionDesk.open(path, library)
        DecisionReport(output).print(try body(&desk, number))
        try desk.follow()
    }
}
