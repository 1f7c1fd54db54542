// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import Testing

@Suite struct `Equal files and equal pixels are grouped by digest` {
    static func groups(_ photos: [Candidate], _ kind: Relation.Kind) -> [DuplicateGroup] {
        DuplicateFinder().report(on: photos).groups.filter { $0.kind == kind }
    }

    @Test func `files of one digest are exact, with a star of relations from the keeper`() {
        let groups = Self.groups(
            [
                Photos.photo(1, "b/long-name.jpg", digest: 7), Photos.photo(2, "a.jpg", digest: 7),
                Photos.photo(3, "c/d.jpg", digest: 7), Photos.photo(4, "other.jpg", digest: 8),
            ], .exact)
        #expect(groups.map(\.members) == [[2, 1, 3]])
        #expect(groups.first?.keeper.id == 2 && groups.first?.keeper.reason == .shortestPath)
        #expect(groups.first?.relations.map { [$0.a, $0.b] } == [[2, 1], [2, 3]])
        #expect(groups.first?.relations.allSatisfy { $0.kind == .exact && $0.evidence.certainty == 1_000 } == true)
        #expect(groups.first?.relations.allSatisfy { $0.evidence.agreements.isEmpty } == true)
    }

    @Test func `one image in two contents is pixel-identical, every file is listed, one stands for each content`() {
        let photos = [
            Photos.photo(1, "a.jpg", digest: 1, image: 5), Photos.photo(2, "b.jpg", digest: 1, image: 5),
            Photos.photo(3, "c.png", digest: 2, image: 5, format: .png), Photos.photo(4, "d.jpg", digest: 3, image: 5),
        ]
        let report = DuplicateFinder().report(on: photos)
        #expect(report.groups.map(\.kind) == [.exact, .pixelIdentical])
        #expect(report.groups.map(\.members) == [[1, 2], [1, 2, 3, 4]])
        #expect(report.groups.last?.keeper.id == 3 && report.groups.last?.keeper.reason == .losslessFormat)
        #expect(report.groups.last?.relations.map { [$0.a, $0.b] } == [[3, 1], [3, 4]])
    }

    @Test func `equal ids of different or unknown dimensions are not identical`() {
        let wide = PixelSize(width: 60, height: 20)
        #expect(Self.groups([Photos.photo(1, image: 5), Photos.photo(2, image: 5, size: wide)], .pixelIdentical).isEmpty)
        #expect(
            Self.groups([Photos.photo(1, image: 5), Photos.photo(2, image: 5, size: wide.transposed)], .pixelIdentical).isEmpty)
        #expect(
            Self.groups([Photos.photo(1, image: 5, size: nil), Photos.photo(2, image: 5, size: nil)], .pixelIdentical).isEmpty)
        #expect(Self.groups([Photos.photo(1, image: 5), Photos.photo(2, image: 5)], .pixelIdentical).count == 1)
    }

    @Test func `one content is never pixel-identical to itself, decoded or not`() {
        let photos = [Photos.photo(1, digest: 1, image: 5), Photos.photo(2, digest: 1)]
        #expect(DuplicateFinder().report(on: photos).groups.map(\.kind) == [.exact])
    }

    @Test func `a copy that was not decoded is as good as its decoded twin`() {
        let photos = [
            Photos.photo(1, "a.jpg", digest: 1, size: nil), Photos.photo(2, "b.jpg", digest: 1, image: 5),
            Photos.photo(3, "c.jpg", digest: 2, image: 5),
        ]
        #expect(Self.groups(photos, .pixelIdentical).map(\.members) == [[1, 2, 3]])
    }

    @Test func `files of no bytes are nobody's duplicates, and are counted`() {
        let report = DuplicateFinder().report(on: (0..<3).map { Photos.photo($0, digest: 1, bytes: 0) })
        #expect(report.groups.isEmpty && report.empty == 3 && report.withoutFingerprint == 0)
    }

    @Test func `a hundred thousand equal files are one group of as many relations less one`() {
        let picture = Photos.fingerprint()
        let groups = DuplicateFinder().report(on: (0..<100_000).map { Photos.photo($0, digest: 1, image: 1, shows: picture) })
            .groups
        #expect(groups.map(\.kind) == [.exact])
        #expect(groups.first?.members.count == 100_000 && groups.first?.relations.count == 99_999)
    }

    @Test func `nothing is found among no photos or one`() {
        #expect(DuplicateFinder().report(on: []).groups.isEmpty)
        #expect(DuplicateFinder().report(on: [Photos.photo(1, image: 1, shows: Photos.fingerprint())]).groups.isEmpty)
    }
}

@Suite struct `A keeper is suggested by rules in the owner's order` {
    static func keeper(_ photos: [Candidate], _ rules: [KeeperRule] = KeeperRule.defaultOrder) -> Keeper? {
        let keeper = Keeper(among: photos, by: rules)
        #expect(Keeper(among: photos.reversed(), by: rules) == keeper, "the order of the photos does not matter")
        return keeper
    }

    /// The photo 2 wins by one rule alone; 1 has the better path.
    static func wins(_ reason: KeeperRule, _ loser: Candidate, _ winner: Candidate) -> Bool {
        keeper([loser, winner]).map { $0.id == 2 && $0.reason == reason } ?? false
    }

    @Test func `each rule decides where those before it are tied`() {
        let plain = Photos.photo(1, "a.jpg", modified: 100)
        #expect(Self.wins(.mostPixels, plain, Photos.photo(2, "bb.jpg", size: PixelSize(width: 41, height: 30), bytes: 1)))
        #expect(Self.wins(.losslessFormat, plain, Photos.photo(2, "bb.jpg", format: .png, bytes: 1)))
        #expect(Self.wins(.losslessFormat, Photos.photo(1, format: .tiff), Photos.photo(2, format: .raw, bytes: 1)))
        #expect(Self.wins(.captureMetadata, plain, Photos.photo(2, "bb.jpg", bytes: 1, hasCaptureTime: true)))
        #expect(Self.wins(.mostBytes, plain, Photos.photo(2, "bb.jpg", bytes: 1_001, modified: 200)))
        #expect(Self.wins(.oldest, plain, Photos.photo(2, "bb.jpg", modified: 99)))
        #expect(Self.wins(.shortestPath, Photos.photo(1, "aaa.jpg"), Photos.photo(2, "b.jpg")))
        #expect(Self.wins(.firstPath, Photos.photo(1, "b.jpg"), Photos.photo(2, "a.jpg")))
    }

    @Test func `extremes of size and time do not overflow`() {
        let huge = PixelSize(width: .max, height: .max)
        #expect(Self.wins(.mostPixels, Photos.photo(1), Photos.photo(2, "bbbbbbbbbbbbbbbb.jpg", size: huge)))
        #expect(Self.wins(.oldest, Photos.photo(1, modified: .max), Photos.photo(2, modified: .min)))
        #expect(Self.wins(.mostPixels, Photos.photo(1, size: nil), Photos.photo(2)))
    }

    @Test func `another order makes another keeper, and a tie still ends by path`() {
        let old = Photos.photo(1, "old.jpg", modified: 1)
        let large = Photos.photo(2, "large.jpg", size: PixelSize(width: 400, height: 300), modified: 2)
        #expect(Self.keeper([old, large])?.id == 2)
        #expect(Self.keeper([old, large], [.oldest, .mostPixels])?.id == 1)
        #expect(Self.keeper([old, large], [])?.reason == .firstPath)
        #expect(Self.keeper([Photos.photo(4, "same"), Photos.photo(3, "same")])?.id == 3)
    }

    @Test func `one photo keeps itself, and none has no keeper`() {
        #expect(Self.keeper([Photos.photo(9)])?.id == 9)
        #expect(Keeper(among: [], by: KeeperRule.defaultOrder) == nil)
    }
}
