// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Which file of which group of duplicates is kept, which dropped, and why. It is a proposal: nothing here touches a file.
///
/// Invariants, whatever the groups and however they overlap:
/// 1. A file is dropped at most once, and for a keeper of the same group.
/// 2. No keeper is dropped, by whatever group.
/// 3. Of each group that is not part of another one, at least one member stays.
/// 4. Locked files stay, and so do those that their owner keeps, and files that have several names.
/// 5. The plan depends on groups, candidates and rules alone, not on the order of the candidates.
///
/// A group that lies wholly within another one (exact copies within a pixel-identical group) is settled with that one.
public struct DuplicatePlan: Hashable, Sendable {
    /// Groups in which there is something to decide, in the order they were given in.
    public let groups: [Group]

    /// A group with what becomes of its members.
    public struct Group: Hashable, Sendable {
        /// The group's place among those that the plan was made of.
        public let source: Int
        /// The member that is kept, and the rule that singled it out.
        public let keeper: Keeper
        /// The keeper, then the other members by path, but for those that an earlier group drops.
        public let files: [File]
    }

    /// A member of a group.
    public struct File: Hashable, Sendable {
        /// The caller's key.
        public let id: Int
        /// What becomes of it.
        public let fate: Fate
    }

    /// What becomes of a file, and why.
    public enum Fate: String, Hashable, Sendable, CaseIterable {
        /// It is the group's keeper.
        case kept
        /// It lies in a reference folder.
        case locked
        /// Its owner said that it stays.
        case chosen
        /// It has another name in the library (a hard link): dropping one name frees nothing.
        case linked
        /// It is another group's keeper, or the last that stays of another group.
        case needed
        /// It goes; the group's keeper stays.
        case dropped
    }

    /// Files that go.
    public var drops: Int { groups.reduce(0) { $0 + $1.files.count { $0.fate == .dropped } } }

    /// A plan for `groups` of `candidates`, whose keys are distinct. Of each group the `rules` choose the keeper among the
    /// members that no earlier group drops.
    public init(_ groups: [DuplicateGroup], of candidates: [Candidate], by rules: [KeeperRule]) {
        var maker = PlanMaker(groups, candidates, rules)
        self.groups = maker.plan()
    }

    /// A plan for the files that their owner dropped, and for no others: each for a keeper that was not dropped, of the first
    /// group that has one. The promises are the same; what is in no group any more stays, and is not told.
    public init(
        dropping dropped: Set<Int>, in groups: [DuplicateGroup], of candidates: [Candidate], by rules: [KeeperRule]
    ) {
        self.groups = DropPlanMaker(groups, candidates, rules, dropped: dropped).plan()
    }
}
