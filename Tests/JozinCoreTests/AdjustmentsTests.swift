// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport
import Testing

@Suite struct `A recipe is one value` {
    private static let ways = Orientation.allCases

    @Test func `two turns are the one that does both`() {
        let size = PixelSize(width: 5, height: 3)
        for first in Self.ways {
            for second in Self.ways {
                let both = first.then(second)
                let between = first.upright(size)
                let end = second.upright(between)
                #expect(both.upright(size) == end)
                for y in 0..<end.height {
                    for x in 0..<end.width {
                        let middle = second.stored(x: x, y: y, in: end)
                        #expect(both.stored(x: x, y: y, in: end) == first.stored(x: middle.x, y: middle.y, in: between))
                    }
                }
            }
        }
    }

    @Test func `every turn has a way back, and four quarters are none`() {
        for way in Self.ways {
            #expect(way.then(way.inverse) == .upright && way.inverse.then(way) == .upright && way.then(.upright) == way)
        }
        let quarter = Orientation.turnedRight
        #expect(quarter.then(quarter) == .turned180 && quarter.then(quarter).then(quarter).then(quarter) == .upright)
        #expect(Self.ways.filter(\.isMirror).count == 4)
    }

    @Test func `a recipe that is turned there and back is itself`() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let x = Double(Int.random(in: 0...7, using: &random)) / 8
            let y = Double(Int.random(in: 0...7, using: &random)) / 8
            let crop = try #require(Crop(x: x, y: y, width: (1 - x) / 2, height: 1 - y))
            let recipe = Adjustments(straighten: Double.random(in: -45...45, using: &random), crop: crop, exposure: 1)
            for way in Self.ways {
                let back = recipe.then(way).then(way.inverse)
                #expect(back == recipe, "\(way)")
            }
        }
    }

    @Test func `a crop turns with its picture`() throws {
        let size = PixelSize(width: 80, height: 40)
        let crop = try #require(Crop(x: 0.25, y: 0.5, width: 0.5, height: 0.25))
        for way in Self.ways {
            let upright = way.upright(size)
            let kept = crop.turned(way).pixels(of: upright)
            for (x, y) in [(kept.left, kept.top), (kept.left + kept.width - 1, kept.top + kept.height - 1)] {
                let stored = way.stored(x: x, y: y, in: upright)
                #expect((20..<60).contains(stored.x) && (20..<30).contains(stored.y), "\(way)")
            }
            #expect(kept.width * kept.height == 400)
        }
    }

    @Test func `what is out of its range becomes the nearest, and what is no number nothing`() {
        let wild = Adjustments(straighten: 100, exposure: -.infinity, warmth: .nan)
        #expect(wild == Adjustments(straighten: 45) && Adjustments(straighten: -0.0).isIdentity)
        #expect(Crop(x: 0.5, y: 0, width: 0.6, height: 1) == nil && Crop(x: 0, y: 0, width: 0, height: 1) == nil)
        #expect(Crop(x: .nan, y: 0, width: 1, height: 1) == nil && Crop(x: -0.1, y: 0, width: 1, height: 1) == nil)
    }

    @Test func `a crop keeps at least one pixel, inside the picture`() throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<2000 {
            let (x, y) = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
            let width = Double.random(in: 0..<1 - x, using: &random) + 1e-12
            let height = Double.random(in: 0..<1 - y, using: &random) + 1e-12
            guard let crop = Crop(x: x, y: y, width: width, height: height) else { continue }
            let size = PixelSize(width: Int.random(in: 1...50, using: &random), height: Int.random(in: 1...50, using: &random))
            let kept = crop.pixels(of: size)
            #expect(kept.width > 0 && kept.height > 0 && kept.left >= 0 && kept.top >= 0)
            #expect(kept.left + kept.width <= size.width && kept.top + kept.height <= size.height)
        }
    }

    @Test func `a placeholder is 24 bytes that begin with a shape`() {
        #expect(Placeholder(bytes: [UInt8](repeating: 1, count: 24)) != nil)
        #expect(Placeholder(bytes: [UInt8](repeating: 1, count: 23)) == nil)
        #expect(Placeholder(bytes: [0] + [UInt8](repeating: 1, count: 23)) == nil)
    }
}
