// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDecoders
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A photo with a profile has the id of its colours in sRGB` {
    private let sRGB = ProfileWriter.rgb(ProfileWriter.sRGB, ProfileWriter.sRGBCurve).bytes
    private let displayP3 = ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes
    private let picture = Picture(150, 70)

    /// One process for all photos of a test.
    private final class Decoder {
        var process = DecoderProcess(executable: Bench.decoder)
    }

    private let decoder = Decoder()

    private func decode(_ file: [UInt8], _ format: PhotoFormat, _ orientation: Orientation = .upright) throws -> DecodedPicture {
        let answer = decoder.process.decode(file, Bench.request(format, orientation))
        #expect(decoder.process.starts == 1)
        return try #require(answer.picture, "\(answer)")
    }

    private func files(_ profile: [UInt8]) -> [(PhotoFormat, [UInt8])] {
        [
            (.jpeg, picture.jpeg(profile: profile)), (.png, picture.png(profile: profile)), (.bmp, picture.bmp(profile: profile)),
            (.tiff, picture.tiff(profile: profile)),
        ]
    }

    @Test func `an sRGB profile changes nothing`() throws {
        let plain: [PhotoFormat: [UInt8]] = [
            .jpeg: picture.jpeg(), .png: picture.png(), .bmp: picture.bmp(), .tiff: picture.tiff(),
        ]
        for (format, file) in files(sRGB) {
            let (with, without) = (try decode(file, format), try decode(plain[format] ?? [], format))
            #expect(with.imageID == without.imageID && with.imageID != nil && with.grid == without.grid, "\(format)")
            #expect(with.profile == .sRGB && without.profile == .none && with.warnings.isEmpty)
        }
    }

    @Test func `a wide profile is converted, the same in every container`() throws {
        let wide = Picture(picture.size, try #require(MatrixShaper.of(displayP3)).converted(picture.pixels))
        for (format, file) in files(displayP3) where format != .jpeg {
            let answer = try decode(file, format)
            #expect(answer.imageID == wide.digest() && answer.profile == .matrix, "\(format)")
            let color = try #require(answer.averageColor)
            #expect(abs(Double(color.red) - wide.mean(0)) <= 0.51 && abs(Double(color.blue) - wide.mean(2)) <= 0.51)
        }
    }

    @Test func `a turned JPEG with a wide profile is converted and turned`() throws {
        // Of one colour, so that the pixels behind the JPEG are known.
        let flat = Picture(PixelSize(width: 40, height: 24), (0..<40 * 24).flatMap { _ in [180, 180, 180] })
        #expect(try decode(flat.jpeg(profile: displayP3), .jpeg).imageID == flat.digest())
        for orientation in Orientation.allCases {
            let plain = try decode(picture.jpeg(profile: displayP3), .jpeg, orientation)
            let upright = try decode(picture.jpeg(profile: displayP3), .jpeg)
            #expect(plain.profile == .matrix && plain.grid == upright.grid?.upright(orientation) && plain.imageID != nil)
            #expect((plain.imageID == upright.imageID) == (orientation == .upright))
        }
    }

    @Test func `a profile that makes no sense leaves no id, and says why`() throws {
        for profile in [
            Array(displayP3.dropLast(40)), [UInt8](repeating: 0, count: 200), ProfileWriter.grey(ProfileWriter.gamma(2)).bytes,
        ] {
            for (format, file) in files(profile) where format != .png {
                let answer = try decode(file, format)
                #expect(answer.imageID == nil && answer.grid != nil && answer.profile == .unconvertible, "\(format)")
                #expect(answer.warnings.contains { $0.hasPrefix("its colour description") })
            }
        }
        // Pieces that do not fit together.
        var jpeg = picture.jpeg(profile: displayP3)
        jpeg[19] = 2
        let answer = try decode(jpeg, .jpeg)
        #expect(answer.imageID == nil && answer.profile == .unconvertible)
    }

    @Test func `a grey photo is converted by its curve`() throws {
        let size = PixelSize(width: 16, height: 16)
        let codes = (0...255).map { UInt8($0) }
        let plain = try decode(Picture.png16(size, type: 0, samples: codes, bits: 8), .png)
        #expect(plain.imageID == Picture.digest(codes.flatMap { [$0, $0, $0] }))
        let profile = ProfileWriter.grey(ProfileWriter.sRGBCurve).bytes
        let same = try decode(Picture.png16(size, type: 0, samples: codes, bits: 8, profile: profile), .png)
        #expect(same.imageID == plain.imageID && same.profile == .sRGB)
        let other = ProfileWriter.grey(ProfileWriter.gamma(1)).bytes
        let bright = try decode(Picture.png16(size, type: 0, samples: codes, bits: 8, profile: other), .png)
        #expect(bright.profile == .matrix && bright.imageID != plain.imageID && (bright.averageColor?.red ?? 0) > 170)
        let clear = (0...255).flatMap { [UInt8($0), UInt8(255 - $0)] }
        let alpha = try decode(Picture.png16(size, type: 4, samples: clear, bits: 8), .png)
        #expect(alpha.hasAlpha)
        #expect(alpha.imageID == Picture.digest((0...255).flatMap { [UInt8($0), UInt8($0), UInt8($0), UInt8(255 - $0)] }))
    }

    @Test func `16 bits become 8 by their upper byte, or through the profile`() throws {
        var random = SeededGenerator(seed: 11)
        let size = PixelSize(width: 30, height: 20)
        for (type, channels) in [(0, 1), (2, 3), (4, 2), (6, 4)] {
            let samples = (0..<size.count * channels * 2).map { _ in UInt8.random(in: 0...255, using: &random) }
            let upper = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
            let pixels = (0..<size.count).flatMap { pixel -> [UInt8] in
                let own = Array(upper[pixel * channels..<(pixel + 1) * channels])
                return channels <= 2 ? [own[0], own[0], own[0]] + own.dropFirst() : own
            }
            #expect(try decode(Picture.png16(size, type: type, samples: samples), .png).imageID == Picture.digest(pixels))
            guard channels >= 3 else { continue }
            let little = stride(from: 0, to: samples.count, by: 2).flatMap { [samples[$0 + 1], samples[$0]] }
            let shaper = try #require(MatrixShaper.of(displayP3, .bits16))
            let wide = try decode(Picture.png16(size, type: type, samples: samples, profile: displayP3), .png)
            #expect(wide.imageID == Picture.digest(shaper.converted(little, channels: channels, bytes: 2)))
        }
        let tiff = Picture(size, (0..<size.count * 3).map { UInt8($0 % 251) })
        let wide = tiff.tiff(bits: 16, samples: tiff.pixels.flatMap { [77, $0] })
        #expect(try decode(wide, .tiff).imageID == tiff.digest())
    }

    @Test func `luma and chroma of a TIFF become light`() throws {
        let stored: [UInt8] = [76, 85, 255, 150, 44, 21, 29, 255, 107, 128, 128, 128]
        let picture = Picture(PixelSize(width: 2, height: 2), stored)
        let light: [UInt8] = [254, 0, 0, 0, 255, 1, 0, 0, 254, 128, 128, 128]
        #expect(try decode(picture.tiff(photometric: 6), .tiff).imageID == Picture.digest(light))
    }

    @Test func `code points of a PNG that are not those of sRGB leave no id`() throws {
        let plain = try decode(picture.png(), .png)
        let same = try decode(picture.png(coded: [1, 13, 0, 1]), .png)
        #expect(same.imageID == plain.imageID && same.profile == .sRGB)
        let bright = try decode(picture.png(coded: [9, 16, 0, 1]), .png)
        #expect(bright.imageID == nil && bright.profile == .unconvertible && bright.grid != nil)
    }

    @Test func `inks without a profile become light by the plain formula`() throws {
        let inks = Picture(4, 1, channels: 4)
        var light: [UInt8] = []
        for pixel in 0..<4 {
            let ink = inks.pixels[4 * pixel..<4 * pixel + 4].map { Int($0) }
            light += (0..<3).map { UInt8(((255 - ink[$0]) * (255 - ink[3]) + 127) / 255) }
        }
        let fields = try decode(inks.tiff(photometric: 5), .tiff)
        #expect(fields.imageID == Picture.digest(light) && fields.profile == .none && !fields.hasAlpha)
    }

    @Test func `transforms are kept between photos, and many profiles do not mix`() throws {
        let colours = ColourTransforms()
        var ids: [Int: Digest256] = [:]
        for round in 0..<3 {
            for step in 0..<12 {
                let profile = ProfileWriter.rgb(ProfileWriter.adobe, ProfileWriter.gamma(1.5 + Double(step) / 8)).bytes
                let file = Bench.file(picture.bmp(profile: profile))
                let id = try #require(ImageDecoders.decode(file, Bench.request(.bmp), with: colours).picture?.imageID)
                #expect(round == 0 || ids[step] == id)
                ids[step] = id
            }
        }
        #expect(Set(ids.values).count == 12)
    }

    @Test func `the quick reader and libjpeg find the same profile`() throws {
        let long = displayP3 + [UInt8](repeating: 7, count: 130_000)
        for profile in [sRGB, displayP3, long] {
            let jpeg = picture.jpeg(profile: profile)
            #expect(try ICCProfile.embedded(inJPEG: jpeg.span)?.bytes == profile)
            let outcome = try decode(jpeg, .jpeg).profile
            let isSame = SourceColour(jpeg: jpeg.span, isGrey: false) == .sRGB
            #expect((outcome == .sRGB) == isSame && (outcome == .matrix) == !isSame)
        }
    }

    @Test func `a frame and what the codec holds count together`() {
        var limits = DecodeLimits.standard
        limits.memory = 200 << 20
        // 3000 x 2000: 36 MB of coefficients at full chroma, 18 MB of frame.
        let jpeg = Picture(PixelSize(width: 3000, height: 2000), [UInt8](repeating: 99, count: 18_000_000)).jpeg(
            horizontal: 1, vertical: 1, progressive: true)
        #expect(decoder.process.decode(jpeg, Bench.request(.jpeg, .turnedRight, limits: limits)).picture?.imageID != nil)
        limits.memory = 56 << 20
        let answer = decoder.process.decode(jpeg, Bench.request(.jpeg, .turnedRight, limits: limits))
        #expect(answer.code == .limitExceeded && answer.sentence.contains("at once"), "\(answer)")
        #expect(decoder.process.starts == 1)
    }

    @Test func `the most pixels that are allowed hold in every container`() {
        var limits = DecodeLimits.standard
        limits.pixels = picture.size.count
        for (format, file) in files(displayP3) {
            #expect(decoder.process.decode(file, Bench.request(format, limits: limits)).picture != nil)
        }
        limits.pixels -= 1
        for (format, file) in files(displayP3) {
            #expect(decoder.process.decode(file, Bench.request(format, limits: limits)).code == .limitExceeded)
        }
    }
}
