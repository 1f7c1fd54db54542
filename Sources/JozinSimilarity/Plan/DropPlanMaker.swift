// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Finds for each file that its owner dropped the group and the keeper that it goes for.
struct DropPlanMaker {
    private let groups: [DuplicateGroup]
    private let photos: [Int: Candidate]
    private let rules: [KeeperRule]
    /// What becomes of the files that were dropped.
    private var fates: [Int: DuplicatePlan.Fate] = [:]

    init(_ groups: [DuplicateGroup], _ candidates: [Candidate], _ rules: [KeeperRule], dropped: Set<Int>) {
        self.groups = groups
        self.rules = rules
        let grouped = Set(groups.lazy.flatMap(\.members))
        let files = candidates.filter { grouped.contains($0.id) }
        photos = Dictionary(files.map { ($0.id, $0) }) { first, _ in first }
        for (file, isLinked) in zip(files, PlanMaker.linked(files)) where dropped.contains(file.id) {
            fates[file.id] = file.isLocked ? .locked : isLinked ? .linked : .dropped
        }
        keepOneOfEach(numbers: Dictionary(files.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first })
    }

    /// The others of a group may have gone since its last member was dropped. A group within another one need not keep any.
    private mutating func keepOneOfEach(numbers: [Int: Int]) {
        let members = groups.map { group in group.members.compactMap { numbers[$0] }.sorted() }
        for place in GroupNesting.widest(members, count: numbers.count) {
            let files = groups[place].members
            guard files.allSatisfy({ fates[$0] == .dropped }), let keeper = keeper(among: files) else { continue }
            fates[keeper.id] = .needed
        }
    }

    private func keeper(among files: [Int]) -> Keeper? { Keeper(among: files.compactMap { photos[$0] }, by: rules) }

    /// Exact copies are told before what is only alike: each file goes for the nearest that stays.
    func plan() -> [DuplicatePlan.Group] {
        var told: Set<Int> = []
        return groups.enumerated().compactMap { place, group in
            let open = group.members.filter { fates[$0] != nil && !told.contains($0) }
            guard !open.isEmpty else { return nil }
            let staying = group.members.filter { fates[$0] == nil }
            let left = staying.isEmpty ? group.members.filter { fates[$0] != .dropped } : staying
            guard let keeper = keeper(among: left) else { return nil }
            let others = open.filter { $0 != keeper.id }.map { DuplicatePlan.File(id: $0, fate: fates[$0] ?? .needed) }
            guard !others.isEmpty else { return nil }
            told.formUnion(others.map(\.id))
            return DuplicatePlan.Group(
                source: place, keeper: keeper, files: [DuplicatePlan.File(id: keeper.id, fate: .kept)] + others)
        }
    }
}
