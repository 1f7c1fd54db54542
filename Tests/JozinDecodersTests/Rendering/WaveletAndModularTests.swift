// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `JPEG XL and JPEG 2000 are photos like any` {
    private static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap { $0.hexDigitValue.map { UInt8($0) } }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// 8 x 8 pixels of (30 x, 30 y, 100), without loss.
    private static let jxl = bytes(
        """
        ff0a41402408020100e0004b386998ca83f729280880d231c6581f0fb057411300b0df8754c11b9b51aabbc9a5ba9b07b171ce277739e7333347ce3f\
        6638e71cdc9203
        """)
    private static let jp2 = bytes(
        """
        0000000c6a5020200d0a870a00000014667479706a703220000000006a7032200000002d6a7032680000001669686472000000080000000800030707\
        00000000000f636f6c7201000000000010000000c36a703263ff4fff51002f0000000000080000000800000000000000000000000800000008000000\
        00000000000003070101070101070101ff52000c00000001000104040001ff5c00074040484850ff640025000143726561746564206279204f70656e\
        4a5045472076657273696f6e20322e352e34ff90000a0000000000480001ff93df8068116235b639f2b9a056e02cb841df80601281646221c34d352e\
        b68cbfc3e70e1150548842e11fc1f3840022188077a0f9c200037e692780ffd9
        """)
    private static let expected: Picture = {
        var pixels: [UInt8] = []
        for y in 0..<8 {
            for x in 0..<8 { pixels += [UInt8(x * 30), UInt8(y * 30), 100] }
        }
        return Picture(PixelSize(width: 8, height: 8), pixels)
    }()

    private static let files: [(PhotoFormat, [UInt8])] = [(.jxl, jxl), (.jp2, jp2)]

    @Test func `their pixels are what was stored`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        for (format, file) in Self.files {
            let answer = decoder.decode(file, Bench.request(format))
            guard answer.code != .unsupported else {
                print("not run: \(format): this libvips has no loader for it")
                continue
            }
            let picture = try #require(answer.picture, "\(answer)")
            #expect(picture.imageID == Self.expected.digest() && picture.storedSize == Self.expected.size, "\(format)")
            #expect(picture.frames == 1 && !picture.hasAlpha)
        }
        #expect(decoder.starts == 1)
    }

    @Test func `cut anywhere, or with bits turned, each costs one answer`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var random = SeededGenerator(seed: 77)
        for (format, file) in Self.files {
            for count in stride(from: 0, to: file.count, by: 7) {
                _ = decoder.decode(Array(file[..<count]), Bench.request(format))
            }
            for _ in 0..<60 {
                var damaged = file
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    damaged[Int.random(in: 0..<file.count, using: &random)] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
                }
                if case .failed(_, let sentence) = decoder.decode(damaged, Bench.request(format)) { #expect(!sentence.isEmpty) }
            }
            let whole = decoder.decode(file, Bench.request(format))
            #expect(whole.picture != nil || whole.code == .unsupported)
        }
    }

    @Test func `a palette, for which libvips makes no room, is refused wherever its box may stand`() {
        var decoder = DecoderProcess(executable: Bench.decoder)
        func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
            Bytes.big(content.count + 8, 4) + Array(name.utf8) + content
        }
        let palette = box("pclr", [0, 2, 3, 7, 7, 7, 0, 0, 0, 255, 255, 255])
        let signature = Array(Self.jp2[..<32])
        let rest = Array(Self.jp2[32...])
        for hidden in [
            palette, box("uuid", palette), [0, 0, 0, 1] + Array("free".utf8) + Bytes.big(40, 8) + palette + [0, 0, 0, 0],
        ] {
            let answer = decoder.decode(signature + hidden + rest, Bench.request(.jp2))
            #expect(answer.code == .unsupported && decoder.starts == 1, "\(answer)")
        }
        for length in [0, 7] {
            let answer = decoder.decode(signature + Bytes.big(length, 4) + Array("free".utf8) + rest, Bench.request(.jp2))
            #expect(answer.code == .unsupported, "\(answer)")
        }
    }

    @Test func `of the corpora's files with bits turned, none stops the run`() throws {
        guard let folder = Bench.corpus("formats", for: "damaged JPEG XL and JPEG 2000") else { return }
        var decoder = DecoderProcess(executable: Bench.decoder)
        var random = SeededGenerator(seed: 78)
        var count = 0
        for area in ["jxl-edge", "jxl-features", "libvips-tests", "derived-encodings"] {
            for name in Bench.names(in: folder + "/" + area) {
                let format: PhotoFormat? = name.hasSuffix(".jxl") ? .jxl : name.hasSuffix(".jp2") ? .jp2 : nil
                guard let format else { continue }
                let whole = Bench.bytes(of: folder + "/" + area + "/" + name)
                guard whole.count < 100_000 else { continue }
                for _ in 0..<3 {
                    var file = whole
                    for _ in 0..<Int.random(in: 1...8, using: &random) {
                        file[Int.random(in: 0..<file.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                    }
                    var limits = DecodeLimits.standard
                    limits.cpuSeconds = 5
                    let answer = decoder.decode(file, Bench.request(format, limits: limits))
                    if case .failed(_, let sentence) = answer { #expect(!sentence.isEmpty) }
                    count += 1
                }
            }
        }
        print("damaged JPEG XL and JPEG 2000: \(count) files, \(decoder.starts) decoders")
        #expect(decoder.decode(Picture(64, 64).png(), Bench.request(.png)).picture != nil)
    }
}

@Suite struct `A WebP is read at the size that is needed` {
    private let bench = RenderBench()

    @Test func `and looks like a full decode, turned and cropped as well`() throws {
        let scene = Picture(1700, 1300)
        let file = try #require(
            try bench.render(scene.jpeg(), .jpeg, .upright, [Rendition(longestSide: nil, encoding: .webp, quality: 95)]).files
                .first)
        let full = try #require(try bench.picture(file, .webp, longest: nil))
        for longest in [50, 110, 160, 320, 430, 680, 800, 1200, 1700] {
            let found = try #require(try bench.picture(file, .webp, longest: longest))
            let likeness = SSIM.of(found, full.resized(to: full.size.fitted(to: longest)))
            #expect(found.size == full.size.fitted(to: longest) && likeness >= 0.98, "\(longest): \(likeness)")
        }
        let crop = try #require(Crop(x: 0.5, y: 0.25, width: 0.25, height: 0.5))
        let recipe = Adjustments(turn: .turnedRight, crop: crop)
        let whole = try #require(try bench.picture(file, .webp, longest: nil, recipe))
        for longest in [60, 150] {
            let found = try #require(try bench.picture(file, .webp, longest: longest, recipe))
            let likeness = SSIM.of(found, whole.resized(to: found.size))
            #expect(likeness >= 0.96, "\(longest): \(likeness)")
        }
    }
}
