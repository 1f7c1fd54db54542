// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `The size of a raw file is that of its picture, not of a preview` {
    private struct Directory {
        var fields: [(UInt16, UInt32)]
        var children: [Directory] = []
        var next: [Directory] = []
    }

    /// Directories of numbers alone, each behind the other.
    private static func tiff(_ root: Directory, start: Int = 8, magic: [UInt8] = []) -> [UInt8] {
        let little = ExifBuilder()
        var bytes = Array("II*\0".utf8) + little.number(UInt64(start), 4) + magic
        bytes += [UInt8](repeating: 0, count: start - bytes.count)
        func write(_ directory: Directory) -> Int {
            var fields = directory.fields.map { ($0.0, UInt64(4), UInt64(1), UInt64($0.1)) }
            let children = directory.children.map { write($0) }
            if children.count == 1 { fields.append((0x014A, 4, 1, UInt64(children[0]))) }
            if children.count > 1 {
                fields.append((0x014A, 4, UInt64(children.count), UInt64(bytes.count)))
                bytes += children.flatMap { little.number(UInt64($0), 4) }
            }
            let next = directory.next.first.map { write($0) } ?? 0
            let offset = bytes.count
            bytes += little.number(UInt64(fields.count), 2)
            for (tag, type, count, value) in fields {
                bytes +=
                    little.number(UInt64(tag), 2) + little.number(type, 2) + little.number(count, 4) + little.number(value, 4)
            }
            bytes += little.number(UInt64(next), 4)
            return offset
        }
        let first = write(root)
        bytes.replaceSubrange(4..<8, with: little.number(UInt64(first), 4))
        return bytes
    }

    private static func picture(_ width: UInt32, _ height: UInt32, kind: UInt32? = nil, photometric: UInt32 = 2) -> Directory {
        var fields: [(UInt16, UInt32)] = [(0x0100, width), (0x0101, height), (0x0106, photometric)]
        if let kind { fields.append((0x00FE, kind)) }
        return Directory(fields: fields)
    }

    private static func size(_ root: Directory, _ format: PhotoFormat) -> PixelSize? {
        MetadataReader.read(format, from: tiff(root)).storedSize
    }

    @Test func `the sensor's picture among the sub-directories`() {
        var root = Self.picture(160, 120, kind: 1)
        root.children = [
            Self.picture(3008, 2000, kind: 1, photometric: 6), Self.picture(3040, 2014, kind: 0, photometric: 32_803),
        ]
        #expect(Self.size(root, .raw) == PixelSize(width: 3040, height: 2014))
        root.children.reverse()
        #expect(Self.size(root, .raw) == PixelSize(width: 3040, height: 2014))
    }

    @Test func `a preview larger than the raw picture, linear raw, and raw in the first directory`() {
        var root = Self.picture(6000, 4000, kind: 1)
        root.children = [Self.picture(3000, 2000, kind: 0, photometric: 34_892)]
        #expect(Self.size(root, .raw) == PixelSize(width: 3000, height: 2000))
        var first = Self.picture(3000, 2000, kind: 0, photometric: 32_803)
        first.children = [Self.picture(6000, 4000, kind: 1)]
        #expect(Self.size(first, .raw) == PixelSize(width: 3000, height: 2000))
    }

    @Test func `where nothing is said to be raw, the largest that is not reduced`() {
        var root = Self.picture(160, 120, kind: 1)
        root.next = [Self.picture(640, 480)]
        root.children = [Self.picture(320, 240)]
        #expect(Self.size(root, .raw) == PixelSize(width: 640, height: 480))
        #expect(Self.size(Self.picture(160, 120, kind: 1), .raw) == PixelSize(width: 160, height: 120))
    }

    @Test func `of a plain TIFF the first page, though others are larger`() {
        var root = Self.picture(160, 120)
        root.next = [Self.picture(640, 480)]
        #expect(Self.size(root, .tiff) == PixelSize(width: 160, height: 120))
        #expect(Self.size(Directory(fields: [(0x0100, 0), (0x0101, 5)]), .tiff) == nil)
    }

    @Test func `directories in a circle, or deeper than the limit, end`() {
        let little = ExifBuilder()
        let loop =
            Array("II*\0".utf8) + little.number(8, 4) + little.number(1, 2) + little.number(0x014A, 2) + little.number(4, 2)
        #expect(
            MetadataReader.read(.tiff, from: loop + little.number(1, 4) + little.number(8, 4) + little.number(8, 4)).storedSize
                == nil)
        func nested(_ depth: Int) -> Directory {
            var directory = Self.picture(9000, 9000, photometric: 32_803)
            for _ in 1..<depth { directory = Directory(fields: [], children: [directory]) }
            return directory
        }
        #expect(Self.size(nested(32), .raw) == PixelSize(width: 9000, height: 9000))
        #expect(Self.size(nested(33), .raw) == nil)
    }

    @Test func `CR2 says it in EXIF, since its raw picture has no size`() {
        var builder = ExifBuilder()
        builder.image = [(0x0100, .shorts([1536])), (0x0101, .shorts([1024]))]
        builder.exif = [(0xA002, .longs([3456])), (0xA003, .longs([2304]))]
        var bytes = builder.bytes(movedBy: 8)
        #expect(MetadataReader.read(.raw, from: bytes).storedSize == PixelSize(width: 1536, height: 1024))
        bytes.replaceSubrange(8..<12, with: Array("CR".utf8) + [2, 0])
        #expect(MetadataReader.read(.raw, from: bytes).storedSize == PixelSize(width: 3456, height: 2304))
    }

    @Test func `RW2 by the borders on the sensor, and its sensitivity where EXIF has none`() {
        var builder = ExifBuilder()
        builder.image = [(0x010F, .text("Panasonic"))]
        let metadata = MetadataReader.read(.raw, from: RawBuilders.rw2(builder, 3648, 2736))
        #expect(metadata.storedSize == PixelSize(width: 3648, height: 2736))
        #expect(metadata.exif.make == "Panasonic" && metadata.exif.iso == 80)
        builder.exif = [(0x8827, .shorts([400]))]
        #expect(MetadataReader.read(.raw, from: RawBuilders.rw2(builder, 4, 4)).exif.iso == 400)
    }

    @Test func `RAF with its cells on the diagonals has twice the rows`() {
        let jpeg = JPEGBuilder().frame(640, 480).scanned
        #expect(
            MetadataReader.read(.raw, from: RawBuilders.raf(jpeg, 4256, 1424)).storedSize == PixelSize(width: 4256, height: 2848))
        #expect(
            MetadataReader.read(.raw, from: RawBuilders.raf(jpeg, 4896, 3264)).storedSize == PixelSize(width: 4896, height: 3264))
        // Without a directory, the preview's.
        let cut = Array(RawBuilders.raf(jpeg, 1, 1).dropLast(20))
        #expect(MetadataReader.read(.raw, from: cut).storedSize == PixelSize(width: 640, height: 480))
    }

    @Test func `raw of a kind that is not read says nothing`() {
        #expect(MetadataReader.read(.raw, from: Array("FOVb".utf8) + [UInt8](repeating: 0, count: 99)) == PhotoMetadata())
    }
}

@Suite struct `Headers declare sizes` {
    private func size(_ format: PhotoFormat, _ bytes: [UInt8]) -> PixelSize? {
        MetadataReader.read(format, from: bytes).storedSize
    }

    @Test func `of GIF, BMP, PSD and JPEG 2000`() {
        let expected = PixelSize(width: 640, height: 480)
        let little = ExifBuilder()
        func bmp(_ length: UInt64, _ width: Int64, _ height: Int64, _ side: Int) -> [UInt8] {
            let sides = little.number(UInt64(bitPattern: width), side) + little.number(UInt64(bitPattern: height), side)
            return Array("BM".utf8) + [UInt8](repeating: 0, count: 12) + little.number(length, 4) + sides
        }
        #expect(size(.gif, Array("GIF89a".utf8) + [0x80, 2, 0xE0, 1]) == expected)
        #expect(size(.bmp, bmp(12, 640, 480, 2)) == expected)
        #expect(size(.bmp, bmp(40, 640, 480, 4)) == expected)
        #expect(size(.bmp, bmp(124, 640, -480, 4)) == expected)
        #expect(size(.bmp, bmp(40, -640, 480, 4)) == nil)
        #expect(size(.psd, Array("8BPS".utf8) + [0, 1, 0, 0, 0, 0, 0, 0, 0, 3] + big(480, 4) + big(640, 4)) == expected)
        #expect(
            size(.jp2, [0xFF, 0x4F, 0xFF, 0x51, 0, 47, 0, 0] + big(650, 4) + big(490, 4) + big(10, 4) + big(10, 4)) == expected)
        #expect(size(.jp2, [0xFF, 0x4F, 0xFF, 0x51, 0, 47, 0, 0] + big(10, 4) + big(10, 4) + big(10, 4) + big(10, 4)) == nil)
        #expect(size(.gif, Array("GIF89a".utf8)) == nil)
    }

    @Test func `of JPEG XL, by its four widths, in eights, and by ratio, bare, in a box and in pieces`() {
        let expected = PixelSize(width: 640, height: 480)
        for bits in [
            [(0, 1), (1, 2), (479, 13), (0, 3), (1, 2), (639, 13)], [(0, 1), (2, 2), (479, 18), (0, 3), (3, 2), (639, 30)],
            [(0, 1), (0, 2), (479, 9), (3, 3)],
        ] as [[(Int, Int)]] {
            #expect(size(.jxl, JXLHeader.packed(bits)) == expected)
        }
        #expect(size(.jxl, JXLHeader.packed([(1, 1), (31, 5), (0, 3), (15, 5)])) == PixelSize(width: 128, height: 256))
        let widths = [256, 307, 341, 384, 455, 320, 512]
        for (index, width) in widths.enumerated() {
            let size = size(.jxl, JXLHeader.packed([(1, 1), (31, 5), (index + 1, 3)]))
            #expect(size == PixelSize(width: width, height: 256))
        }
        let magic: [UInt8] = [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 13, 10, 0x87, 10]
        #expect(size(.jxl, magic + box("jxlp", big(0, 4) + JXLHeader.bytes(640, 480)) + box("jxlp", big(1, 4))) == expected)
    }

    @Test func `JPEG XL is turned as its codestream says, whatever EXIF does`() {
        var builder = ExifBuilder()
        builder.image = [(0x0112, .shorts([3])), (0x010F, .text("Canon"))]
        let magic: [UInt8] = [0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20, 13, 10, 0x87, 10]
        for orientation in Orientation.allCases {
            let code = JXLHeader.bytes(40, 30, orientation: orientation.rawValue)
            for boxes in [
                box("jxlc", code) + box("Exif", big(0, 4) + builder.bytes),
                box("Exif", big(0, 4) + builder.bytes) + box("jxlc", code),
            ] {
                let metadata = MetadataReader.read(.jxl, from: magic + boxes)
                #expect(metadata.orientation == orientation && metadata.exif.make == "Canon")
                #expect(metadata.storedSize == PixelSize(width: 40, height: 30))
            }
            #expect(MetadataReader.read(.jxl, from: code).orientation == orientation)
        }
    }
}
