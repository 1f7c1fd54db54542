// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `A plan keeps one of each group and drops the others` {
    private func plan(_ photos: [Candidate], kinds: Set<Relation.Kind> = [.exact, .pixelIdentical]) -> DuplicatePlan {
        let groups = DuplicateFinder(keeperRules: KeeperRule.order([])).report(on: photos).groups
        return DuplicatePlan(groups.filter { kinds.contains($0.kind) }, of: photos, by: KeeperRule.order([]))
    }

    private func fates(_ group: DuplicatePlan.Group?) -> [Int: DuplicatePlan.Fate] {
        Dictionary((group?.files ?? []).map { ($0.id, $0.fate) }) { _, last in last }
    }

    @Test func `of copies all but the keeper go`() {
        let result = plan([
            Photos.photo(1, "a/1.jpg", digest: 7), Photos.photo(2, "2.jpg", digest: 7), Photos.photo(3, digest: 7),
        ])
        #expect(result.groups.count == 1 && result.drops == 2)
        #expect(fates(result.groups.first) == [1: .dropped, 2: .kept, 3: .dropped])
        #expect(result.groups.first?.files.first?.id == 2 && result.groups.first?.keeper.reason == .shortestPath)
    }

    @Test func `without groups there is nothing to do`() {
        #expect(plan([]).groups.isEmpty && plan([Photos.photo(1), Photos.photo(2)]).groups.isEmpty)
    }

    @Test func `copies of a picture that exists in other files too are settled once, and one file stays`() {
        let photos = [
            Photos.photo(1, "a.jpg", digest: 1, image: 5), Photos.photo(2, "b.jpg", digest: 1, image: 5),
            Photos.photo(3, "c.png", digest: 2, image: 5, format: .png),
        ]
        #expect(plan(photos, kinds: [.exact]).drops == 1)
        let both = plan(photos)
        #expect(both.groups.count == 1 && fates(both.groups.first) == [1: .dropped, 2: .dropped, 3: .kept])
    }

    @Test func `locked files stay, and one of them is the keeper`() {
        var photos = [
            Photos.photo(1, "a.jpg", digest: 7), Photos.photo(2, "locked/b.jpg", digest: 7),
            Photos.photo(3, "locked/c.jpg", digest: 7),
        ]
        for index in [1, 2] { photos[index].isLocked = true }
        #expect(fates(plan(photos).groups.first) == [1: .dropped, 2: .kept, 3: .locked])
        #expect(plan(photos).groups.first?.keeper.reason == .firstPath)
        photos[0].isLocked = true
        #expect(plan(photos).drops == 0)
    }

    @Test func `names of one file stay, for dropping one frees nothing`() {
        let stamp = FileStamp(bytes: 1_000, inode: 9, modified: 1, changed: 2)
        var photos = (1...4).map { Photos.photo($0, "\($0).jpg", digest: 7) }
        photos[0].stamp = stamp
        photos[1].stamp = stamp
        photos[2].stamp = FileStamp(bytes: 1_000, inode: 10, modified: 1, changed: 2)
        #expect(fates(plan(photos).groups.first) == [1: .kept, 2: .linked, 3: .dropped, 4: .dropped])
        // Where the keeper is another file, its linked copies stay as well.
        photos[2].path = Photos.path("0")
        #expect(fates(plan(photos).groups.first) == [1: .linked, 2: .linked, 3: .kept, 4: .dropped])
        // Equal status of different contents is chance.
        photos[1].fileDigest = FileDigest(Photos.digest(8))
        #expect(fates(plan(photos).groups.first) == [1: .dropped, 3: .kept, 4: .dropped])
    }
}

@Suite struct `However groups overlap, no plan loses a picture` {
    /// Groups of random members, some within others, of photos some of which are locked or linked.
    static func world(_ random: inout SeededGenerator) -> (groups: [DuplicateGroup], photos: [Candidate]) {
        let count = Int.random(in: 2...14, using: &random)
        let photos = (0..<count).map { id in
            var photo = Photos.photo(id, "\(Int.random(in: 0...3, using: &random))/\(id).jpg", digest: id / 2)
            photo.isLocked = Int.random(in: 0..<6, using: &random) == 0
            photo.isChosen = Int.random(in: 0..<6, using: &random) == 0
            photo.modified = Int64.random(in: 0...3, using: &random)
            let inode: UInt64 = Int.random(in: 0..<5, using: &random) == 0 ? 1 : UInt64(id + 2)
            photo.stamp = FileStamp(bytes: 1, inode: inode, modified: 0, changed: 0)
            return photo
        }
        let groups = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
            let members = (0..<count).shuffled(using: &random).prefix(Int.random(in: 2...max(2, count / 2), using: &random))
            return group(members.sorted { (photos[$0].path, $0) < (photos[$1].path, $1) }, photos)
        }
        return (groups, photos)
    }

    /// Groups are made by a finder alone: this one is given photos that are copies of each other for the moment.
    static func group(_ members: [Int], _ photos: [Candidate]) -> DuplicateGroup? {
        let copies = members.map { id in
            var photo = photos[id]
            photo.fileDigest = FileDigest(Photos.digest(0))
            return photo
        }
        return DuplicateFinder().report(on: copies).groups.first
    }

    @Test func `every promise holds on random groups`() {
        var random = SeededGenerator(seed: 2_026)
        var seen: [DuplicatePlan.Fate: Int] = [:]
        for _ in 0..<4_000 {
            let (groups, photos) = Self.world(&random)
            let rules = KeeperRule.order([[.newest], [.oldest], []].randomElement(using: &random) ?? [])
            let plan = DuplicatePlan(groups, of: photos, by: rules)
            for file in plan.groups.flatMap(\.files) { seen[file.fate, default: 0] += 1 }
            Self.check(plan, groups, photos)
            #expect(DuplicatePlan(groups, of: photos.shuffled(using: &random), by: rules) == plan)
        }
        for fate in DuplicatePlan.Fate.allCases { #expect(seen[fate, default: 0] > 500, "\(fate) is met with") }
    }

    private static func check(_ plan: DuplicatePlan, _ groups: [DuplicateGroup], _ photos: [Candidate]) {
        let files = plan.groups.flatMap(\.files)
        let dropped = files.filter { $0.fate == .dropped }.map(\.id)
        let gone = Set(dropped)
        #expect(gone.count == dropped.count, "dropped once at most")
        #expect(plan.groups.allSatisfy { !gone.contains($0.keeper.id) }, "no keeper goes")
        #expect(plan.drops == dropped.count)
        let grouped = Set(groups.flatMap(\.members))
        for id in dropped { #expect(!photos[id].isLocked && !photos[id].isChosen && !isLinked(id, photos, grouped)) }
        for group in plan.groups {
            let members = Set(groups[group.source].members)
            #expect(group.files.allSatisfy { members.contains($0.id) } && group.files.first?.fate == .kept)
            #expect(group.files.first?.id == group.keeper.id && group.files.count { $0.fate == .kept } == 1)
            #expect(group.files.count > 1 && Set(group.files.map(\.id)).count == group.files.count)
        }
        for group in groups where !isNested(group, groups) {
            #expect(group.members.contains { !gone.contains($0) }, "one of each group stays")
        }
        for group in groups {
            // What goes, goes for a keeper of its own group; a nested group's pictures are in the wider one.
            for id in group.members where gone.contains(id) {
                #expect(plan.groups.contains { $0.files.contains { $0.id == id && $0.fate == .dropped } })
            }
        }
        for file in files where file.fate == .needed { #expect(isNeeded(file.id, plan, groups, gone), "\(file.id)") }
        for file in files where file.fate == .locked { #expect(photos[file.id].isLocked) }
        for file in files where file.fate == .chosen { #expect(photos[file.id].isChosen) }
        for file in files where file.fate == .linked { #expect(isLinked(file.id, photos, grouped)) }
    }

    static func isLinked(_ id: Int, _ photos: [Candidate], _ grouped: Set<Int>) -> Bool {
        photos.contains {
            grouped.contains($0.id) && $0.id != id && $0.stamp == photos[id].stamp && $0.fileDigest == photos[id].fileDigest
        }
    }

    static func isNested(_ group: DuplicateGroup, _ groups: [DuplicateGroup]) -> Bool {
        groups.contains { Set($0.members).isStrictSuperset(of: group.members) }
    }

    private static func isNeeded(
        _ id: Int, _ plan: DuplicatePlan, _ groups: [DuplicateGroup], _ gone: Set<Int>
    ) -> Bool {
        if plan.groups.contains(where: { $0.keeper.id == id }) { return true }
        return groups.contains { $0.members.contains(id) && $0.members.allSatisfy { $0 == id || gone.contains($0) } }
    }

    @Test func `a chain of look-alikes keeps what nothing else stands for`() {
        // 0~1, 1~2, 2~3: were 1 dropped for 0 and 2 for 3, nothing would stand for their own likeness.
        let photos = [3, 1, 1, 3].enumerated().map { Photos.photo($0.offset, "\($0.offset)", bytes: Int64($0.element)) }
        let groups = [[0, 1], [2, 3], [1, 2]].compactMap { Self.group($0, photos) }
        let plan = DuplicatePlan(groups, of: photos, by: KeeperRule.order([]))
        #expect(plan.groups.map { $0.files.map(\.fate) } == [[.kept, .dropped], [.kept, .needed]])
    }

    @Test func `a hundred thousand groups, and one group of a hundred thousand`() {
        let pairs = (0..<200_000).map { Photos.photo($0, digest: $0 / 2) }
        let groups = DuplicateFinder().report(on: pairs).groups
        #expect(DuplicatePlan(groups, of: pairs, by: KeeperRule.order([])).drops == 100_000)
        let copies = (0..<100_000).map { Photos.photo($0, digest: 1) }
        #expect(DuplicatePlan(DuplicateFinder().report(on: copies).groups, of: copies, by: KeeperRule.order([])).drops == 99_999)
    }
}
