// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `A plan of what was dropped drops that, and never the last` {
    private typealias Worlds = `However groups overlap, no plan loses a picture`
    private static let rules = [.chosen] + KeeperRule.order([])

    private func plan(_ photos: [Candidate], dropping dropped: Set<Int>) -> DuplicatePlan {
        let groups = DuplicateFinder(keeperRules: KeeperRule.order([])).report(on: photos).groups
        return DuplicatePlan(dropping: dropped, in: groups, of: photos, by: Self.rules)
    }

    private func lines(_ plan: DuplicatePlan) -> [[String]] {
        plan.groups.map { $0.files.map { "\($0.id) \($0.fate.rawValue)" } }
    }

    @Test func `each goes for the nearest that stays, told once`() {
        let photos = [
            Photos.photo(1, digest: 7, image: 5), Photos.photo(2, digest: 7, image: 5), Photos.photo(3, digest: 8, image: 5),
            Photos.photo(4, digest: 9),
        ]
        #expect(lines(plan(photos, dropping: [2])) == [["1 kept", "2 dropped"]])
        #expect(lines(plan(photos, dropping: [1, 2])) == [["3 kept", "1 dropped", "2 dropped"]])
        #expect(lines(plan(photos, dropping: [2, 3])) == [["1 kept", "2 dropped"], ["1 kept", "3 dropped"]])
        #expect(plan(photos, dropping: []).groups.isEmpty && plan(photos, dropping: [4, 99]).groups.isEmpty)
        #expect(plan(photos, dropping: [2]).groups.first?.keeper.reason == .chosen, "the only one that was not dropped")
    }

    @Test func `where all of a group were dropped one stays all the same`() {
        let photos = (1...3).map { Photos.photo($0, "\($0)", digest: 7) }
        #expect(lines(plan(photos, dropping: [1, 2, 3])) == [["1 kept", "2 dropped", "3 dropped"]])
    }

    @Test func `what its owner keeps is the keeper`() {
        var photos = (1...3).map { Photos.photo($0, "\($0)", digest: 7) }
        photos[1].isChosen = true
        #expect(lines(plan(photos, dropping: [3])) == [["2 kept", "3 dropped"]])
    }

    @Test func `in reference folders, and where a file has other names, it stays`() {
        var photos = (1...3).map { Photos.photo($0, "\($0)", digest: 7) }
        photos[1].isLocked = true
        let stamp = FileStamp(bytes: 1_000, inode: 9, modified: 1, changed: 2)
        (photos[0].stamp, photos[2].stamp) = (stamp, stamp)
        #expect(lines(plan(photos, dropping: [2, 3])) == [["1 kept", "2 locked", "3 linked"]])
    }

    @Test func `every promise holds on random groups`() {
        var random = SeededGenerator(seed: 2_027)
        var drops = 0
        for _ in 0..<4_000 {
            let (groups, photos) = Worlds.world(&random)
            let dropped = Set(photos.indices.filter { _ in random.chance(45) })
            let plan = DuplicatePlan(dropping: dropped, in: groups, of: photos, by: Self.rules)
            Self.check(plan, groups, photos, dropped)
            drops += plan.drops
            let shuffled = photos.shuffled(using: &random)
            #expect(DuplicatePlan(dropping: dropped, in: groups, of: shuffled, by: Self.rules) == plan)
        }
        #expect(drops > 4_000)
    }

    private static func check(
        _ plan: DuplicatePlan, _ groups: [DuplicateGroup], _ photos: [Candidate], _ dropped: Set<Int>
    ) {
        let files = plan.groups.flatMap(\.files)
        let goes = files.filter { $0.fate == .dropped }.map(\.id)
        let gone = Set(goes)
        let grouped = Set(groups.flatMap(\.members))
        #expect(gone.count == goes.count && gone.isSubset(of: dropped), "what was dropped, once, and nothing else")
        #expect(plan.groups.allSatisfy { !gone.contains($0.keeper.id) }, "no keeper goes")
        for id in goes { #expect(!photos[id].isLocked && !Worlds.isLinked(id, photos, grouped)) }
        for group in plan.groups {
            let members = Set(groups[group.source].members)
            #expect(group.files.count > 1 && group.files.first?.id == group.keeper.id && group.files.first?.fate == .kept)
            #expect(group.files.allSatisfy { members.contains($0.id) })
        }
        for group in groups where !Worlds.isNested(group, groups) {
            #expect(group.members.contains { !gone.contains($0) }, "one of each group stays")
        }
        // Whatever may go does, unless it is the one that has to stay.
        for id in dropped.intersection(grouped).subtracting(gone) {
            let isLast = groups.contains { group in
                group.members.contains(id) && group.members.allSatisfy { $0 == id || dropped.contains($0) }
            }
            #expect(photos[id].isLocked || Worlds.isLinked(id, photos, grouped) || isLast, "\(id)")
        }
    }

    @Test func `a hundred thousand drops`() {
        let pairs = (0..<200_000).map { Photos.photo($0, digest: $0 / 2) }
        let groups = DuplicateFinder().report(on: pairs).groups
        let dropped = Set((0..<100_000).map { $0 * 2 })
        #expect(DuplicatePlan(dropping: dropped, in: groups, of: pairs, by: Self.rules).drops == 100_000)
    }
}

@Suite struct `Of every group of duplicates something stays` {
    @Test func `a group of which all would go is found`() {
        #expect(GroupRemainder.emptied([[1, 2], [3, 4]], dropping: [1, 3]) == nil)
        #expect(GroupRemainder.emptied([[1, 2], [3, 4]], dropping: [1, 3, 4]) == 1)
        #expect(GroupRemainder.emptied([[1, 2]], dropping: [1, 2, 9]) == 0)
        #expect(GroupRemainder.emptied([], dropping: [1]) == nil && GroupRemainder.emptied([[]], dropping: []) == nil)
    }

    @Test func `one that lies within another is settled with that`() {
        #expect(GroupRemainder.emptied([[1, 2], [1, 2, 3]], dropping: [1, 2]) == nil)
        #expect(GroupRemainder.emptied([[1, 2], [1, 2, 3]], dropping: [1, 2, 3]) != nil)
        #expect(GroupRemainder.emptied([[1, 2], [2, 3]], dropping: [1, 2]) == 0, "overlapping is not within")
        #expect(GroupRemainder.emptied([[1, 2], [1, 2]], dropping: [1, 2]) == 0, "equal is not within")
    }
}
