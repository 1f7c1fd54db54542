// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `A cheap library keeps what it guarantees` {
    private static let options = DemoLibrary.Options(
        photos: 1000, size: PixelSize(width: 128, height: 112), duplicatesShare: 0.1, series: false, oddities: false, cheap: true)

    @Test func `every photo has pixels of its own, and its copies have them too`() throws {
        let library = try DemoLibrary.plan(seed: 5, options: Self.options)
        let press = try DemoPress(for: library)
        var codes: [String: [[UInt8]]] = [:]
        var files: Set<[UInt8]> = []
        for entry in library.entries {
            let bytes = try #require(try press.bytes(of: entry.content))
            let parts = try #require(JPEGParts(bytes))
            #expect(parts.size == [128, 112])
            switch entry.truth.tier {
            case .exact: #expect(files.contains(bytes))
            case .pixelIdentical: #expect(files.insert(bytes).inserted && codes[entry.truth.group] == parts.coded)
            default:
                #expect(files.insert(bytes).inserted)
                codes[entry.truth.group] = parts.coded
            }
        }
        #expect(codes.count == 1000 && Set(codes.values).count == 1000)
    }

    @Test func `any two photos share at most two of six strips`() throws {
        let library = try DemoLibrary.plan(seed: 5, options: Self.options)
        let press = try DemoPress(for: library)
        // Rows of MCUs between restart markers; 112 pixels are seven rows, and the last strip has two of them.
        let rows = try library.entries.filter { $0.truth.tier == .base }.prefix(400).map { entry in
            let bytes = try #require(try press.bytes(of: entry.content))
            let parts = try #require(JPEGParts(bytes))
            return Self.rows(parts.scan)
        }
        for (index, own) in rows.enumerated() {
            #expect(own.count == 7)
            for other in rows[(index + 1)...] {
                #expect(zip(own, other).filter { $0 == $1 }.count <= 3)
            }
        }
    }

    private static func rows(_ scan: [UInt8]) -> [[UInt8]] {
        var rows: [[UInt8]] = [[]]
        var place = 0
        while place < scan.count - 2 {
            if scan[place] == 0xff, (0xd0...0xd7).contains(scan[place + 1]) {
                // RST0 to RST7 take turns (ITU T.81, section F.1.1.5.2).
                #expect(Int(scan[place + 1] & 7) == (rows.count - 1) % 8)
                rows.append([])
                place += 2
            } else {
                rows[rows.count - 1].append(scan[place])
                place += 1
            }
        }
        return rows
    }

    @Test func `Pillow decodes it without a complaint`() throws {
        guard Python.pillow(for: "Pillow decodes strips") else { return }
        let folder = TemporaryFolder()
        let library = try DemoLibrary.plan(seed: 6, options: Self.options)
        let press = try DemoPress(for: library)
        for (number, entry) in library.entries.prefix(40).enumerated() {
            folder.write("\(number).jpg", try #require(try press.bytes(of: entry.content)))
        }
        let answer = Python.run(
            """
            import sys, warnings; from PIL import Image; warnings.simplefilter('error')
            print(len({Image.open(f'{sys.argv[1]}/{n}.jpg').tobytes() for n in range(40)}))
            """, [folder.path])
        #expect(answer == "40\n")
    }

    @Test func `strips need a cheap press`() throws {
        let library = try DemoLibrary.plan(seed: 5, options: Self.options)
        let press = try DemoPress(for: DemoLibrary.plan(seed: 5, options: .init(photos: 1)))
        #expect(throws: Problem.self) { try press.bytes(of: library.entries[0].content) }
    }
}
