// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSimilarity

/// Prints a library's duplicates.
struct DuplicateListing {
    let search: DuplicateSearch
    var kinds = Set(Relation.Kind.allCases)
    var limit: Int?
    var after: String?
    var isQuiet = false

    /// As many groups as `jozin PATH` shows.
    static let shortLimit = 20

    init(_ search: DuplicateSearch) { self.search = search }

    func print(_ style: OutputStyle) throws {
        let found = try search.run()
        let groups = found.report.groups.filter { kinds.contains($0.kind) }.map { PrintedGroup($0, found.candidates) }
        let page = try page(of: groups)
        var output = StandardOutput()
        switch style {
        case .jsonLines:
            for group in page { output.jsonLine { group.write(to: &$0) } }
        case .json: output.write(document(page, of: groups, found.report))
        case .text: DuplicateText(groups: groups, page: page, report: found.report, isQuiet: isQuiet).write(to: &output)
        }
        output.flush()
    }

    private func page(of groups: [PrintedGroup]) throws(RunFailure) -> ArraySlice<PrintedGroup> {
        var page = groups[...]
        if let after {
            guard let index = groups.firstIndex(where: { group in group.id == after }) else {
                let problem = Problem(.misuse, "there is no group \(after)", remedy: "Use the `group` of a line printed before.")
                throw RunFailure(.usage, problem)
            }
            page = groups[(index + 1)...]
        }
        return limit.map { page.prefix($0) } ?? page
    }

    private func document(_ page: ArraySlice<PrintedGroup>, of all: [PrintedGroup], _ report: DuplicateReport) -> [UInt8] {
        var writer = JSONWriter(.indented)
        writer.object { writer in
            writer.key("groups")
            writer.array { writer in
                for group in page { writer.object { group.write(to: &$0) } }
            }
            writer.key("total")
            writer.int(all.count)
            writer.key("next")
            if let last = page.last, page.endIndex < all.endIndex { writer.string(last.id) } else { writer.null() }
            writer.key("lowInformation")
            writer.int(report.lowInformation)
            writer.key("withoutFingerprint")
            writer.int(report.withoutFingerprint)
            writer.key("unlistedPairs")
            writer.int(report.unlistedPairs)
        }
        writer.newline()
        return writer.bytes
    }
}
