// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `A plan is a value with a true account of its copies` {
    private static let small = DemoLibrary.Options(photos: 30, size: PixelSize(width: 96, height: 96), duplicatesShare: 0.6)

    @Test func `the same seed and options plan the same library`() throws {
        for seed in UInt64(0)..<5 { #expect(try DemoLibrary.plan(seed: seed) == DemoLibrary.plan(seed: seed)) }
        #expect(try DemoLibrary.plan(seed: 1).entries != DemoLibrary.plan(seed: 2).entries)
    }

    @Test func `the usual library has about 150 files of every kind`() throws {
        let library = try DemoLibrary.plan(seed: 2026)
        let tiers = Set(library.entries.map(\.truth.tier))
        #expect((140...180).contains(library.entries.count))
        #expect(tiers.isSuperset(of: [.base, .exact, .pixelIdentical, .easy, .medium, .turned, .mirrored, .frame, .odd]))
        #expect(Set(library.entries.map(\.path.folder)).count > 15)
    }

    @Test func `no path is used twice, and none is both a file and a folder`() throws {
        for seed in UInt64(0)..<10 {
            let entries = try DemoLibrary.plan(seed: seed, options: .init(photos: 400, duplicatesShare: 0.7)).entries
            let paths = Set(entries.map(\.path))
            #expect(paths.count == entries.count)
            #expect(entries.allSatisfy { !paths.contains($0.path.folder) })
        }
    }

    @Test func `the numbers asked for are the numbers planned`() throws {
        for (photos, share, wanted) in [(100, 0.0, 100), (100, 0.5, 209), (90, 0.1, 109), (0, 0.5, 0), (1, 0, 1)] {
            let options = DemoLibrary.Options(photos: photos, duplicatesShare: share, series: false, oddities: false)
            #expect(try DemoLibrary.plan(seed: 3, options: options).entries.count == wanted)
        }
    }

    @Test func `options out of bounds are misuse`() {
        let bad: [DemoLibrary.Options] = [
            .init(photos: -1), .init(duplicatesShare: 1), .init(duplicatesShare: -0.1),
            .init(size: PixelSize(width: 8, height: 800)),
            .init(size: PixelSize(width: 80, height: 80), cheap: true), .init(duplicatesShare: .nan),
        ]
        for options in bad { #expect(throws: Problem.self) { try DemoLibrary.plan(seed: 1, options: options) } }
    }

    @Test func `exact copies are equal bytes, pixel-identical ones equal codes or drawings`() throws {
        let library = try DemoLibrary.plan(seed: 7, options: Self.small)
        let press = try DemoPress(for: library)
        let bases = Dictionary(
            library.entries.filter { $0.truth.tier == .base }.map { ($0.truth.group, $0.content) },
            uniquingKeysWith: { a, _ in a })
        var counts = (exact: 0, identical: 0)
        for entry in library.entries {
            guard let base = bases[entry.truth.group] else { continue }
            let bytes = try press.bytes(of: entry.content)
            let wanted = try press.bytes(of: base)
            switch (entry.truth.tier, entry.content, base) {
            case (.exact, _, _):
                #expect(bytes == wanted)
                counts.exact += 1
            case (.pixelIdentical, .bmp(let a), .png(let b)): #expect(a == b)
            case (.pixelIdentical, _, _):
                #expect(bytes != wanted)
                let (own, other) = (try #require(JPEGParts(bytes ?? [])), try #require(JPEGParts(wanted ?? [])))
                #expect(own.coded == other.coded && own.app1 != other.app1)
                counts.identical += 1
            case (.base, _, _): break
            default: #expect(bytes != wanted)
            }
        }
        #expect(counts.exact >= 4 && counts.identical >= 2)
    }

    @Test func `turned copies are the same picture when upright`() throws {
        let library = try DemoLibrary.plan(seed: 9, options: Self.small)
        var seen = 0
        for entry in library.entries where entry.truth.transform.hasPrefix("rotated_with_exif") {
            guard case .jpeg(let drawing, _, let exif) = entry.content, let orientation = exif?.orientation else { continue }
            #expect(drawing.drawn().edited([.turned(orientation)]) == drawing.picture.drawn())
            seen += 1
        }
        #expect(seen >= 2)
    }

    @Test func `burst frames follow each other by 0.1 to 0.3 seconds and by one number`() throws {
        for seed in UInt64(0)..<20 {
            let frames = try DemoLibrary.plan(seed: seed).entries.filter { $0.truth.group == "burst1" }
            #expect((4...6).contains(frames.count))
            let times = frames.map { entry -> Int in
                guard case .jpeg(_, _, let exif) = entry.content, let captured = exif?.facts.captured else { return -1 }
                return (Int(captured.local.suffix(2)) ?? -1) * 100 + (Int(captured.subsecond ?? "") ?? -1)
            }
            let numbers = frames.map { Int(String(decoding: $0.path.name, as: UTF8.self).filter(\.isNumber)) ?? -1 }
            for index in 1..<frames.count {
                #expect((10...30).contains(times[index] - times[index - 1]))
                #expect(numbers[index] == numbers[index - 1] + 1)
            }
        }
    }

    @Test func `bracket frames differ in exposure alone`() throws {
        let frames = try DemoLibrary.plan(seed: 1).entries.filter { $0.truth.group == "bracket1" }
        let facts = frames.compactMap { entry -> ExifFacts? in
            guard case .jpeg(_, _, let exif) = entry.content else { return nil }
            return exif?.facts
        }
        #expect(facts.count == 5)
        #expect(facts.compactMap(\.exposureBiasEV) == [-4, -2, 0, 2, 4])
        #expect(Set(facts.map(\.iso)).count == 1 && Set(facts.map(\.fNumber)).count == 1)
        let seconds = facts.compactMap(\.exposureSeconds)
        #expect(seconds == seconds.sorted() && Set(seconds).count == 5)
    }

    @Test func `times are dates of the calendar and rise within a folder`() throws {
        let library = try DemoLibrary.plan(
            seed: 4, options: .init(photos: 3000, duplicatesShare: 0, series: false, oddities: false))
        var last: [LibraryPath: String] = [:]
        for entry in library.entries {
            guard case .jpeg(_, _, let exif) = entry.content, let local = exif?.facts.captured?.local else { continue }
            #expect(local.count == 19)
            let parts = local.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
            #expect((2015...2021).contains(parts[0]) && (1...12).contains(parts[1]) && (1...31).contains(parts[2]))
            #expect(parts[3] < 24 && parts[4] < 60 && parts[5] < 60)
            #expect(last[entry.path.folder] ?? "" < local)
            last[entry.path.folder] = local
        }
    }
}
