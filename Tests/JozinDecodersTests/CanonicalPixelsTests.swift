// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEG
import JozinCore
import JozinDecoders
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `Canonical pixels are the upright rows, whatever the container` {
    /// libjpeg's rows of a whole file, read in one call: what streaming must equal.
    private func wholeDecode(_ jpeg: [UInt8], _ size: PixelSize) -> [UInt8] {
        let file = Bench.file(jpeg)
        var header = jozin_jpeg_header()
        var rows = [UInt8](repeating: 0, count: size.count * 3)
        var done: UInt32 = 0
        // The decoder is used and closed here; the rows have room for the whole picture.
        let decoder = unsafe jozin_jpeg_open(file.number, 1 << 28)
        unsafe jozin_jpeg_read_header(decoder, &header)
        unsafe jozin_jpeg_start(decoder)
        unsafe jozin_jpeg_read_rows(decoder, &rows, UInt32(size.height), &done)
        unsafe jozin_jpeg_close(decoder)
        #expect(header.width == UInt32(size.width) && done == UInt32(size.height))
        return rows
    }

    private func decodeHere(_ bytes: [UInt8], _ request: DecodeRequest) -> DecodeAnswer {
        let file = Bench.file(bytes)
        return ImageDecoders.decode(file, request)
    }

    @Test func `JPEG rows in bands equal a whole decode, in all orientations`() throws {
        var random = SeededGenerator(seed: 3)
        let samplings: [(Int32, Int32)] = [(1, 1), (2, 1), (2, 2), (1, 2), (4, 1)]
        for (index, sampling) in samplings.enumerated() {
            let picture = Picture(Int.random(in: 17...700, using: &random), Int.random(in: 17...500, using: &random))
            for kind in 0..<3 {
                let jpeg = picture.jpeg(
                    horizontal: sampling.0, vertical: sampling.1, restarts: Int32(kind == 2 ? 3 : 0), progressive: kind == 1)
                let decoded = Picture(picture.size, wholeDecode(jpeg, picture.size))
                for orientation in index == 0 ? Orientation.allCases : [.upright, .turnedRight] {
                    let answer = try #require(decodeHere(jpeg, Bench.request(.jpeg, orientation)).picture)
                    #expect(answer.imageID == decoded.digest(orientation))
                    #expect(answer.storedSize == picture.size && answer.uprightSize == orientation.upright(picture.size))
                    #expect(answer.profile == .none && answer.warnings.isEmpty && !answer.hasAlpha && answer.frames == 1)
                }
            }
        }
    }

    @Test func `one picture has one id in BMP, PNG and TIFF`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        for (width, height) in [(1, 1), (1, 40), (40, 1), (63, 64), (301, 257)] {
            let picture = Picture(width, height)
            let id = picture.digest()
            #expect(decoder.decode(picture.bmp(), Bench.request(.bmp)).picture?.imageID == id)
            #expect(decoder.decode(picture.png(), Bench.request(.png)).picture?.imageID == id)
            #expect(decoder.decode(picture.tiff(), Bench.request(.tiff)).picture?.imageID == id)
        }
        #expect(decoder.starts == 1)
    }

    @Test func `PNG and TIFF are turned by their own orientation`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let picture = Picture(90, 61)
        for orientation in Orientation.allCases {
            // What the request says of the orientation is for JPEG alone.
            let png = try #require(decoder.decode(picture.png(orientation), Bench.request(.png, .flipped)).picture)
            let tiff = try #require(decoder.decode(picture.tiff(orientation), Bench.request(.tiff, .flipped)).picture)
            #expect(png.imageID == picture.digest(orientation) && png.orientation == orientation)
            #expect(tiff.imageID == picture.digest(orientation) && tiff.uprightSize == orientation.upright(picture.size))
        }
    }

    @Test func `alpha counts where some pixel is not opaque, and only there`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let opaque = Picture(120, 90, channels: 4, isOpaque: true)
        let clear = Picture(120, 90, channels: 4)
        let rgb = Picture(opaque.size, stride(from: 0, to: opaque.pixels.count, by: 4).flatMap { opaque.pixels[$0..<$0 + 3] })
        for (format, file) in [(PhotoFormat.png, opaque.png()), (.bmp, opaque.bmp())] {
            let picture = try #require(decoder.decode(file, Bench.request(format)).picture)
            #expect(picture.imageID == rgb.digest() && !picture.hasAlpha)
        }
        for (format, file) in [(PhotoFormat.png, clear.png()), (.bmp, clear.bmp())] {
            let picture = try #require(decoder.decode(file, Bench.request(format)).picture)
            #expect(picture.imageID == clear.digest() && picture.hasAlpha)
        }
    }

    @Test func `only what was asked for is answered`() throws {
        let picture = Picture(80, 50)
        var request = Bench.request(.bmp)
        request.wants = .grid
        let grid = try #require(decodeHere(picture.bmp(), request).picture)
        #expect(grid.imageID == nil && grid.grid != nil)
        let color = try #require(grid.averageColor)
        for (channel, value) in [color.red, color.green, color.blue].enumerated() {
            #expect(abs(Double(value) - picture.mean(channel)) <= 0.51)
        }
        request.wants = .digest
        let digest = try #require(decodeHere(picture.bmp(), request).picture)
        #expect(digest.imageID == picture.digest() && digest.grid == nil && digest.averageColor == nil)
    }

    @Test func `the grid of a turned picture is turned`() throws {
        let jpeg = Picture(128, 192).jpeg()
        let upright = try #require(decodeHere(jpeg, Bench.request(.jpeg)).picture?.grid)
        for orientation in Orientation.allCases {
            let turned = try #require(decodeHere(jpeg, Bench.request(.jpeg, orientation)).picture?.grid)
            #expect(turned == upright.upright(orientation))
        }
    }

    @Test func `kinds that the quick reader refuses are decoded too`() throws {
        let picture = Picture(150, 100)
        let arithmetic = try #require(decodeHere(picture.jpeg(arithmetic: true), Bench.request(.jpeg)).picture)
        #expect(arithmetic.imageID == Picture(picture.size, wholeDecode(picture.jpeg(arithmetic: true), picture.size)).digest())
        let inks = try #require(decodeHere(Picture(150, 100, channels: 4).jpeg(), Bench.request(.jpeg)).picture)
        #expect(inks.imageID != nil && inks.profile == .none && inks.grid != nil)
    }

    @Test func `a JPEG that lacks only its end marker is whole, and one whose profile is none has no id`() throws {
        for progressive in [false, true] {
            let jpeg = Picture(200, 100).jpeg(progressive: progressive)
            let whole = try #require(decodeHere(jpeg, Bench.request(.jpeg)).picture?.imageID)
            #expect(decodeHere(Array(jpeg.dropLast(2)), Bench.request(.jpeg)).picture?.imageID == whole)
            let profile = Array("ICC_PROFILE\0\u{1}\u{1}".utf8) + [UInt8](repeating: 0, count: 128)
            let tagged = Array(jpeg[..<2]) + [0xFF, 0xE2] + Bytes.big(profile.count + 2, 2) + profile + jpeg[2...]
            let answer = try #require(decodeHere(tagged, Bench.request(.jpeg)).picture)
            #expect(answer.imageID == nil && answer.profile == .unconvertible && answer.grid != nil)
        }
    }
}

extension Picture {
    /// RGB pixels that are already known.
    init(_ size: PixelSize, _ pixels: [UInt8]) {
        self.size = size
        channels = 3
        self.pixels = pixels
    }

    /// Pixels of any number of channels.
    init(size: PixelSize, channels: Int, pixels: [UInt8]) {
        self.size = size
        self.channels = channels
        self.pixels = pixels
    }
}
