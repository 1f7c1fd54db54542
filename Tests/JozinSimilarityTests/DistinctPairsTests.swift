// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSimilarity
import JozinTestSupport
import Testing

@Suite struct `What a person called distinct is in no near group together` {
    @Test func `and every other pair still is`() {
        for seed in 1...60 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let look = Photos.random(&random)
            // Every third was not decoded yet, and goes by its file.
            let photos = (0..<random.number(2...7)).map { number in
                Photos.photo(number, "\(number).jpg", image: number % 3 == 2 ? nil : number + 100, shows: look)
            }
            var (finder, pairs) = (DuplicateFinder(), Set<Set<Int>>())
            for _ in 0..<random.number(0...3) {
                let (a, b) = (random.number(0...photos.count - 1), random.number(0...photos.count - 1))
                guard a != b else { continue }
                pairs.insert([a, b])
                finder.distinct.insert(photos[a].decided, photos[b].decided)
            }
            let groups = finder.report(on: photos).groups.filter { $0.kind == .near }
            for a in photos.indices {
                for b in photos.indices where a < b {
                    let isTogether = groups.contains { $0.members.contains(a) && $0.members.contains(b) }
                    #expect(isTogether == !pairs.contains([a, b]), "seed \(seed): \(a) and \(b)")
                }
            }
            #expect(Set(groups.map(\.members)).count == groups.count)
        }
    }
}

extension Candidate {
    /// What a decision knows it by.
    fileprivate var decided: ImageID { imageID.map(ImageID.pixels) ?? .file(fileDigest) }
}
