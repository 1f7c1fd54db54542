// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `A plan says which pixels a picture is made of` {
    /// Follows a plan over a whole picture that is there.
    private func render(_ picture: RGBPicture, _ orientation: Orientation, _ adjustments: Adjustments, longest: Int?)
        -> RGBPicture
    {
        let plan = RenderPlan(picture.size, orientation, adjustments, longest: longest)
        let region = plan.region
        var reducer = RowReducer(
            across: ResampleAxis(
                count: picture.size.width, from: region.left, to: region.left + region.width, newCount: plan.reduced.width),
            down: ResampleAxis(
                count: picture.size.height, from: region.top, to: region.top + region.height, newCount: plan.reduced.height),
            channels: 3)
        let stride = picture.size.width * 3
        for row in 0..<picture.size.height { reducer.add(picture.bytes.span.extracting(row * stride..<(row + 1) * stride)) }
        return plan.finish(RGBPicture(size: plan.reduced, bytes: reducer.output))
    }

    private func smooth(_ width: Int, _ height: Int) -> RGBPicture {
        var bytes: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                bytes += [UInt8(x * 255 / width), UInt8(y * 255 / height), UInt8((x + y) * 255 / (width + height))]
            }
        }
        return RGBPicture(size: PixelSize(width: width, height: height), bytes: bytes)
    }

    private func furthest(_ a: RGBPicture, _ b: RGBPicture) -> Int {
        a.size == b.size ? zip(a.bytes, b.bytes).map { abs(Int($0) - Int($1)) }.max() ?? 0 : 256
    }

    @Test func `without a recipe the picture is upright, and at its own size its own`() {
        let picture = smooth(40, 24)
        for way in Orientation.allCases {
            #expect(render(picture, way, .none, longest: nil) == picture.turned(way))
            #expect(render(picture, way, .none, longest: 400) == picture.turned(way))
        }
    }

    @Test func `a crop at full size is those very pixels, however they are stored`() throws {
        let crop = try #require(Crop(x: 0.25, y: 0.125, width: 0.5, height: 0.5))
        let picture = smooth(80, 48)
        for way in Orientation.allCases {
            let upright = picture.turned(way)
            let kept = crop.pixels(of: upright.size)
            let part = render(picture, way, Adjustments(crop: crop), longest: nil)
            #expect(part.size == PixelSize(width: kept.width, height: kept.height))
            for y in 0..<kept.height {
                let from = ((kept.top + y) * upright.size.width + kept.left) * 3
                #expect(
                    part.bytes[y * kept.width * 3..<(y + 1) * kept.width * 3].elementsEqual(
                        upright.bytes[from..<from + kept.width * 3]))
            }
        }
    }

    @Test func `a crop that is made small is the small picture's part`() throws {
        let crop = try #require(Crop(x: 0.5, y: 0.25, width: 0.5, height: 0.5))
        let picture = smooth(320, 240)
        let small = render(picture, .upright, .none, longest: 160)
        let part = render(picture, .upright, Adjustments(crop: crop), longest: 80)
        #expect(part.size == PixelSize(width: 80, height: 60))
        let same = RGBPicture(
            size: part.size, bytes: (0..<60).flatMap { y in small.bytes[((30 + y) * 160 + 80) * 3..<((30 + y) * 160 + 160) * 3] })
        // At the edge the whole picture's kernel sees what the part's does too.
        #expect(furthest(part, same) <= 2)
    }

    @Test func `nothing grows, and no side is longer than asked for`() throws {
        var random = SeededGenerator(seed: 41)
        for _ in 0..<2000 {
            let size = PixelSize(
                width: Int.random(in: 1...9000, using: &random), height: Int.random(in: 1...9000, using: &random))
            let crop = try #require(Crop(x: 0.1, y: 0.3, width: Double.random(in: 0.01...0.9, using: &random), height: 0.5))
            let recipe = Adjustments(
                turn: Orientation.allCases.randomElement(using: &random) ?? .upright,
                straighten: random.chance(50) ? 0 : Double.random(in: -45...45, using: &random),
                crop: random.chance(50) ? .whole : crop)
            let longest = Int.random(in: 1...2000, using: &random)
            let plan = RenderPlan(size, Orientation.allCases.randomElement(using: &random) ?? .upright, recipe, longest: longest)
            #expect(max(plan.final.width, plan.final.height) <= longest && plan.final.shortSide > 0)
            let upright = plan.way.upright(size)
            #expect(plan.final.width <= upright.width && plan.final.height <= upright.height)
            #expect(plan.region.left >= 0 && plan.region.left + plan.region.width <= Double(size.width) + 1e-6)
            #expect(plan.region.top >= 0 && plan.region.top + plan.region.height <= Double(size.height) + 1e-6)
            #expect(plan.reduction > 0.6, "what is sampled askew is reduced to about the size that comes out")
        }
    }

    @Test func `a picture that is straightened by nothing to speak of is itself`() {
        let picture = smooth(200, 120)
        let straight = render(picture, .upright, Adjustments(straighten: 0.0001), longest: nil)
        #expect(straight.size.width >= 199 && straight.size.height >= 119)
        let part = RGBPicture(
            size: straight.size,
            bytes: (0..<straight.size.height).flatMap { picture.bytes[$0 * 600..<$0 * 600 + straight.size.width * 3] })
        #expect(furthest(straight, part) <= 3)
    }

    @Test func `turning clockwise moves what is above to the right`() {
        // A white spot straight above the middle.
        var bytes = [UInt8](repeating: 0, count: 201 * 201 * 3)
        for y in 48...52 { for x in 98...102 { for channel in 0..<3 { bytes[(y * 201 + x) * 3 + channel] = 255 } } }
        let picture = RGBPicture(size: PixelSize(width: 201, height: 201), bytes: bytes)
        let turned = render(picture, .upright, Adjustments(straighten: 30), longest: nil)
        let brightest = (0..<turned.size.count).max { turned.bytes[$0 * 3] < turned.bytes[$1 * 3] } ?? 0
        let (x, y) = (brightest % turned.size.width, brightest / turned.size.width)
        // 50 pixels from the middle, 30 degrees to the right of up: 25 to the right, 43.3 up.
        #expect(
            abs(Double(x) - Double(turned.size.width) / 2 - 25) < 4 && abs(Double(turned.size.height) / 2 - Double(y) - 43.3) < 4)
        // The largest square in a square that is turned by 30 degrees: 1 / (sin + cos).
        #expect(abs(Double(turned.size.width) - 201 / 1.366) < 1.5)
    }

    @Test func `a mirrored recipe straightens the other way`() {
        let picture = smooth(90, 60)
        let recipe = Adjustments(straighten: 7, exposure: 0)
        let mirrored = render(picture, .upright, recipe.then(.mirrored), longest: nil)
        #expect(furthest(mirrored, render(picture, .upright, recipe, longest: nil).turned(.mirrored)) <= 1)
        let quarter = render(picture, .upright, recipe.then(.turnedRight), longest: nil)
        #expect(furthest(quarter, render(picture, .upright, recipe, longest: nil).turned(.turnedRight)) <= 1)
    }
}
