// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `A TIFF is its own EXIF` {
    @Test func `size, orientation, profile and facts come from IFD0`() {
        var builder = ExifBuilder(littleEndian: false)
        builder.image = [
            (0x0100, .shorts([640])), (0x0101, .longs([480])), (0x010F, .text("Epson")), (0x0112, .shorts([6])),
            (0x8773, .raw(type: 7, count: 5, bytes: [1, 2, 3, 4, 5])),
        ]
        builder.exif = [(0x8827, .shorts([100]))]
        let metadata = MetadataReader.read(.tiff, from: builder.bytes)
        #expect(metadata.storedSize == PixelSize(width: 640, height: 480))
        #expect(metadata.uprightSize == PixelSize(width: 480, height: 640))
        #expect(metadata.orientation == .turnedRight && metadata.hasICCProfile)
        #expect(metadata.exif.make == "Epson" && metadata.exif.iso == 100)
        #expect(metadata.warnings.isEmpty)
    }

    @Test func `BigTIFF is read with its wide counts`() {
        let little = ExifBuilder()
        var bytes = Array("II".utf8) + little.number(43, 2) + little.number(8, 2) + little.number(0, 2) + little.number(16, 8)
        bytes += little.number(3, 8)
        for (tag, type, value) in [(0x0100, 4, 70_000), (0x0101, 16, 3), (0x0112, 3, 8)] as [(UInt64, UInt64, UInt64)] {
            bytes += little.number(tag, 2) + little.number(type, 2) + little.number(1, 8) + little.number(value, 8)
        }
        let metadata = MetadataReader.read(.tiff, from: bytes + little.number(0, 8))
        #expect(metadata.storedSize == PixelSize(width: 70_000, height: 3))
        #expect(metadata.orientation == .turnedLeft)
    }

    @Test func `no size without both sides, and none of zero`() {
        for image in [[(0x0100, .shorts([640]))], [(0x0100, .shorts([640])), (0x0101, .shorts([0]))]] as [[(UInt16, ExifValue)]] {
            var builder = ExifBuilder()
            builder.image = image
            #expect(MetadataReader.read(.tiff, from: builder.bytes).storedSize == nil)
        }
    }

    @Test func `what is no TIFF says so`() {
        #expect(MetadataReader.read(.tiff, from: [0xFF, 0xD8, 0xFF, 0xE0]).warnings == ["this is no TIFF"])
    }
}

@Suite struct `A PNG's chunks are read in order and within the file` {
    private let header: (String, [UInt8]) = ("IHDR", [0, 0, 2, 0, 0, 0, 1, 0, 8, 2, 0, 0, 0])

    @Test func `size and profile`() {
        let plain = MetadataReader.read(.png, from: pngBytes([header, ("IDAT", [1]), ("IEND", [])]))
        #expect(plain.storedSize == PixelSize(width: 512, height: 256))
        #expect(!plain.hasICCProfile && plain.warnings.isEmpty && plain.exif.isEmpty)
        #expect(MetadataReader.read(.png, from: pngBytes([header, ("iCCP", [1]), ("IEND", [])])).hasICCProfile)
    }

    @Test func `EXIF behind the pixels counts`() {
        var builder = ExifBuilder()
        builder.image = [(0x0112, .shorts([3])), (0x010F, .text("GIMP Camera"))]
        let metadata = MetadataReader.read(.png, from: pngBytes([header, ("IDAT", [1]), ("eXIf", builder.bytes), ("IEND", [])]))
        #expect(metadata.orientation == .turned180 && metadata.exif.make == "GIMP Camera")
    }

    @Test func `a file that is cut keeps what was read`() {
        let bytes = pngBytes([header, ("IDAT", [1, 2, 3]), ("IEND", [])])
        for length in 33..<bytes.count - 12 {
            let metadata = MetadataReader.read(.png, from: Array(bytes[..<length]))
            #expect(metadata.storedSize == PixelSize(width: 512, height: 256) && !metadata.warnings.isEmpty)
        }
    }

    @Test func `a chunk length past the end is a warning, not a trap`() {
        var bytes = pngBytes([header, ("IDAT", [1]), ("IEND", [])])
        bytes.replaceSubrange(33..<37, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(MetadataReader.read(.png, from: bytes).warnings == ["a chunk reaches past the end of the file"])
        #expect(MetadataReader.read(.png, from: [0x47, 0x49]).warnings == ["this is no PNG"])
    }
}
