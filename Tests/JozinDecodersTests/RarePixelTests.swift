// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinWorkers
import JozinTestSupport
import Testing

@Suite struct `Rare kinds of pixels are read right, in every orientation` {
    /// One process for all photos of a test.
    private final class Decoder {
        var process = DecoderProcess(executable: Bench.decoder)
    }

    private let decoder = Decoder()
    private static let sizes = [(1, 1), (5, 3), (8, 8), (33, 17), (40, 61)]

    private func id(_ file: [UInt8], _ format: PhotoFormat, _ orientation: Orientation = .upright) throws -> Digest256? {
        let answer = decoder.process.decode(file, Bench.request(format, orientation))
        #expect(decoder.process.starts == 1)
        return try #require(answer.picture, "\(answer)").imageID
    }

    private func samples(_ count: Int, seed: Int) -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(seed))
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    @Test func `interlaced PNG`() throws {
        for (index, size) in Self.sizes.enumerated() {
            for channels in [3, 4] {
                let picture = Picture(size.0, size.1, channels: channels, seed: UInt64(index + 1))
                for orientation in Orientation.allCases {
                    let file = PNGFile(picture, isInterlaced: true, orientation: orientation).bytes
                    #expect(try id(file, .png) == picture.digest(orientation), "\(size), \(orientation)")
                }
            }
        }
    }

    @Test func `PNG of 16 bits, grey, and grey with alpha, interlaced and not`() throws {
        for (index, (width, height)) in Self.sizes.enumerated() {
            for (channels, bits) in [(1, 8), (1, 16), (2, 8), (2, 16), (3, 16), (4, 16)] {
                let bytes = bits / 8
                let stored = samples(width * height * channels * bytes, seed: index * 10 + channels)
                let upper = stride(from: 0, to: stored.count, by: bytes).map { stored[$0] }
                let pixels = (0..<width * height).flatMap { pixel -> [UInt8] in
                    let own = Array(upper[pixel * channels..<(pixel + 1) * channels])
                    return channels <= 2 ? [own[0], own[0], own[0]] + own.dropFirst() : own
                }
                let picture = Picture(
                    size: PixelSize(width: width, height: height), channels: channels.isMultiple(of: 2) ? 4 : 3, pixels: pixels)
                for isInterlaced in [false, true] {
                    for orientation in [Orientation.upright, .turned180, .turnedRight, .transversed] {
                        let file = PNGFile(
                            size: picture.size, channels: channels, bits: bits, samples: stored, isInterlaced: isInterlaced,
                            orientation: orientation)
                        #expect(
                            try id(file.bytes, .png) == picture.opaqueDigest(orientation),
                            "\(width) x \(height), \(channels) x \(bits), \(orientation)")
                    }
                }
            }
        }
    }

    @Test func `TIFF of 16 bits, and grey`() throws {
        let size = PixelSize(width: 37, height: 21)
        for orientation in Orientation.allCases {
            let stored = samples(size.count * 6, seed: orientation.rawValue)
            let rgb = Picture(size, stride(from: 1, to: stored.count, by: 2).map { stored[$0] })
            let wide = rgb.tiff(bits: 16, samples: stored, orientation: orientation)
            #expect(try id(wide, .tiff) == rgb.digest(orientation), "\(orientation)")
            for bits in [8, 16] {
                let grey = Array(stored[..<(size.count * bits / 8)])
                let upper = stride(from: bits / 8 - 1, to: grey.count, by: bits / 8).map { grey[$0] }
                let light = Picture(size, upper.flatMap { [$0, $0, $0] })
                let one = Picture(size: size, channels: 1, pixels: [])
                let file = one.tiff(photometric: 1, bits: bits, samples: grey, orientation: orientation)
                #expect(try id(file, .tiff) == light.digest(orientation), "grey, \(bits) bits, \(orientation)")
            }
        }
    }

    @Test func `CMYK JPEG is light by the plain formula, and YCCK is CMYK behind another coat`() throws {
        for (width, height) in Self.sizes {
            let picture = Picture(width, height, channels: 4)
            let plain = picture.jpeg(horizontal: 1, vertical: 1)
            let stored = WholeDecode.rows(plain, picture.size, channels: 4)
            for isYCCK in [false, true] {
                let inks = isYCCK ? WholeDecode.inksOfYCCK(stored) : stored
                // Adobe stores what the inks leave.
                let light = WholeDecode.light(ofInverted: inks)
                let file = isYCCK ? WholeDecode.asYCCK(plain) : plain
                for orientation in Orientation.allCases {
                    let id = try id(file, .jpeg, orientation)
                    #expect(id == Picture(picture.size, light).digest(orientation), "\(width) x \(height), YCCK \(isYCCK)")
                }
            }
        }
    }

    @Test func `grey JPEG`() throws {
        for (width, height) in Self.sizes {
            let picture = Picture(width, height, channels: 1)
            let jpeg = picture.jpeg()
            let light = Picture(picture.size, WholeDecode.rows(jpeg, picture.size, channels: 3))
            for orientation in Orientation.allCases { #expect(try id(jpeg, .jpeg, orientation) == light.digest(orientation)) }
        }
    }
}

extension Picture {
    /// The digest where opaque RGBA counts as RGB.
    func opaqueDigest(_ orientation: Orientation) -> Digest256 {
        let isOpaque = channels == 4 && stride(from: 3, to: pixels.count, by: 4).allSatisfy { pixels[$0] == 255 }
        guard isOpaque else { return digest(orientation) }
        return Picture(size, stride(from: 0, to: pixels.count, by: 4).flatMap { pixels[$0..<$0 + 3] }).digest(orientation)
    }
}
