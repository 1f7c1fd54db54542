// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import JozinContracts
import JozinCore
import JozinFiles
import JozinTestHarness
import JozinTestSupport
import Synchronization
import Testing

@Suite struct `What is recorded of a photo belongs to one content` {
    private static let contents: [(Word, Word)] = [("a.jpg", "b.jpg"), ("c.jpg", "d.png")]

    private func place() throws -> Place {
        let place = try Place()
        let bytes = [
            try Sample.jpeg(1, width: 640, height: 512), try Sample.jpeg(2, width: 512, height: 640), try Sample.smallJPEG(3),
            Sample.png(4, width: 300, height: 200),
        ]
        for (name, bytes) in zip(Self.contents.flatMap { [$0.0, $0.1] }, bytes) { try place.put(bytes, at: name) }
        return place
    }

    /// Every name's content as it is known to be, by its digest.
    private func facts(_ place: Place) throws -> [FileDigest: PhotoFacts] {
        let undisturbed = try Place()
        try undisturbed.copy(place.photos)
        try undisturbed.scan()
        let sidecars = try Sidecars(undisturbed).files.values.map { try #require(ImageSidecar(decoding: $0)) }
        return Dictionary(uniqueKeysWithValues: sidecars.map { ($0.file.digest, $0.facts) })
    }

    /// Swaps two files by renaming; for a moment one of the names is nobody's.
    private static func swap(_ one: SystemPath, _ other: SystemPath, over third: SystemPath) -> Bool {
        let names = [(one, third), (other, one), (third, other)]
        return names.allSatisfy { from, to in
            let (from, to) = (from.bytes.map { CChar(bitPattern: $0) } + [0], to.bytes.map { CChar(bitPattern: $0) } + [0])
            // rename reads the two terminated paths.
            return unsafe rename(from, to) == 0
        }
    }

    @Test func `two photos that are swapped again and again while they are read`() throws {
        let place = try place()
        let known = try facts(place)
        let wanted = Extent.of(short: 2_000, full: 100_000)
        let swaps = Atomic(0)
        let swapper = DispatchGroup()
        let pairs = Self.contents.map { (place.photos.appending($0.0.bytes), place.photos.appending($0.1.bytes)) }
        let aside = place.base.appending("aside")
        DispatchQueue(label: "swapper").async(group: swapper) {
            var random = SeededGenerator(seed: 5)
            while swaps.load(ordering: .relaxed) < wanted {
                let pair = pairs[random.number(0...1)]
                guard Self.swap(pair.0, pair.1, over: aside) else { break }
                swaps.add(1, ordering: .relaxed)
                // Some photos are read in peace, some are not.
                usleep(UInt32(random.chance(5) ? random.number(0...30_000) : random.number(0...300)))
            }
        }
        var scans = 0
        var recorded = 0
        while swaps.load(ordering: .relaxed) < wanted, scans < 4000 {
            let answer = try place.scan()
            answer.expectSums()
            #expect([0, 1, 13].contains(answer.outcome.code), "\(answer.outcome.said)")
            scans += 1
            recorded += try expectUnmixed(place, known)
        }
        swapper.wait()
        print(
            "swapped originals: \(swaps.load(ordering: .relaxed)) swaps, \(scans) scans, \(recorded) sidecars held against contents"
        )
        #expect(swaps.load(ordering: .relaxed) >= wanted && recorded > 0)
        #expect(try place.scan().outcome.code == 0)
        #expect(try expectUnmixed(place, known) == 4)
    }

    /// Digest and facts of each sidecar belong to one content; a photo whose pixels are not read yet has fewer.
    private func expectUnmixed(_ place: Place, _ known: [FileDigest: PhotoFacts]) throws -> Int {
        guard Disk.exists(place.own.appending("sidecars")) else { return 0 }
        let sidecars = try Sidecars(place).files.values.map { try #require(ImageSidecar(decoding: $0)) }
        for sidecar in sidecars {
            let truth = try #require(known[sidecar.file.digest], "a digest of no content")
            let facts = sidecar.facts
            // A photo that changed under the reader is told as such, and keeps no more than what was sure.
            guard facts.problem == nil else { continue }
            #expect(facts.size == truth.size && facts.format == truth.format && facts.fingerprint == truth.fingerprint)
            #expect(facts.imageID == truth.imageID || facts.imageID == .file(sidecar.file.digest))
        }
        return sidecars.count
    }
}
