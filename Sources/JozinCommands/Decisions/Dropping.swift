// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinSimilarity
import JozinSync

/// Files that are dropped by name: each for the sake of a duplicate that stays and is given what they have.
struct Dropping {
    private let found: FoundDuplicates
    private let places: [LibraryPath: Int]

    init(_ found: FoundDuplicates) {
        self.found = found
        places = Dictionary(found.candidates.map { ($0.path, $0.id) }) { first, _ in first }
    }

    /// What is to be decided so that these files are dropped.
    func decisions(
        _ paths: [LibraryPath], _ desk: inout DecisionDesk
    ) throws(RunFailure) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        let files = Set(paths.compactMap { places[$0] })
        let dropped = found.dropped.union(files)
        let groups = found.report.groups.filter { group in group.members.contains(where: files.contains) }
        if let place = GroupRemainder.emptied(groups.map(\.members), dropping: dropped), let path = paths.first {
            let member = groups[place].members.first(where: files.contains).map { found.candidates[$0].path }
            throw Dropping.lastOne(member ?? path)
        }
        var judgements: [Int: FileJudgement] = [:]
        for path in paths {
            guard let file = places[path], let group = groups.first(where: { $0.members.contains(file) }) else {
                throw Dropping.refusal(
                    "\(DisplayName.text(path.bytes)) has no duplicate", "Only a file of which another stays can be dropped.")
            }
            let near = groups.first { $0.members.contains(file) && !dropped.isSuperset(of: $0.members) } ?? group
            let staying = near.members.filter { !dropped.contains($0) }.map { found.candidates[$0] }
            guard let heir = Keeper(among: staying, by: [.chosen] + found.order.rules)?.id else { throw Dropping.lastOne(path) }
            if judgements[heir] == nil {
                judgements[heir] = FileJudgement(heir: try desk.file(at: found.candidates[heir].path))
            }
            judgements[heir]?.dropped.append(try desk.file(at: path))
        }
        let state = desk.maker.state
        return judgements.sorted { $0.key < $1.key }.flatMap { $0.value.decisions { state[$0]?.decisions ?? [:] } }
    }

    private static func lastOne(_ path: LibraryPath) -> RunFailure {
        refusal(
            "of \(DisplayName.text(path.bytes)) and its duplicates at least one file has to stay",
            "Take another one back first (--no-drop), or leave this one.")
    }

    private static func refusal(_ sentence: String, _ remedy: String) -> RunFailure {
        RunFailure(.failed, Problem(.misuse, sentence, remedy: remedy + " Nothing was changed."))
    }
}
