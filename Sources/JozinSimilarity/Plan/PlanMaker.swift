// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Decides group by group. A file is a number: its place among the grouped candidates in the order of their paths.
struct PlanMaker {
    private let files: [Candidate]
    private let rules: [KeeperRule]
    /// Files that have another name among them.
    private let isLinked: [Bool]
    /// The groups that count, by their place among the given ones, and their members, ascending.
    private let sources: [Int]
    private let members: [[Int]]
    /// Per file, the groups that hold it.
    private let holders: [[Int32]]

    private var isDropped: [Bool]
    private var isKeeper: [Bool]
    /// Per group, how many of its members are not dropped.
    private var remaining: [Int]

    init(_ groups: [DuplicateGroup], _ candidates: [Candidate], _ rules: [KeeperRule]) {
        let grouped = Set(groups.lazy.flatMap(\.members))
        let files = candidates.filter { grouped.contains($0.id) }.sorted { ($0.path, $0.id) < ($1.path, $1.id) }
        let numbers = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($0.element.id, $0.offset) })
        let all = groups.map { group in group.members.compactMap { numbers[$0] }.sorted() }
        let sources = GroupNesting.widest(all, count: files.count)
        let members = sources.map { all[$0] }
        var holders = [[Int32]](repeating: [], count: files.count)
        for (group, members) in members.enumerated() {
            for member in members { holders[member].append(Int32(group)) }
        }
        self.files = files
        self.rules = rules
        self.sources = sources
        self.members = members
        self.holders = holders
        isLinked = PlanMaker.linked(files)
        isDropped = Array(repeating: false, count: files.count)
        isKeeper = isDropped
        remaining = members.map(\.count)
    }

    /// For each file whether another one has its inode.
    static func linked(_ files: [Candidate]) -> [Bool] {
        let inodes = files.map(\.inode)
        var names: [Candidate.Inode: Int] = [:]
        for case let inode? in inodes { names[inode, default: 0] += 1 }
        return inodes.map { inode in inode.map { names[$0, default: 0] > 1 } ?? false }
    }

    mutating func plan() -> [DuplicatePlan.Group] {
        members.indices.compactMap { group in
            let here = members[group].filter { !isDropped[$0] }
            guard here.count > 1, let keeper = Keeper(among: here.map { files[$0] }, by: rules),
                let number = here.first(where: { files[$0].id == keeper.id })
            else { return nil }
            isKeeper[number] = true
            let others = here.filter { $0 != number }.map { DuplicatePlan.File(id: files[$0].id, fate: settle($0)) }
            return DuplicatePlan.Group(
                source: sources[group], keeper: keeper, files: [DuplicatePlan.File(id: keeper.id, fate: .kept)] + others)
        }
    }

    /// What becomes of a member that is not its group's keeper. The keeper stays in this group; every other group that holds
    /// the member must keep another one.
    private mutating func settle(_ file: Int) -> DuplicatePlan.Fate {
        if files[file].isLocked { return .locked }
        if files[file].isChosen { return .chosen }
        if isLinked[file] { return .linked }
        if isKeeper[file] || holders[file].contains(where: { remaining[Int($0)] == 1 }) { return .needed }
        isDropped[file] = true
        for holder in holders[file] { remaining[Int(holder)] -= 1 }
        return .dropped
    }
}
