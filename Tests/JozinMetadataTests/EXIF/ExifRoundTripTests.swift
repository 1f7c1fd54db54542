// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `What was written into EXIF is read from it` {
    @Test func `parse of write is the identity over random facts in both byte orders`() {
        var generator = SeededGenerator(seed: 2)
        for round in 0..<2000 {
            let written = RandomFacts(using: &generator)
            let reading = ExifReader.read(tiff: written.builder.bytes.span)
            #expect(reading.facts == written.facts, "round \(round)")
            #expect(reading.orientation == written.orientation, "round \(round)")
            #expect(reading.warnings.isEmpty, "round \(round)")
        }
    }

    @Test func `the same block in a JPEG, in a PNG, as a TIFF, and behind its own prefix says the same`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let written = RandomFacts(using: &generator)
            let tiff = written.builder.bytes
            let jpeg = JPEGMetadata.read(JPEGBuilder().exif(tiff).frame(40, 30).scanned.span)
            let chunks = [("IHDR", [0, 0, 0, 40, 0, 0, 0, 30]), ("eXIf", tiff), ("IEND", [])]
            let png = MetadataReader.read(.png, from: pngBytes(chunks))
            #expect(jpeg.exif == written.facts && png.exif == written.facts)
            #expect(jpeg.orientation == written.orientation ?? .upright && png.orientation == jpeg.orientation)
            #expect(jpeg.storedSize == PixelSize(width: 40, height: 30) && png.storedSize == jpeg.storedSize)
            #expect(MetadataReader.read(.tiff, from: tiff).exif == written.facts)
            #expect(ExifReader.read(tiff: (Array("Exif\0\0".utf8) + tiff).span).facts == written.facts)
        }
    }

    @Test func `nothing at all reads as nothing`() {
        for bytes in [[], [0], Array("II".utf8), Array("II*\0".utf8), [UInt8](repeating: 0, count: 64)] {
            let reading = ExifReader.read(tiff: bytes.span)
            #expect(reading.facts.isEmpty && reading.orientation == nil && !reading.hasHeader)
            #expect(reading.warnings == ["EXIF does not begin with a TIFF header"])
        }
    }
}

/// A PNG of these chunks, checksums left zero.
func pngBytes(_ chunks: [(String, [UInt8])]) -> [UInt8] {
    let big = ExifBuilder(littleEndian: false)
    return chunks.reduce([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { png, chunk in
        png + big.number(UInt64(chunk.1.count), 4) + Array(chunk.0.utf8) + chunk.1 + [0, 0, 0, 0]
    }
}
