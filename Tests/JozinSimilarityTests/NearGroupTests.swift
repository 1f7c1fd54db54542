// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `Near groups are cliques that hold every near pair` {
    static func photos(_ pictures: [Fingerprint]) -> [Candidate] {
        pictures.enumerated().map { Photos.photo($0.offset, "\(1_000 + $0.offset).jpg", shows: $0.element) }
    }

    static func near(_ photos: [Candidate], _ finder: DuplicateFinder = DuplicateFinder()) -> [DuplicateGroup] {
        finder.report(on: photos).groups.filter { $0.kind == .near }
    }

    /// Each pair of keys, the smaller first, that share a group.
    static func covered(_ groups: [DuplicateGroup]) -> Set<[Int]> {
        Set(groups.flatMap { group in group.members.flatMap { a in group.members.filter { a < $0 }.map { [a, $0] } } })
    }

    static func nearPairs(_ pictures: [Fingerprint], _ rule: NearRule) -> Set<[Int]> {
        Set(
            pictures.indices.flatMap { a in
                pictures.indices.filter { a < $0 && rule.isNear(pictures[a], pictures[$0]) }.map { [a, $0] }
            })
    }

    @Test func `a chain A~B~C without A~C is two groups`() {
        let chain = [0, 6, 12].map { bits in
            Photos.fingerprint(phash: 1 << UInt64(bits) - 1, dhash: 1 << UInt64(bits) - 1, bmh: 1 << UInt64(bits) - 1)
        }
        let groups = Self.near(Self.photos(chain))
        #expect(groups.map(\.members) == [[0, 1], [1, 2]])
        #expect(groups.allSatisfy { $0.relations.count == 1 && $0.relations[0].evidence.agreed == 4 })
    }

    @Test func `at every level the pairs that share a group are the near pairs`() {
        var generator = SeededGenerator(seed: 11)
        for level in Level.allCases {
            let pictures = Photos.families(500, &generator)
            let report = DuplicateFinder(thresholds: level.thresholds).report(on: Self.photos(pictures))
            let pairs = Self.nearPairs(pictures, NearRule(level.thresholds))
            #expect(Self.covered(report.groups) == pairs && !pairs.isEmpty)
            #expect(report.unlistedPairs == 0)
        }
    }

    @Test func `groups are maximal, come by falling certainty, and list members by path`() {
        var generator = SeededGenerator(seed: 12)
        let pictures = Photos.families(400, &generator)
        let rule = NearRule(Level.normal.thresholds)
        let groups = Self.near(Self.photos(pictures))
        #expect(groups.map(\.certainty) == groups.map(\.certainty).sorted(by: >))
        for group in groups {
            #expect(group.members == group.members.sorted())
            let fitting = pictures.indices.filter { other in
                !group.members.contains(other) && group.members.allSatisfy { rule.isNear(pictures[$0], pictures[other]) }
            }
            #expect(fitting.isEmpty)
        }
    }

    @Test func `relations are near, between members, and carry what the rule says`() {
        var generator = SeededGenerator(seed: 13)
        let pictures = Photos.families(400, &generator)
        let rule = NearRule(Level.normal.thresholds)
        for group in Self.near(Self.photos(pictures)) {
            let count = group.members.count
            #expect(group.relations.count == (count <= DuplicateGroup.completeUpTo ? count * (count - 1) / 2 : count - 1))
            for relation in group.relations {
                #expect(group.members.contains(relation.a) && group.members.contains(relation.b) && relation.a != relation.b)
                #expect(relation.kind == .near && relation.evidence.agreed >= NearRule.quorum)
                #expect(relation.evidence == rule.evidence(between: pictures[relation.a], and: pictures[relation.b]))
            }
        }
    }

    @Test func `a near group lists every file of its images, and one file stands for each`() {
        let photos = [
            Photos.photo(1, "a.jpg", digest: 1, image: 1, shows: Photos.fingerprint()),
            Photos.photo(2, "b.jpg", digest: 1, image: 1, shows: Photos.fingerprint()),
            Photos.photo(3, "c.png", digest: 3, image: 1, shows: Photos.fingerprint(phash: 1), format: .png),
            Photos.photo(4, "d.jpg", digest: 4, image: 2, shows: Photos.fingerprint(phash: 3)),
        ]
        let groups = DuplicateFinder().report(on: photos).groups
        #expect(groups.map(\.kind) == [.exact, .pixelIdentical, .near])
        #expect(groups.last?.members == [1, 2, 3, 4] && groups.last?.keeper.id == 3)
        #expect(groups.last?.relations.map { [$0.a, $0.b] } == [[3, 4]])
    }

    @Test func `pixel-identical images alone are no near group`() {
        let photos = [
            Photos.photo(1, digest: 1, image: 1, shows: Photos.fingerprint()),
            Photos.photo(2, digest: 2, image: 1, shows: Photos.fingerprint()),
        ]
        #expect(DuplicateFinder().report(on: photos).groups.map(\.kind) == [.pixelIdentical])
    }

    @Test func `images that show too little are held back and counted, as are those without hashes`() {
        let flat = Photos.fingerprint(information: Thresholds.informationGate - 1)
        let photos = [
            Photos.photo(1, digest: 1, shows: flat), Photos.photo(2, digest: 1, shows: flat), Photos.photo(3, shows: flat),
            Photos.photo(4),
            Photos.photo(5, shows: Photos.fingerprint(information: Thresholds.informationGate)),
        ]
        let report = DuplicateFinder().report(on: photos)
        #expect(report.groups.map(\.kind) == [.exact])
        #expect(report.lowInformation == 3 && report.withoutFingerprint == 1)
    }
}

@Suite struct `The report depends on nothing but the photos` {
    /// Families with copies, twins, flat pictures and missing facts.
    static func library(_ count: Int, _ generator: inout SeededGenerator) -> [Candidate] {
        Photos.families(count, &generator).enumerated().map { index, picture in
            var picture = picture
            picture.information = Int.random(in: 5...100, using: &generator)
            let copy = Int.random(in: 0..<6, using: &generator) == 0
            return Photos.photo(
                index, "\(index % 7)/\(index * 31 % 1_009)-\(index).jpg", digest: copy ? index / 10 : 10_000 + index,
                image: Int.random(in: 0..<3, using: &generator) == 0 ? index / 4 : nil,
                size: index % 11 == 0 ? nil : PixelSize(width: 40, height: 30),
                shows: index % 13 == 0 ? nil : picture, format: index % 5 == 0 ? .png : .jpeg, bytes: Int64(index % 17),
                hasCaptureTime: index % 3 == 0, modified: Int64(index * 7 % 23))
        }
    }

    @Test func `not on their order`() {
        var generator = SeededGenerator(seed: 14)
        let photos = Self.library(900, &generator)
        let report = DuplicateFinder().report(on: photos)
        #expect(Set(report.groups.map(\.kind)) == Set(Relation.Kind.allCases))
        #expect(report.lowInformation > 0 && report.withoutFingerprint > 0 && report.empty > 0)
        for _ in 0..<8 {
            #expect(DuplicateFinder().report(on: photos.shuffled(using: &generator)) == report)
        }
    }

    @Test func `not on their keys`() {
        var generator = SeededGenerator(seed: 15)
        let photos = Self.library(500, &generator)
        let keys = photos.indices.shuffled(using: &generator)
        let renamed = photos.map { photo in
            var photo = photo
            photo.id = keys[photo.id]
            return photo
        }
        let plain = DuplicateFinder().report(on: photos).groups
        #expect(DuplicateFinder().report(on: renamed).groups.map(\.members) == plain.map { $0.members.map { keys[$0] } })
    }

    @Test func `not on how many pairs are held at once`() {
        var generator = SeededGenerator(seed: 16)
        let photos = Self.library(600, &generator)
        for groupsPerImage in [1, 3, 32] {
            var finder = DuplicateFinder(thresholds: Level.loose.thresholds, groupsPerImage: groupsPerImage)
            let report = finder.report(on: photos)
            for budget in [0, 1, 7, 100, 1_000] {
                finder.edgeBudget = budget
                #expect(finder.report(on: photos) == report, "\(budget) edges, \(groupsPerImage) groups per image")
            }
        }
    }
}

@Suite struct `Swarms of look-alikes stay within bounds` {
    /// Pictures `bits` random flips away from one, in each hash.
    static func swarm(_ count: Int, bits: Int, _ generator: inout SeededGenerator) -> [Candidate] {
        let centre = Photos.random(&generator)
        return (0..<count).map { index in
            var picture = centre
            picture.phash = Hash64(generator.flip(centre.phash.bits, bits))
            picture.dhash = Hash64(generator.flip(centre.dhash.bits, bits))
            picture.bmh = Hash64(generator.flip(centre.bmh.bits, bits))
            return Photos.photo(index, shows: picture)
        }
    }

    @Test func `five thousand pictures all near each other are one group`() {
        var generator = SeededGenerator(seed: 17)
        let photos = Self.swarm(5_000, bits: 4, &generator)
        for budget in [4_000_000, 100_000] {
            let report = DuplicateFinder(edgeBudget: budget).report(on: photos)
            #expect(report.groups.map(\.members.count) == [5_000] && report.groups.map(\.relations.count) == [4_999])
            #expect(report.unlistedPairs == 0)
        }
    }

    @Test func `a hundred thousand pictures of equal hashes are one group`() {
        let report = DuplicateFinder().report(on: (0..<100_000).map { Photos.photo($0, shows: Photos.fingerprint(phash: 5)) })
        #expect(report.groups.map(\.kind) == [.near] && report.groups.map(\.members.count) == [100_000])
        #expect(report.groups.map(\.certainty) == [1_000])
    }

    @Test func `where half of all pairs are near, the report is linear and each pair is listed or counted`() {
        var generator = SeededGenerator(seed: 18)
        let photos = Self.swarm(400, bits: 6, &generator)
        let rule = NearRule(Level.normal.thresholds)
        let pairs = `Near groups are cliques that hold every near pair`.nearPairs(photos.compactMap(\.fingerprint), rule)
        for limit in [1, 4, 32, 100_000] {
            let report = DuplicateFinder(groupsPerImage: limit).report(on: photos)
            let covered = `Near groups are cliques that hold every near pair`.covered(report.groups)
            #expect(covered.isSubset(of: pairs) && covered.count + report.unlistedPairs == pairs.count)
            #expect(report.groups.reduce(0) { $0 + $1.members.count } <= 2 * photos.count * limit)
            #expect((report.unlistedPairs == 0) == (limit == 100_000))
        }
    }

    @Test func `a picture near many strangers is listed with each of them`() {
        // The spokes differ from the hub in bits of their own, as many as are allowed, and so from each other in up to twice that.
        var generator = SeededGenerator(seed: 19)
        let allowed = Level.normal.thresholds
        let hub = Photos.photo(0, shows: Photos.fingerprint())
        let spokes = (1...300).map { index in
            Photos.photo(
                index,
                shows: Photos.fingerprint(
                    phash: generator.flip(0, allowed.phash), dhash: generator.flip(0, allowed.dhash),
                    bmh: generator.flip(0, allowed.bmh)))
        }
        let groups = DuplicateFinder(groupsPerImage: 4).report(on: [hub] + spokes).groups
        #expect(Set(groups.filter { $0.members.contains(0) }.flatMap(\.members)) == Set(0...300))
    }
}
