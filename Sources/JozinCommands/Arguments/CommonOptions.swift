// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinContracts
import JozinCore
import JozinFiles

/// Which library, and where its state lies.
struct LibraryOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Keep Jožin's own files in DIR instead of LIBRARY/.jozin.", valueName: "DIR"))
    var state: SystemPath?

    func opener(mayStartAnew: Bool = false) -> LibraryOpener { LibraryOpener(state: state, mayStartAnew: mayStartAnew) }
}

/// How the answer is written.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON object.")
    var json = false

    @Flag(name: .long, help: "Print one JSON object a line, as results come.")
    var jsonLines = false

    @Flag(name: [.short, .long], help: "Print nothing but the answer and errors.")
    var quiet = false

    func validate() throws {
        if json && jsonLines { throw ValidationError("Choose one of --json and --json-lines.") }
    }
}

/// What one photo may cost.
struct LimitOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Read photos of up to N pixels (500M, 1G; usually 268M), with more memory and time.", valueName: "N"))
    var maxPixels: PixelLimit?
}

/// Which files belong to the library.
struct SelectionOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Take in what matches, even if it is hidden (repeatable).", valueName: "GLOB"))
    var include: [String] = []

    @Option(name: .long, help: ArgumentHelp("Leave out what matches: '*.gif', 'Exports/' (repeatable).", valueName: "GLOB"))
    var exclude: [String] = []

    private func globs(_ words: [String]) -> [Glob] { words.map { Glob(RawArguments.bytes($0)) } }

    var selection: Selection { Selection(include: globs(include), exclude: globs(exclude)) }
}
