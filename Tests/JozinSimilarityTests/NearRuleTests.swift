// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `Two pictures are near when three of four hashes agree` {
    static let thresholds = Thresholds(phash: 10, dhash: 9, bmh: 8, cmh: 100)
    static let rule = NearRule(thresholds)

    /// The lowest `count` bits.
    static func bits(_ count: Int) -> UInt64 { (1 << UInt64(count)) - 1 }

    @Test func `in each of the sixteen cases, at the threshold and one beyond it`() {
        let zero = Photos.fingerprint()
        for agreeing in 0..<16 {
            let other = Photos.fingerprint(
                phash: Self.bits(agreeing & 1 != 0 ? 10 : 11), dhash: Self.bits(agreeing & 2 != 0 ? 9 : 10),
                bmh: Self.bits(agreeing & 4 != 0 ? 8 : 9), cmh: agreeing & 8 != 0 ? 100 : 101)
            let evidence = Self.rule.evidence(between: zero, and: other)
            #expect(evidence.agreements.map(\.agrees) == (0..<4).map { agreeing & 1 << $0 != 0 })
            #expect(evidence.agreed == agreeing.nonzeroBitCount)
            #expect(Self.rule.isNear(zero, other) == (agreeing.nonzeroBitCount >= 3))
            #expect(Self.rule.isNear(other, zero) == Self.rule.isNear(zero, other))
        }
    }

    @Test func `and the evidence names each hash, its distance and its threshold`() {
        let evidence = Self.rule.evidence(
            between: Photos.fingerprint(), and: Photos.fingerprint(phash: 0b111, dhash: 1, bmh: Self.bits(60), cmh: 42))
        #expect(evidence.agreements.map(\.measure.rawValue) == ["phash", "dhash", "bmh", "cmh"])
        #expect(evidence.agreements.map(\.distance) == [3, 1, 60, 42])
        #expect(evidence.agreements.map(\.threshold) == [10, 9, 8, 100])
        #expect(evidence.methodVersion == Evidence.methodVersion && evidence.fingerprintVersion == Fingerprint.version)
    }

    @Test func `and the certainty is 1000 for equal hashes and falls with each distance`() {
        let zero = Photos.fingerprint()
        #expect(Self.rule.evidence(between: zero, and: zero).certainty == 1_000)
        var last = 1_001
        for count in 0...10 {
            let certainty = Self.rule.evidence(between: zero, and: Photos.fingerprint(phash: Self.bits(count))).certainty
            #expect(certainty < last)
            last = certainty
        }
        // A hash that does not agree adds nothing, however far it is.
        let beyond = Self.rule.evidence(between: zero, and: Photos.fingerprint(phash: Self.bits(11))).certainty
        #expect(
            beyond == 750 && beyond == Self.rule.evidence(between: zero, and: Photos.fingerprint(phash: Self.bits(60))).certainty)
    }

    @Test func `and only pictures that show enough are admitted`() {
        let rule = NearRule(Thresholds(phash: 10, dhash: 10, bmh: 10, cmh: 300, informationGate: 30))
        #expect(!rule.admits(Photos.fingerprint(information: 29)))
        #expect(rule.admits(Photos.fingerprint(information: 30)))
    }

    @Test func `and where one of them shows little, only at the strict distances`() {
        let strict = Level.strict.thresholds
        let rule = NearRule(Level.loose.thresholds)
        for (a, b, isCautious) in [(80, 80, false), (50, 50, false), (49, 80, true), (80, 49, true), (40, 40, true)] {
            let zero = Photos.fingerprint(information: a)
            func other(_ more: Int) -> Fingerprint {
                Photos.fingerprint(
                    phash: Self.bits(strict.phash + more), dhash: Self.bits(strict.dhash + more),
                    bmh: Self.bits(strict.bmh + more), cmh: 255, information: b)
            }
            #expect(rule.isNear(zero, other(0)))
            #expect(rule.isNear(zero, other(1)) == !isCautious)
            #expect((rule.evidence(between: zero, and: other(1)).agreed == 3) == !isCautious)
        }
    }

    @Test func `and caution never allows more than the level itself`() {
        let tight = Thresholds(phash: 1, dhash: 1, bmh: 1, cmh: 10)
        let few = NearRule(tight).thresholds(between: Photos.fingerprint(information: 40), and: Photos.fingerprint())
        #expect(few == tight)
    }

    @Test func `and a looser level allows all that a stricter one does`() {
        let levels = [Level.strict, .normal, .loose].map(\.thresholds)
        #expect(Level.allCases == [.strict, .normal, .loose])
        for (strict, loose) in zip(levels, levels.dropFirst()) {
            #expect(strict.phash <= loose.phash && strict.dhash <= loose.dhash)
            #expect(strict.bmh <= loose.bmh && strict.cmh <= loose.cmh)
        }
    }
}

@Suite struct `The two searches lose no near pair` {
    static func check(_ pictures: [Fingerprint], _ thresholds: Thresholds) {
        let rule = NearRule(thresholds)
        var expected: [[Int]] = []
        for a in pictures.indices {
            for b in pictures.indices.dropFirst(a + 1) {
                let evidence = rule.evidence(between: pictures[a], and: pictures[b])
                if evidence.agreed >= 3 { expected.append([a, b, evidence.certainty]) }
            }
        }
        var found: [[Int]] = []
        NearPairSearch(pictures, rule: rule).forEachPair { found.append([$0, $1, $2]) }
        found.sort { $0.lexicographicallyPrecedes($1) }
        #expect(found == expected && !found.isEmpty)
    }

    @Test func `against all pairs, at every level, below and above the size that is indexed`() {
        var generator = SeededGenerator(seed: 6)
        for level in Level.allCases {
            Self.check(Photos.families(700, &generator), level.thresholds)
        }
        Self.check(Photos.families(2_600, &generator), Level.normal.thresholds)
    }

    @Test func `against all pairs, where the thresholds differ widely`() {
        var generator = SeededGenerator(seed: 7)
        let pictures = Photos.families(500, &generator)
        for (phash, dhash, bmh, cmh) in [(0, 14, 14, 400), (14, 0, 14, 400), (3, 5, 20, 0), (64, 2, 2, 100), (64, 64, 64, 6_120)]
        {
            Self.check(pictures, Thresholds(phash: phash, dhash: dhash, bmh: bmh, cmh: cmh))
        }
    }

    @Test func `where many share one hash and differ in the others`() {
        var generator = SeededGenerator(seed: 8)
        let pictures = (0..<400).map { _ in
            Photos.fingerprint(
                phash: generator.next() % 3, dhash: generator.next() % 2_048, bmh: generator.next() % 65_536,
                cmh: UInt8.random(in: 0...255, using: &generator))
        }
        Self.check(pictures, Thresholds(phash: 1, dhash: 4, bmh: 6, cmh: 90))
    }
}
