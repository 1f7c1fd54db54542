// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import Testing

@Suite struct `The owner's rules come first, in the owner's order` {
    private func folder(_ name: String) throws -> KeeperRule { .folder(try #require(FolderPattern(Array(name.utf8)))) }

    /// The winner's key among photos by the owner's rules, with the reason.
    private func winner(_ photos: [Candidate], _ owners: [KeeperRule]) -> (id: Int, reason: KeeperRule)? {
        let keeper = Keeper(among: photos, by: KeeperRule.order(owners))
        #expect(Keeper(among: photos.reversed(), by: KeeperRule.order(owners)) == keeper)
        return keeper.map { ($0.id, $0.reason) }
    }

    private func wins(_ rule: KeeperRule, _ loser: Candidate, _ winner: Candidate) -> Bool {
        let (id, reason) = self.winner([loser, winner], [rule]) ?? (0, .firstPath)
        return id == 2 && reason == rule
    }

    @Test func `each rule an owner may choose decides before Jožin's own`() throws {
        let large = Photos.photo(1, "a.jpg", size: PixelSize(width: 400, height: 300), bytes: 5_000, hasCaptureTime: true)
        var late = large
        late.addedIn = 7
        #expect(wins(.losslessFormat, large, Photos.photo(2, "z.jpg", format: .raw)))
        #expect(wins(.fewestBytes, large, Photos.photo(2, "z.jpg", bytes: 10)))
        #expect(wins(.mostBytes, large, Photos.photo(2, "z.jpg", bytes: 6_000)))
        #expect(wins(.newest, large, Photos.photo(2, "z.jpg", modified: 1)))
        #expect(wins(.oldest, large, Photos.photo(2, "z.jpg", modified: -1)))
        #expect(wins(.shortestPath, Photos.photo(1, "aaa.jpg", bytes: 5_000), Photos.photo(2, "z.jpg")))
        #expect(wins(.mostPixels, Photos.photo(1, "a.jpg", bytes: 9_000), Photos.photo(2, "z.jpg", size: large.size)))
        #expect(wins(.captureMetadata, Photos.photo(1, bytes: 9_000), Photos.photo(2, "z.jpg", hasCaptureTime: true)))
        var early = Photos.photo(2, "z.jpg")
        early.addedIn = 3
        #expect(wins(.firstAdded, late, early))
        #expect(wins(.firstAdded, large, early), "what was never seen counts as last")
        #expect(wins(try folder("Albums"), large, Photos.photo(2, "Albums/z.jpg")))
        #expect(wins(try folder("Al*"), large, Photos.photo(2, "x/Albums/z.jpg")))
    }

    @Test func `the first rule of the list outweighs the second`() throws {
        let photos = [Photos.photo(1, "b/old.jpg", modified: 1), Photos.photo(2, "a/new.jpg", modified: 2)]
        #expect(winner(photos, [.newest, .oldest])?.id == 2 && winner(photos, [.oldest, .newest])?.id == 1)
        #expect(try winner(photos, [folder("b"), .newest])?.id == 1 && winner(photos, [folder("c"), .newest])?.id == 2)
        #expect(try winner(photos, [folder("a"), folder("b")])?.id == 2)
    }

    @Test func `where the owner's rules leave a tie, Jožin's own decide, and the path at last`() {
        let large = Photos.photo(1, "z.jpg", size: PixelSize(width: 400, height: 300))
        #expect(winner([large, Photos.photo(2, "a.jpg")], [.captureMetadata])?.reason == .mostPixels)
        let twins = [Photos.photo(1, "b.jpg"), Photos.photo(2, "a.jpg")]
        for rule in KeeperRule.choosable {
            #expect(winner(twins, [rule])?.id == 2 && winner(twins, [rule])?.reason == .firstPath, "\(rule)")
        }
    }

    @Test func `a file of a reference folder comes before every rule`() {
        var locked = Photos.photo(1, "z.jpg", bytes: 1)
        locked.isLocked = true
        for rule in KeeperRule.choosable {
            let best = winner([locked, Photos.photo(2, "a.jpg", size: PixelSize(width: 400, height: 300), format: .raw)], [rule])
            #expect(best?.id == 1 && best?.reason == .reference, "\(rule)")
        }
    }

    @Test func `extremes do not overflow`() {
        #expect(wins(.fewestBytes, Photos.photo(1, bytes: .max), Photos.photo(2, "z.jpg", bytes: .min)))
        #expect(wins(.newest, Photos.photo(1, modified: .min), Photos.photo(2, "z.jpg", modified: .max)))
    }

    @Test func `a rule's name is read back, and nothing else is a rule`() {
        for rule in KeeperRule.choosable { #expect(KeeperRule(name: rule.name) == rule) }
        for name in ["", "Pixels", "folder", "folder:", "reference", "first-path", "mostPixels"] {
            #expect(KeeperRule(name: name) == nil, "\(name)")
        }
        #expect(Set(KeeperRule.choosable.map(\.name)).count == KeeperRule.choosable.count)
    }

    @Test func `the whole order has each rule once`() {
        for owners in [[], [.oldest], KeeperRule.choosable] as [[KeeperRule]] {
            let order = KeeperRule.order(owners)
            #expect(Set(order).count == order.count && Set(order).isSuperset(of: KeeperRule.defaultOrder))
            #expect(order.first == .reference && order.last == .firstPath)
        }
    }
}
