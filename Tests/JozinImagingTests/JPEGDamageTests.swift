// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `Damage is an error, never a trap` {
    private func outcome(_ reader: inout DCReader, _ bytes: [UInt8]) -> DCReader.Failure? {
        do throws(DCReader.Failure) {
            _ = try reader.read(bytes.span)
            return nil
        } catch {
            return error
        }
    }

    private static let small: [[UInt8]] = [
        JPEGPictures.jpeg(width: 50, height: 40),
        JPEGPictures.jpeg(width: 50, height: 40, JPEGPictures.options(restart: 2)),
        JPEGPictures.jpeg(width: 30, height: 50, channels: 1, JPEGPictures.options(horizontal: 1, vertical: 1, optimise: true)),
        JPEGOracle.write(JPEGPictures.layout(40, 40, [(2, 1), (1, 1), (1, 2)], separate: true)) ?? [],
    ]

    @Test func `a sequential file cut at any byte before its picture's end is found out`() throws {
        var reader = DCReader(maxPixels: 1 << 24)
        for jpeg in Self.small {
            #expect(outcome(&reader, jpeg) == nil)
            // EOI is the last thing in these files; all bytes before it are needed.
            for end in 0..<jpeg.count - 2 {
                let failure = outcome(&reader, Array(jpeg[..<end]))
                guard end >= 2 else {
                    #expect(failure == .notJPEG)
                    continue
                }
                guard case .damaged(.fileEndsEarly, let read)? = failure else {
                    Issue.record("cut at \(end) of \(jpeg.count): \(String(describing: failure))")
                    continue
                }
                #expect(read >= 0 && read < 1)
            }
            let unterminated = try reader.read(Array(jpeg.dropLast(2)).span)
            #expect(!unterminated.isTerminated)
        }
    }

    @Test func `how much of a cut picture was read grows with the file`() throws {
        var reader = DCReader(maxPixels: 1 << 24)
        let jpeg = JPEGPictures.jpeg(width: 1000, height: 800)
        let start = try #require(JPEGPictures.scanStart(jpeg))
        var last = 0.0
        for percent in 0..<100 {
            let end = start + (jpeg.count - 2 - start) * percent / 100
            guard case .damaged(.fileEndsEarly, let read)? = outcome(&reader, Array(jpeg[..<end])) else {
                Issue.record("cut at \(percent) %")
                continue
            }
            #expect(read >= last && abs(read - Double(percent) / 100) < 0.1, "\(percent) %: \(read)")
            last = read
        }
    }

    @Test func `a progressive file cut inside its first scan is found out`() throws {
        var reader = DCReader(maxPixels: 1 << 24)
        let jpeg = JPEGPictures.jpeg(width: 200, height: 150, JPEGPictures.options(progressive: true))
        let start = try #require(JPEGPictures.scanStart(jpeg))
        let end = try #require((start..<jpeg.count - 1).first { jpeg[$0] == 0xFF && jpeg[$0 + 1] != 0 })
        for cut in 2..<end { #expect(outcome(&reader, Array(jpeg[..<cut])) != nil, "cut at \(cut)") }
        #expect(outcome(&reader, Array(jpeg[..<end])) == nil)
    }

    @Test func `20,000 mutated files are read or refused, within bounded time and memory`() {
        let seeds =
            Self.small + [
                JPEGPictures.jpeg(width: 60, height: 60, JPEGPictures.options(quality: 100, horizontal: 1, vertical: 1)),
                JPEGPictures.jpeg(width: 70, height: 50, JPEGPictures.options(progressive: true)),
                JPEGOracle.write(JPEGPictures.layout(33, 20, [(4, 4), (3, 1), (1, 4)], restart: 1, separate: true, density: 400))
                    ?? [],
            ]
        var generator = SeededGenerator(seed: 20_000)
        var reader = DCReader(maxPixels: 1 << 28)
        var (read, refused) = (0, 0)
        for number in 0..<20_000 {
            var mutated = seeds[number % seeds.count]
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&mutated, seeds, &generator) }
            if outcome(&reader, mutated) == nil { read += 1 } else { refused += 1 }
        }
        #expect(read > 1000 && refused > 1000, "the mutations reach both ends: \(read) read, \(refused) refused")
    }

    private static func mutate(_ bytes: inout [UInt8], _ seeds: [[UInt8]], _ generator: inout SeededGenerator) {
        guard bytes.count > 8 else { return }
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[at] = [0, 0xFF, 0x7F, 0x80, 1].randomElement(using: &generator) ?? 0
        case 2: bytes.removeLast(bytes.count - at)
        case 3:
            let other = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
            bytes = Array(bytes[..<at] + other[Int.random(in: 0..<other.count, using: &generator)...])
        case 4: bytes.removeSubrange(at..<min(at + Int.random(in: 1...9, using: &generator), bytes.count))
        default:
            // A length, or another field of a header, one more or less.
            let markers = (2..<bytes.count - 5).filter { bytes[$0] == 0xFF && bytes[$0 + 1] >= 0xC0 }
            guard let marker = markers.randomElement(using: &generator) else { return }
            let field = min(marker + Int.random(in: 2...20, using: &generator), bytes.count - 1)
            bytes[field] = Bool.random(using: &generator) ? bytes[field] &+ 1 : bytes[field] &- 1
        }
    }
}
