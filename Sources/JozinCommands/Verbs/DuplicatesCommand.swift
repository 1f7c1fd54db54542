// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import JozinContracts
import JozinCore
public import JozinSimilarity

/// `jozin duplicates`: the groups of photos of which one may be enough.
struct DuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "Show exact copies, pixel-identical files and near-duplicates, with the reasons.",
        discussion: """
            Jožin removes nothing. A near-duplicate is a pair for which at least three of four hashes agree; a group is a
            set in which every two are.

            Examples:
              jozin duplicates ~/Pictures
              jozin duplicates ~/Pictures --kind exact --kind pixelIdentical
              jozin duplicates ~/Pictures --level strict --json-lines | jq .members
            """)

    @Argument(help: ArgumentHelp("The library, or a folder inside it.", valueName: "LIBRARY"))
    var path: SystemPath

    @Option(name: .long, help: "Only groups of this kind: exact, pixelIdentical or near (repeatable).")
    var kind: [Relation.Kind] = []

    @Option(name: .long, help: "How alike near-duplicates must be: strict, normal or loose.")
    var level: Level = .normal

    @Option(name: .long, help: "At most so many groups.")
    var limit: Int?

    @Option(name: .long, help: ArgumentHelp("Only groups behind this one (the last of the page before).", valueName: "GROUP"))
    var after: String?

    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var listing = DuplicateListing(path: path, opener: library.opener(), level: level)
        if !kind.isEmpty { listing.kinds = Set(kind) }
        listing.limit = limit
        listing.after = after
        listing.isQuiet = output.quiet
        try listing.print(output.style)
    }

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
    }
}

extension Relation.Kind: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}
