// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A recipe is rendered, and only rendered` {
    private let bench = RenderBench()
    private let picture = Picture(512, 384)

    private func furthest(_ a: RGBPicture, _ b: RGBPicture) -> Double {
        guard a.size == b.size else { return 256 }
        return Double(RenderBench.distance(a, b)) / Double(a.bytes.count)
    }

    @Test func `turns of a photo and of its thumbnail are the same`() throws {
        let file = picture.png()
        let plain = try #require(try bench.picture(file, .png, longest: 256))
        for way in Orientation.allCases {
            let turned = try #require(try bench.picture(file, .png, longest: 256, Adjustments(turn: way)))
            #expect(turned.size == way.upright(plain.size) && furthest(turned.turned(way.inverse), plain) < 1.5, "\(way)")
        }
    }

    @Test func `a crop is the full render's part`() throws {
        let file = picture.png()
        let full = try #require(try bench.picture(file, .png, longest: nil))
        var random = SeededGenerator(seed: 81)
        for _ in 0..<10 {
            let (x, y) = (Double.random(in: 0...0.5, using: &random), Double.random(in: 0...0.5, using: &random))
            let crop = try #require(Crop(x: x, y: y, width: 0.5, height: Double.random(in: 0.2...0.5, using: &random)))
            let part = try #require(try bench.picture(file, .png, longest: nil, Adjustments(crop: crop)))
            let kept = crop.pixels(of: picture.size)
            let same = full.part(left: kept.left, top: kept.top, width: kept.width, height: kept.height)
            #expect(furthest(part, same) < 4)
        }
    }

    @Test func `a crop of a large JPEG is cut from the pixels that it shows`() throws {
        let large = Picture(1600, 1200)
        let file = large.jpeg()
        let full = try #require(RenderBench.pixels(file))
        let crop = try #require(Crop(x: 0.25, y: 0.5, width: 0.25, height: 0.25))
        for longest in [30, 100, 400] {
            let part = try #require(try bench.picture(file, .jpeg, longest: longest, Adjustments(crop: crop)))
            let same = full.part(left: 400, top: 600, width: 400, height: 300)
            #expect(SSIM.of(part, same.resized(to: part.size)) > 0.95, "\(longest)")
        }
    }

    @Test func `a stop more is brighter, and warmth is red`() throws {
        let grey = Picture(PixelSize(width: 64, height: 64), [UInt8](repeating: 90, count: 64 * 64 * 3))
        let brighter = try #require(try bench.picture(grey.png(), .png, longest: 32, Adjustments(exposure: 1)))
        // sRGB 90 is 0.1022 of light, twice that is 124.
        #expect(brighter.bytes.allSatisfy { abs(Int($0) - 124) <= 2 })
        let warm = try #require(try bench.picture(grey.png(), .png, longest: 32, Adjustments(warmth: 1)))
        #expect(warm.bytes[0] > 95 && warm.bytes[2] < 80)
    }

    @Test func `a blurred thumbnail has its size and shows nearly nothing`() throws {
        let noise = Picture(400, 300, seed: 5)
        let plain = Rendition(longestSide: 200, encoding: .jpeg, quality: 90)
        var blurred = plain
        blurred.isBlurred = true
        let (_, files) = try bench.render(noise.png(), .png, .upright, [plain, blurred])
        let pictures = files.compactMap(RenderBench.pixels)
        #expect(pictures.count == 2 && pictures[0].size == pictures[1].size && files[1].count < files[0].count)
        let roughness = pictures.map { picture in
            (3..<picture.bytes.count).reduce(0) { $0 + abs(Int(picture.bytes[$1]) - Int(picture.bytes[$1 - 3])) }
        }
        #expect(roughness[1] * 2 < roughness[0])
    }

    @Test func `a picture at its own size asks for its memory`() throws {
        let large = Picture(1500, 1400)
        let found = try #require(try bench.picture(large.png(.turnedLeft), .png, .turnedLeft, longest: nil))
        #expect(found.size == PixelSize(width: 1400, height: 1500) && bench.starts == 1)
        let likeness = SSIM.of(found, large.onWhite.turned(.turnedLeft))
        #expect(likeness > 0.9, "\(likeness)")
        var limits = DecodeLimits.standard
        limits.memory = 24 << 20
        let whole = Rendition(longestSide: nil, encoding: .jpeg, quality: 90)
        let (answer, _) = try RenderBench().render(large.png(), .png, .upright, [whole], limits: limits)
        guard case .failed(.limitExceeded, _) = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test func `what does not fit, or is no photo, is an answer`() throws {
        let file = picture.png()
        let rendition = Rendition(longestSide: 320, encoding: .jpeg, quality: 90)
        guard case .failed(.limitExceeded, _) = try bench.render(file, .png, .upright, [rendition], room: 100).answer else {
            Issue.record("a picture in 100 bytes")
            return
        }
        for (format, bytes) in [(PhotoFormat.jpeg, Array(picture.jpeg().prefix(3000))), (.png, [1, 2, 3]), (.bmp, [])] {
            guard case .failed(let code, let sentence) = try bench.render(bytes, format, .upright, [rendition]).answer else {
                Issue.record("\(format)")
                continue
            }
            #expect(code == .damagedFile && !sentence.isEmpty)
        }
        var limits = DecodeLimits.standard
        limits.pixels = 1000
        guard
            case .failed(.limitExceeded, _) = try bench.render(picture.jpeg(), .jpeg, .upright, [rendition], limits: limits)
                .answer
        else {
            Issue.record("too many pixels")
            return
        }
        #expect(try bench.picture(file, .png, longest: 64) != nil && bench.starts == 1)
    }
}
