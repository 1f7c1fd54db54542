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
            Jožin removes nothing. A near-duplicate is a pair for which at least three of four hashes agree; a group is a \
            set in which every two are.

            --plan writes down what may be done with them, for you to read: a script, a table (CSV) or JSON. Of each group \
            one file is kept, by your --keep rules, then by Jožin's own (pixels, raw, metadata, largest, oldest, \
            shortest-path). Files in --reference folders stay in any case. Near-duplicates are different pictures, and are \
            planned only with --kind near. The script reads each file again before it moves it to the trash; it deletes \
            nothing, and writes its own reverse.

            Examples:
              jozin duplicates ~/Pictures
              jozin duplicates ~/Pictures --kind exact --kind pixelIdentical
              jozin duplicates ~/Pictures --level strict --json-lines | jq .members
              jozin duplicates ~/Pictures --plan plan.sh
              sh plan.sh --check; sh plan.sh; sh plan-undo.sh
              jozin duplicates ~/Pictures --plan plan.csv --reference Albums
              jozin duplicates ~/Pictures --plan plan.json --keep folder:2019
              jozin duplicates ~/Pictures --plan plan.sh --dropped
              jozin duplicates /mnt/nas --plan plan.sh --trash /mnt/dropped
              jozin duplicates ~/Pictures --hand-over --kind near --dry-run
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

    @Flag(
        name: .long,
        help: "Give each keeper what the others have and it has not: tags, albums, rating, caption, place (see `jozin undo`).")
    var handOver = false

    @OptionGroup var keepers: KeeperOptions
    @OptionGroup var plan: PlanOptions
    @OptionGroup var library: LibraryOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var search = DuplicateSearch(path: path, opener: library.opener(), level: level)
        search.keepers = keepers.wishes
        if handOver {
            var verb = HandOver(search: search, library: library, isDryRun: plan.dryRun)
            if !kind.isEmpty { verb.kinds = Set(kind) }
            return try verb.run(output)
        }
        if let format = plan.format, plan.plan != nil {
            var verb = PlanVerb(search: search, options: plan, format: format)
            if plan.dropped { verb.kinds = Relation.Kind.allCases }
            if !kind.isEmpty { verb.kinds = Relation.Kind.allCases.filter(kind.contains) }
            verb.isQuiet = output.quiet
            return try verb.run()
        }
        var listing = DuplicateListing(search)
        if !kind.isEmpty { listing.kinds = Set(kind) }
        listing.limit = limit
        listing.after = after
        listing.isQuiet = output.quiet
        try listing.print(output.style)
    }

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
        if handOver, plan.plan != nil || limit != nil || after != nil {
            throw ValidationError("--hand-over is for all groups, and needs no plan; leave out --plan, --limit and --after.")
        }
        if plan.dryRun, plan.plan == nil, !handOver { throw ValidationError("--dry-run has to belong to --plan or --hand-over.") }
        guard plan.plan != nil else { return }
        if limit != nil || after != nil { throw ValidationError("A plan is for all groups; leave out --limit and --after.") }
        if output.json || output.jsonLines {
            throw ValidationError("--json and --json-lines are for the listing; --plan-format json makes a plan of JSON.")
        }
    }
}

extension Relation.Kind: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}
