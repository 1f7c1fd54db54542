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

/// Gives the keeper of each group what is decided on the others, so that nothing is lost with them.
struct HandOver {
    let search: DuplicateSearch
    let library: LibraryOptions
    let isDryRun: Bool
    /// Near duplicates are different pictures: they are asked for by name, as for a plan.
    var kinds: Set<Relation.Kind> = [.exact, .pixelIdentical]

    init(search: DuplicateSearch, library: LibraryOptions, isDryRun: Bool) {
        self.search = search
        self.library = library
        self.isDryRun = isDryRun
    }

    func run(_ output: OutputOptions) throws {
        var desk = try DecisionDesk.open(search.path, library)
        let found = try search.run()
        let decisions = try decisions(found, &desk)
        let report = DecisionReport(output)
        if isDryRun { return report.print(edits: try desk.maker.preview(decisions)) }
        switch try desk.maker.decide(decisions, label: "handed over to \(Wording.count(decisions.count, "keeper"))") {
        case .kept(let entry): report.print(entry)
        case .unchanged: report.print(nil)
        case .overtaken(let path):
            let problem = Problem(
                .environment, "\(DisplayName.text(path.bytes)) is being changed by a scan", remedy: "Say it again in a moment.")
            throw RunFailure(.failed, problem)
        }
        try desk.follow()
    }

    /// A photo that is the keeper of several groups inherits in all of them.
    private func decisions(
        _ found: FoundDuplicates, _ desk: inout DecisionDesk
    ) throws(RunFailure) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        var dropped: [Int: [Int]] = [:]
        for group in found.report.groups where kinds.contains(group.kind) {
            dropped[group.keeper.id, default: []] += group.members.filter { $0 != group.keeper.id }
        }
        let state = desk.maker.state
        var decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] = []
        for (keeper, others) in dropped.sorted(by: { $0.key < $1.key }) {
            let keeper = try desk.file(at: found.candidates[keeper].path)
            var files: [FileJudgement.File] = []
            for other in others { files.append(try desk.file(at: found.candidates[other].path)) }
            let changes = FileJudgement.handedOver(to: keeper, from: files) { state[$0]?.decisions ?? [:] }
            if !changes.isEmpty { decisions.append((keeper.target, changes)) }
        }
        return decisions
    }
}

extension DistinctPairs {
    /// Of all verdicts; a photo that was decided on before it was decoded is known by its files, too.
    init(_ decisions: DecisionState) {
        self.init()
        for (id, photo) in decisions.photos {
            for case (.verdict(let other), .string("distinct")) in photo.decisions {
                let others = [other] + (decisions.photos[other]?.files ?? []).map(ImageID.file)
                for one in [id] + photo.files.map(ImageID.file) {
                    for other in others { insert(one, other) }
                }
            }
        }
    }
}
