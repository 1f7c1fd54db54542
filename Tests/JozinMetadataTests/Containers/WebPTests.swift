// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `A WebP's chunks are read in order and within the file` {
    private let tiff: [UInt8] = {
        var builder = ExifBuilder(littleEndian: false)
        builder.image = [(0x010F, .text("Google")), (0x0112, .shorts([8]))]
        return builder.bytes
    }()

    private func read(_ builder: WebPBuilder) -> PhotoMetadata { MetadataReader.read(.webp, from: builder.bytes) }

    @Test func `the size of all three kinds, to their largest`() {
        for (width, height) in [(1, 1), (2, 16_383), (16_383, 1), (640, 427)] {
            let size = PixelSize(width: width, height: height)
            #expect(read(WebPBuilder().lossy(width, height)).storedSize == size)
            #expect(read(WebPBuilder().lossless(width, height)).storedSize == size)
            #expect(read(WebPBuilder().canvas(width, height)).storedSize == size)
        }
        #expect(read(WebPBuilder().lossless(16_384, 16_384)).storedSize == PixelSize(width: 16_384, height: 16_384))
        #expect(read(WebPBuilder().canvas(1 << 24, 1 << 24)).storedSize == PixelSize(width: 1 << 24, height: 1 << 24))
    }

    @Test func `the canvas rules over the frames in it`() {
        #expect(read(WebPBuilder().canvas(40, 30).lossy(8, 8)).storedSize == PixelSize(width: 40, height: 30))
        #expect(read(WebPBuilder().canvas(40, 30).chunk("ANMF", [1, 2, 3]).lossless(8, 8)).storedSize?.width == 40)
    }

    @Test func `EXIF with and without its prefix, before or behind the picture, behind odd chunks`() {
        for block in [tiff, Array("Exif\0\0".utf8) + tiff] {
            for builder in [
                WebPBuilder().canvas(40, 30).chunk("EXIF", block).lossy(40, 30),
                WebPBuilder().canvas(40, 30).chunk("ICCP", [1, 2, 3]).lossy(40, 30).chunk("EXIF", block),
                WebPBuilder().lossless(40, 30).chunk("XMP ", Array("<x/>".utf8)).chunk("EXIF", block).chunk("ABCD", [1]),
            ] {
                let metadata = read(builder)
                #expect(metadata.exif.make == "Google" && metadata.orientation == .turnedLeft)
                #expect(metadata.uprightSize == PixelSize(width: 30, height: 40) && metadata.warnings.isEmpty)
            }
        }
    }

    @Test func `the first EXIF counts, and one without a header is passed over`() {
        var other = ExifBuilder()
        other.image = [(0x010F, .text("Other"))]
        #expect(read(WebPBuilder().chunk("EXIF", tiff).chunk("EXIF", other.bytes)).exif.make == "Google")
        let second = read(WebPBuilder().chunk("EXIF", [1, 2, 3]).chunk("EXIF", tiff))
        #expect(second.exif.make == "Google" && second.warnings == ["EXIF does not begin with a TIFF header"])
    }

    @Test func `a profile is noticed`() {
        #expect(read(WebPBuilder().canvas(4, 4).chunk("ICCP", [1])).hasICCProfile)
        #expect(!read(WebPBuilder().canvas(4, 4)).hasICCProfile)
    }

    @Test func `a chunk past the end is a warning, and its beginning is read`() {
        let metadata = read(WebPBuilder().lossy(40, 30).chunk("EXIF", tiff, length: 4_000_000_000))
        #expect(metadata.exif.make == "Google" && metadata.warnings == ["a chunk reaches past the end of the file"])
        #expect(MetadataReader.read(.webp, from: Array("RIFF".utf8)).warnings == ["this is no WebP"])
        #expect(read(WebPBuilder().chunk("VP8 ", [1, 2, 3])).storedSize == nil)
        #expect(read(WebPBuilder().chunk("VP8L", [1, 2, 3, 4, 5])).storedSize == nil)
        #expect(read(WebPBuilder().chunk("VP8X", [1])).storedSize == nil)
    }
}
