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

@Suite struct `A photo that is still being copied is not taken for whole` {
    /// How programs write a file that is not there yet.
    enum Manner: CaseIterable {
        /// Each piece behind the last.
        case appending
        /// The whole length first, then piece by piece.
        case filling
    }

    private static let pieces = 24

    /// What the file holds after each piece.
    private static func contents(_ whole: [UInt8], _ manner: Manner) -> [[UInt8]] {
        (0...pieces).map { piece in
            let written = whole[..<(whole.count * piece / pieces)]
            return written + (manner == .filling ? [UInt8](repeating: 0, count: whole.count - written.count) : [])
        }
    }

    private static func digest(_ bytes: [UInt8]) -> FileDigest {
        var hasher = SHA256Hasher()
        hasher.update(bytes.span)
        return FileDigest(hasher.finish())
    }

    /// Writes a file piece by piece, with pauses that a scan may fall into.
    private static func write(_ whole: [UInt8], _ manner: Manner, to path: SystemPath, seed: UInt64) throws {
        let folder = try Descriptor.folder(path.folder ?? path)
        let file = try folder.file(path.name, flags: O_WRONLY | O_CREAT | O_TRUNC)
        if manner == .filling { try file.write([UInt8](repeating: 0, count: whole.count)) }
        let filler = try folder.file(path.name, flags: O_WRONLY)
        var random = SeededGenerator(seed: seed)
        for piece in 0..<pieces {
            let bytes = Array(whole[(whole.count * piece / pieces)..<(whole.count * (piece + 1) / pieces)])
            if manner == .filling { try filler.write(bytes) } else { try file.write(bytes) }
            usleep(UInt32(random.number(0...40_000)))
        }
    }

    @Test(arguments: Manner.allCases)
    func `no digest but one of a content that was there, and the whole one in the end`(_ manner: Manner) throws {
        var held = 0
        for round in 0..<Extent.of(short: 1, full: 12) {
            let place = try Place()
            try place.put(try Sample.smallJPEG(1), at: "old.jpg")
            let wholes = [
                try Sample.jpeg(UInt64(50 + round), width: 1400, height: 1000),
                Sample.png(UInt64(60 + round), width: 700, height: 500),
            ]
            let names = ["growing.jpg", "growing.png"]
            let writers = DispatchGroup()
            let left = Atomic(names.count)
            for (index, name) in names.enumerated() {
                let path = place.photos.appending(name)
                DispatchQueue(label: name).async(group: writers) { [whole = wholes[index]] in
                    try? Self.write(whole, manner, to: path, seed: UInt64(round * 2 + index))
                    left.subtract(1, ordering: .releasing)
                }
            }
            let known = zip(names, wholes).map { name, whole in (name, Set(Self.contents(whole, manner).map(Self.digest))) }
            while left.load(ordering: .acquiring) > 0 {
                let answer = try place.scan()
                answer.expectSums()
                #expect([0, 1].contains(answer.outcome.code), "\(answer.outcome.said)")
                for (name, digests) in known {
                    guard let sidecar = place.facts("\(name)") else { continue }
                    held += 1
                    #expect(digests.contains(sidecar.file.digest), "\(manner) \(name): a digest of no content")
                }
            }
            writers.wait()
            let answer = try place.scan()
            #expect(answer.outcome.code == 0 && answer.count("done") == 3, "\(answer.outcome.text)")
            for (name, whole) in zip(names, wholes) {
                let sidecar = place.facts("\(name)")
                #expect(sidecar?.file.digest == Self.digest(whole) && sidecar?.facts.problem == nil, "\(manner) \(name)")
            }
        }
        print("a growing file, \(manner): \(held) sidecars held against contents")
    }
}
