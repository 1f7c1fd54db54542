// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `A hostile photo costs one answer` {
    private static func gif(_ width: Int, _ height: Int) -> [UInt8] {
        Array("GIF89a".utf8) + Bytes.little(width, 2) + Bytes.little(height, 2) + [0x80, 0, 0, 0, 0, 0, 255, 255, 255]
            + [0x2C, 0, 0, 0, 0] + Bytes.little(width, 2) + Bytes.little(height, 2) + [0, 2, 2, 0x4C, 1, 0, 0x3B]
    }

    private static func tiff(_ width: Int, _ height: Int) -> [UInt8] {
        var bytes = Picture(2, 2).tiff()
        let width = Bytes.little(width, 4), height = Bytes.little(height, 4)
        // The entries of width and height are the first two behind eight bytes of header, twelve of pixels and the count.
        bytes.replaceSubrange(30..<34, with: width)
        bytes.replaceSubrange(42..<46, with: height)
        return bytes
    }

    private static func jpeg(_ width: Int, _ height: Int) -> [UInt8] {
        var bytes = Picture(64, 64).jpeg()
        let frame = bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 } ?? 0
        bytes.replaceSubrange(frame + 5..<frame + 9, with: Bytes.big(height, 2) + Bytes.big(width, 2))
        return bytes
    }

    private static func bmp(_ width: Int, _ height: Int) -> [UInt8] {
        var bytes = Picture(8, 8).bmp()
        bytes.replaceSubrange(18..<26, with: Bytes.little(width, 4) + Bytes.little(height, 4))
        return bytes
    }

    private static func png(_ width: Int, _ height: Int) -> [UInt8] {
        Bytes.pngSignature + Bytes.chunk("IHDR", Bytes.big(width, 4) + Bytes.big(height, 4) + [8, 2, 0, 0, 0])
            + Bytes.chunk("IDAT", [0x78, 0x01, 1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 1]) + Bytes.chunk("IEND", [])
    }

    @Test func `bombs are refused by their header`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let bombs: [(PhotoFormat, [UInt8])] = [
            (.png, Self.png(20_000, 20_000)), (.png, Self.png(1_000_000, 300)), (.png, Self.png(100_000, 1)),
            (.png, Self.png(16_384, 16_384)), (.jpeg, Self.jpeg(65_535, 65_535)), (.jpeg, Self.jpeg(65_500, 65_500)),
            (.jpeg, Self.jpeg(20_000, 20_000)), (.jpeg, Self.jpeg(65_500, 5_000)), (.bmp, Self.bmp(20_000, 20_000)),
            (.bmp, Self.bmp(65_536, 2)), (.bmp, Self.bmp(0x7FFF_FFFF, 0x7FFF_FFFF)), (.bmp, Self.bmp(60_000, -60_000)),
            (.gif, Self.gif(65_535, 65_535)), (.gif, Self.gif(20_000, 20_000)), (.gif, Self.gif(65_535, 5_000)),
            (.tiff, Self.tiff(20_000, 20_000)), (.tiff, Self.tiff(1_000_000, 1_000)), (.tiff, Self.tiff(65_536, 10)),
        ]
        for (index, bomb) in bombs.enumerated() {
            let answer = decoder.decode(bomb.1, Bench.request(bomb.0))
            #expect(answer.code == .limitExceeded, "bomb \(index): \(answer)")
        }
        #expect(decoder.starts == 1)
        #expect(Bench.peakMemory(of: decoder.processID) < 256 << 20)
    }

    @Test func `a header that only promises costs no memory`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        // Within the limits, but with hardly any data behind the header.
        for (format, file) in [
            (PhotoFormat.png, Self.png(16_000, 16_000)), (.jpeg, Self.jpeg(16_000, 16_000)), (.bmp, Self.bmp(16_000, 16_000)),
            (.tiff, Self.tiff(16_000, 16_000)),
        ] {
            #expect(decoder.decode(file, Bench.request(format)).code == .damagedFile)
        }
        #expect(decoder.starts == 1)
        #expect(Bench.peakMemory(of: decoder.processID) < 256 << 20)
    }

    @Test func `a frame that may not be held is refused, not tried`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var limits = DecodeLimits.standard
        limits.memory = 160 << 20
        // Turned, it would be held: 3 x 9000 x 6000 bytes.
        let answer = decoder.decode(Self.jpeg(9_000, 6_000), Bench.request(.jpeg, .turnedRight, limits: limits))
        #expect(answer.code == .limitExceeded && decoder.starts == 1)
    }

    @Test func `a photo cut anywhere is a damaged file`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let picture = Picture(160, 120)
        let files: [(PhotoFormat, [UInt8])] = [
            (.jpeg, picture.jpeg()), (.jpeg, picture.jpeg(progressive: true)), (.jpeg, picture.jpeg(restarts: 2)),
            (.bmp, picture.bmp()), (.png, picture.png()), (.tiff, picture.tiff()),
        ]
        for (format, file) in files {
            #expect(decoder.decode(file, Bench.request(format)).picture != nil)
            for tenth in 0..<10 {
                let answer = decoder.decode(Array(file[..<(file.count * tenth / 10)]), Bench.request(format))
                #expect(answer.code == .damagedFile && !answer.sentence.isEmpty, "\(format) at \(tenth)0 %: \(answer)")
            }
        }
        #expect(decoder.starts == 1)
    }

    @Test func `photos of the corpora cut anywhere are answered`() {
        guard let folder = Bench.corpus("formats/derived-encodings", for: "truncated photos of the corpora") else { return }
        var decoder = DecoderProcess(executable: Bench.decoder)
        let files: [(PhotoFormat, String)] = [
            (.webp, "webp_lossy.webp"), (.webp, "webp_lossless.webp"), (.gif, "gif_still.gif"), (.heic, "heic_8bit.heic"),
            (.avif, "avif_8bit.avif"), (.png, "png_interlaced.png"), (.tiff, "bigtiff.tif"),
        ]
        for (format, name) in files {
            let bytes = Bench.bytes(of: folder + "/" + name)
            #expect(decoder.decode(bytes, Bench.request(format)).picture != nil, "\(name)")
            for tenth in 0..<10 {
                let answer = decoder.decode(Array(bytes[..<(bytes.count * tenth / 10)]), Bench.request(format))
                #expect(answer.code != nil && answer.code != .bug, "\(name) at \(tenth)0 %: \(answer)")
            }
        }
    }

    @Test func `nothing, text and another format are damaged files`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        let text = Array("This is a letter, not a photo.\n".utf8)
        for format in [PhotoFormat.jpeg, .png, .gif, .tiff, .webp, .heic, .avif, .bmp] {
            for bytes in [[], text, format == .png ? Picture(9, 9).bmp() : Picture(9, 9).png()] {
                let answer = decoder.decode(bytes, Bench.request(format))
                #expect(answer.code == .damagedFile || answer.code == .unsupported, "\(format): \(answer)")
            }
        }
        #expect(decoder.decode(text, Bench.request(.raw)).code == .unsupported)
        #expect(decoder.starts == 1)
    }

    @Test func `flipped bytes never cost more than one answer`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var random = SeededGenerator(seed: 99)
        let picture = Picture(48, 40)
        let files: [(PhotoFormat, [UInt8])] = [
            (.jpeg, picture.jpeg()), (.jpeg, picture.jpeg(progressive: true)), (.bmp, picture.bmp()), (.png, picture.png()),
            (.tiff, picture.tiff()), (.gif, Self.gif(30, 30)),
        ]
        for _ in 0..<60 {
            for (format, file) in files {
                var bytes = file
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                #expect(decoder.decode(bytes, Bench.request(format)).code != .bug)
            }
        }
    }
}
