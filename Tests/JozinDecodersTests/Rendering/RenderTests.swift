// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A thumbnail is the photo, only smaller` {
    private let bench = RenderBench()

    /// Photo-like: smooth shapes, edges and a little noise.
    private func scene(_ width: Int, _ height: Int) -> Picture {
        var random = SeededGenerator(seed: 71)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let isInside = (x - width / 2) * (x - width / 2) + (y - height / 3) * (y - height / 3) < width * width / 16
                let stripe = (x / 37 + y / 53).isMultiple(of: 2) ? 40 : 0
                for channel in 0..<3 {
                    let base = (isInside ? 150 - 40 * channel : 60 + 20 * channel + y * 80 / height) + stripe
                    pixels.append(UInt8(base + Int.random(in: 0..<6, using: &random)))
                }
            }
        }
        return Picture(PixelSize(width: width, height: height), pixels)
    }

    private func thumbnail(_ side: Int, _ encoding: PictureEncoding = .jpeg) -> Rendition {
        Rendition(longestSide: side, encoding: encoding, quality: 92)
    }

    @Test func `every way to a small JPEG is like a full decode made small`() throws {
        let picture = scene(1613, 1207)
        for (name, file) in [
            ("4:2:0", picture.jpeg()), ("4:4:4", picture.jpeg(horizontal: 1, vertical: 1)),
            ("progressive", picture.jpeg(progressive: true)), ("restarts", picture.jpeg(restarts: 7)),
            ("4:2:2", picture.jpeg(horizontal: 2, vertical: 1)),
        ] {
            let full = try #require(RenderBench.pixels(file))
            // By the DC coefficients, by 1/4, 1/2 and whole, and as it is.
            for longest in [64, 160, 161, 320, 322, 640, 1280, 1613] {
                let found = try #require(try bench.picture(file, .jpeg, longest: longest))
                let likeness = SSIM.of(found, full.resized(to: full.size.fitted(to: longest)))
                #expect(likeness >= 0.98, "\(name) at \(longest): \(likeness)")
            }
        }
        #expect(bench.starts == 1)
    }

    @Test func `formats without loss are Lanczos to a few codes`() throws {
        let picture = scene(640, 403)
        for (format, file) in [(PhotoFormat.png, picture.png()), (.bmp, picture.bmp()), (.tiff, picture.tiff())] {
            for longest in [40, 100, 320, 639, 640, 4000] {
                let found = try #require(try bench.picture(file, format, longest: longest))
                let likeness = SSIM.of(found, picture.onWhite.resized(to: picture.size.fitted(to: longest)))
                #expect(likeness >= 0.99, "\(format) at \(longest): \(likeness)")
            }
        }
    }

    @Test func `all orientations stand upright, in every container`() throws {
        let picture = scene(1400, 1000)
        let upright = picture.onWhite
        let (jpeg, size) = (picture.jpeg(), picture.size)
        for way in Orientation.allCases {
            let expected = upright.turned(way).resized(to: way.upright(size).fitted(to: 120))
            for (format, file) in [(PhotoFormat.jpeg, jpeg), (.png, picture.png(way)), (.tiff, picture.tiff(way))] {
                let found = try #require(try bench.picture(file, format, way, longest: 120))
                #expect(found.size == expected.size && SSIM.of(found, expected) > 0.97, "\(format) \(way)")
            }
        }
    }

    @Test func `nothing becomes larger than it is`() throws {
        for (width, height) in [(1, 1), (1, 30), (30, 1), (7, 5), (319, 319)] {
            let picture = Picture(width, height)
            for (format, file) in [(PhotoFormat.jpeg, picture.jpeg()), (.png, picture.png()), (.bmp, picture.bmp())] {
                for encoding in PictureEncoding.allCases {
                    let (answer, files) = try bench.render(file, format, .upright, [thumbnail(320, encoding)])
                    guard case .rendered(let parts, _) = answer else {
                        Issue.record("\(answer)")
                        continue
                    }
                    #expect(parts.map(\.size) == [picture.size] && files.count == 1 && !files[0].isEmpty)
                }
            }
        }
    }

    @Test func `several sizes come from one decode, in the order they were asked for`() throws {
        let picture = scene(900, 700)
        let file = picture.jpeg()
        let full = try #require(RenderBench.pixels(file))
        let sides = [64, 500, 200]
        let (answer, files) = try bench.render(file, .jpeg, .upright, sides.map { thumbnail($0) } + [thumbnail(128, .webp)])
        guard case .rendered(let parts, _) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(parts.map { max($0.size.width, $0.size.height) } == sides + [128])
        for (file, side) in zip(files, sides) {
            let found = try #require(RenderBench.pixels(file))
            #expect(SSIM.of(found, full.resized(to: full.size.fitted(to: side))) > 0.97)
        }
        #expect(files[3].starts(with: "RIFF".utf8) && files[3][8..<16].elementsEqual("WEBPVP8 ".utf8))
        // What comes out is read again as a photo, and looks the same.
        var decoder = DecoderProcess(executable: Bench.decoder)
        let webp = try #require(decoder.decode(files[3], Bench.request(.webp)).picture)
        let jpeg = try #require(decoder.decode(files[2], Bench.request(.jpeg)).picture)
        let (a, b) = (try #require(webp.grid), try #require(jpeg.grid))
        #expect(zip(a.luma, b.luma).allSatisfy { abs($0 - $1) < 20 })
        let (lightA, lightB): (Float, Float) = (a.luma.reduce(0, +), b.luma.reduce(0, +))
        #expect(abs(lightA - lightB) < 4096)
    }

    @Test func `what is not opaque lies on white`() throws {
        let picture = Picture(300, 200, channels: 4)
        let expected = picture.onWhite
        for (format, file) in [(PhotoFormat.png, picture.png()), (.bmp, picture.bmp()), (.tiff, picture.tiff())] {
            let found = try #require(try bench.picture(file, format, longest: 60))
            #expect(SSIM.of(found, expected.resized(to: found.size)) > 0.98, "\(format)")
        }
    }

    @Test func `wide colours are those of sRGB`() throws {
        for colorants in [ProfileWriter.displayP3, ProfileWriter.adobe] {
            let curve = colorants == ProfileWriter.adobe ? ProfileWriter.gamma(2.2) : ProfileWriter.sRGBCurve
            let profile = ProfileWriter.rgb(colorants, curve).bytes
            let picture = scene(1300, 900)
            let wide = Picture(picture.size, try #require(MatrixShaper.of(profile)).converted(picture.pixels)).onWhite
            for (format, file) in [(PhotoFormat.png, picture.png(profile: profile)), (.jpeg, picture.jpeg(profile: profile))] {
                let found = try #require(try bench.picture(file, format, longest: 96))
                let expected = wide.resized(to: found.size)
                let error = RenderBench.distance(found, expected)
                #expect(Double(error) / Double(found.bytes.count) < 3 && SSIM.of(found, expected) > 0.97, "\(format)")
            }
        }
    }

    @Test func `the same request gives the same bytes, from any process`() throws {
        let file = scene(800, 600).jpeg()
        let renditions = [thumbnail(320), thumbnail(100, .webp)]
        let first = try bench.render(file, .jpeg, .upright, renditions, Adjustments(straighten: 3, exposure: 0.5)).files
        let second = try RenderBench().render(file, .jpeg, .upright, renditions, Adjustments(straighten: 3, exposure: 0.5)).files
        #expect(first == second && first.count == 2)
        #expect(
            try bench.render(file, .jpeg, .upright, renditions, Adjustments(turn: .upright)).files
                == bench.render(file, .jpeg, .upright, renditions).files)
        // No metadata, and no profile: JFIF's header is all.
        let jpeg = first[0]
        let markers = jpeg.indices.dropLast().filter { jpeg[$0] == 0xFF }.map { jpeg[$0 + 1] }
        #expect(!markers.contains(0xE1) && !markers.contains(0xE2))
    }
}
