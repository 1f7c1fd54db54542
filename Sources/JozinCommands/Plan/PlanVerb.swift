// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
import JozinSimilarity

/// `jozin duplicates --plan`: writes what may be done with the duplicates. Jožin itself does none of it.
struct PlanVerb {
    let search: DuplicateSearch
    let options: PlanOptions
    let format: PlanFormat
    /// Near-duplicates are different pictures: they are planned only where they are asked for.
    var kinds: [Relation.Kind] = [.exact, .pixelIdentical]
    var isQuiet = false

    func run() throws {
        guard let plan = options.plan, !options.isForOutput else { return try writeToOutput() }
        let target = try PlanTarget(plan, outside: try root())
        if options.dryRun { return try writeToOutput() }
        try PlanRequest(target: target, format: format, arguments: arguments).run(isQuiet: isQuiet)
    }

    /// The library's root, or where it will be once it was scanned.
    private func root() throws(RunFailure) -> SystemPath {
        if try search.opener.isScanned(search.path) { return try search.opener.open(search.path, making: false).root }
        do throws(SystemError) {
            return try Environment.canonical(search.path)
        } catch {
            throw RunFailure(.libraryMissing, error.isAbsence ? LibraryOpener.noFolder : error.problem(), at: search.path)
        }
    }

    private func tellRoot(_ root: SystemPath) {
        guard !isQuiet, root != (try? Environment.canonical(search.path)) else { return }
        StandardError.line(
            "jozin: this folder is part of the library at \(DisplayName.text(root.bytes)); the plan is for all of it")
    }

    private func writeToOutput() throws {
        let found = try search.run()
        tellRoot(found.library.root)
        let rules = options.dropped ? [.chosen] + found.order.rules : found.order.rules
        let terms = PlanTerms(
            kinds: kinds, level: search.level, rules: rules, references: found.order.references,
            trash: try options.trash.map { trash throws(RunFailure) in try PlannedTrash.path(trash, for: found.library.root) })
        let document = PlanDocument(
            library: found.library, terms: terms, groups: found.report.groups.filter { kinds.contains($0.kind) },
            candidates: found.candidates, dropped: options.dropped ? found.dropped : nil)
        let unplanned = kinds.contains(.near) || options.dropped ? 0 : found.report.groups.count { $0.kind == .near }
        let summary = PlanSummary(document.totals, nearGroupsLeftOut: unplanned, alone: document.alone)
        if options.dryRun {
            var output = StandardOutput()
            for line in summary.lines + ["Nothing was written."] { output.line(line) }
            output.flush()
        } else {
            var output = StandardOutput()
            format.write(document) { output.write($0) }
            output.flush()
            if !isQuiet { for line in summary.lines { StandardError.line(line) } }
        }
    }

    /// What asks this program for the same plan on its standard output.
    private var arguments: [[UInt8]] {
        var words = ["jozin", "duplicates", "--plan", "-", "--plan-format", format.rawValue, "--level", search.level.rawValue]
            .map { Array($0.utf8) }
        for kind in kinds { words += [Array("--kind".utf8), Array(kind.rawValue.utf8)] }
        for choice in search.keepers.keep { words += [Array("--keep".utf8), choice.bytes] }
        for folder in search.keepers.reference { words.append(Array("--reference=".utf8) + folder.bytes) }
        if options.dropped { words.append(Array("--dropped".utf8)) }
        if let trash = options.trash { words.append(Array("--trash=".utf8) + trash.bytes) }
        if let state = search.opener.state { words.append(Array("--state=".utf8) + state.bytes) }
        if isQuiet { words.append(Array("--quiet".utf8)) }
        return words + [Array("--".utf8), search.path.bytes]
    }
}
