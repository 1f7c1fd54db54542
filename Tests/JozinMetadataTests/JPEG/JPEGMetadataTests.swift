// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `A JPEG's header is read whatever lies between its segments` {
    private let tiff: [UInt8] = {
        var builder = ExifBuilder(littleEndian: false)
        builder.image = [(0x010F, .text("Meopta")), (0x0112, .shorts([6]))]
        return builder.bytes
    }()
    private let jfif: [UInt8] = Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0]
    private let xmp: [UInt8] = Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>".utf8)
    private let icc: [UInt8] = Array("ICC_PROFILE\0".utf8) + [1, 1, 0, 0]

    private func expectMeopta(_ bytes: [UInt8], warnings: [String] = []) {
        let metadata = JPEGMetadata.read(bytes.span)
        #expect(metadata.exif.make == "Meopta" && metadata.orientation == .turnedRight)
        #expect(metadata.storedSize == PixelSize(width: 400, height: 300))
        #expect(metadata.warnings == warnings)
    }

    @Test func `EXIF first, as Exif wants it`() { expectMeopta(JPEGBuilder().exif(tiff).frame(400, 300).scanned) }

    @Test func `EXIF behind JFIF, XMP, a comment, a profile`() {
        expectMeopta(
            JPEGBuilder().segment(0xE0, jfif).segment(0xE1, xmp).segment(0xFE, Array("hello".utf8)).segment(0xE2, icc)
                .exif(tiff).frame(400, 300).scanned)
    }

    @Test func `EXIF behind the frame header`() { expectMeopta(JPEGBuilder().frame(400, 300).exif(tiff).scanned) }

    @Test func `an APP1 that only looks like EXIF is left alone`() {
        expectMeopta(
            JPEGBuilder().segment(0xE1, Array("Exif".utf8)).segment(0xE1, Array("Exit\0\0".utf8) + tiff)
                .exif(tiff).frame(400, 300).scanned)
    }

    @Test func `an EXIF block without a header is passed over for the next`() {
        expectMeopta(
            JPEGBuilder().exif([1, 2, 3]).exif(tiff).frame(400, 300).scanned,
            warnings: ["EXIF does not begin with a TIFF header"])
    }

    @Test func `of two EXIF blocks the first counts`() {
        var other = ExifBuilder()
        other.image = [(0x010F, .text("Other"))]
        expectMeopta(
            JPEGBuilder().exif(tiff).exif(other.bytes).frame(400, 300).scanned,
            warnings: ["there is more than one EXIF block; the first was read"])
    }

    @Test func `fill bytes before a marker and the largest segments are in order`() {
        let large = [UInt8](repeating: 0xFF, count: 65_533)
        expectMeopta(
            JPEGBuilder().raw([0xFF, 0xFF, 0xFF]).segment(0xE5, large).segment(0xE5, large).exif(tiff).frame(400, 300).scanned)
    }

    @Test func `a profile is noticed in APP2 alone`() {
        #expect(JPEGMetadata.read(JPEGBuilder().segment(0xE2, icc).frame(1, 1).scanned.span).hasICCProfile)
        #expect(!JPEGMetadata.read(JPEGBuilder().segment(0xE2, Array("MPF\0".utf8)).frame(1, 1).scanned.span).hasICCProfile)
        #expect(!JPEGMetadata.read(JPEGBuilder().segment(0xE3, icc).frame(1, 1).scanned.span).hasICCProfile)
    }

    @Test func `every kind of frame gives the size, tables do not`() {
        for marker: UInt8 in 0xC0...0xCF {
            let size = JPEGMetadata.read(JPEGBuilder().frame(400, 300, marker: marker).scanned.span).storedSize
            let isFrame = ![0xC4, 0xC8, 0xCC].contains(marker)
            #expect(size == (isFrame ? PixelSize(width: 400, height: 300) : nil), "marker \(marker)")
        }
    }

    @Test func `a frame of no width or height, or cut short, gives no size`() {
        let none = JPEGMetadata.read(JPEGBuilder().frame(0, 300).scanned.span)
        #expect(none.storedSize == nil && none.warnings == ["the frame header declares no size"])
        let cut = JPEGMetadata.read(JPEGBuilder().segment(0xC0, [8, 0]).scanned.span)
        #expect(cut.storedSize == nil && cut.warnings == ["the frame header is cut short"])
    }

    @Test func `nothing is read behind the first scan`() {
        let bytes = JPEGBuilder().frame(400, 300).scanned + JPEGBuilder().exif(tiff).frame(9, 9).scanned
        let metadata = JPEGMetadata.read(bytes.span)
        #expect(metadata.exif.isEmpty && metadata.storedSize == PixelSize(width: 400, height: 300))
    }

    @Test func `what is no JPEG says so`() {
        for bytes: [UInt8] in [[], [0xFF], [0x89, 0x50], [0xFF, 0xE1, 0, 2]] {
            #expect(JPEGMetadata.read(bytes.span).warnings == ["this is no JPEG"])
        }
    }
}

@Suite struct `A JPEG whose lengths lie still gives its EXIF and its size` {
    private let tiff: [UInt8] = {
        var builder = ExifBuilder()
        builder.image = [(0x0112, .shorts([8])), (0x010F, .text("A maker with a rather long name"))]
        return builder.bytes
    }()
    private let wrong = ["the EXIF block's length is wrong", "there are stray bytes between the segments"]

    private func expectRescued(_ bytes: [UInt8], warnings: [String]) {
        let metadata = JPEGMetadata.read(bytes.span)
        #expect(metadata.exif.make == "A maker with a rather long name" && metadata.orientation == .turnedLeft)
        #expect(metadata.storedSize == PixelSize(width: 400, height: 300))
        #expect(metadata.warnings == warnings)
    }

    @Test func `an EXIF length that is too short`() {
        for length in [10, 20, tiff.count, tiff.count + 7] {
            expectRescued(JPEGBuilder().exif(tiff, length: length).frame(400, 300).scanned, warnings: wrong)
        }
    }

    @Test func `an EXIF length that passes the end of the file`() {
        expectRescued(JPEGBuilder().exif(tiff, length: 65_000).frame(400, 300).scanned, warnings: wrong)
    }

    @Test func `an EXIF length of zero or one hides the block, not the size`() {
        for length in [0, 1] {
            let metadata = JPEGMetadata.read(JPEGBuilder().exif(tiff, length: length).frame(400, 300).scanned.span)
            #expect(metadata.storedSize == PixelSize(width: 400, height: 300))
        }
    }

    @Test func `stray bytes between segments are stepped over`() {
        expectRescued(
            JPEGBuilder().exif(tiff).raw([0, 1, 0xFF, 0x00, 2]).frame(400, 300).scanned, warnings: wrong)
    }

    @Test func `a thumbnail met on the way is not the picture`() {
        let thumbnail = JPEGBuilder().frame(160, 120).segment(0xC4, [UInt8](repeating: 1, count: 20)).scanned
        expectRescued(JPEGBuilder().exif(tiff + thumbnail, length: 24).frame(400, 300).scanned, warnings: wrong)
        expectRescued(
            JPEGBuilder().exif(tiff + thumbnail.dropLast(2), length: 24).frame(400, 300).scanned,
            warnings: wrong + ["the file ends inside its header"])
    }

    @Test func `every truncation ends in a warning or is whole`() {
        let bytes = JPEGBuilder().exif(tiff).frame(400, 300).scanned
        for length in 2..<bytes.count - 20 {
            let metadata = JPEGMetadata.read(bytes.span.extracting(0..<length))
            #expect(!metadata.warnings.isEmpty)
        }
        #expect(JPEGMetadata.read(bytes.span).warnings.isEmpty)
    }

    @Test func `long runs of marker bytes and of false markers are walked once`() {
        for pattern: [UInt8] in [
            [0xFF], [0xFF, 0xE1], [0xFF, 0xD8], [0xFF, 0x00], [0xFF, 0xE1, 0, 2], [0xFF, 0xE1, 0xFF, 0xFF],
        ] {
            let filler = Array(repeatElement(pattern, count: 2_000_000 / pattern.count).joined())
            let metadata = JPEGMetadata.read(JPEGBuilder().raw(filler).bytes.span)
            #expect(metadata.storedSize == nil && metadata.warnings.count <= PhotoMetadata.warningLimit)
        }
    }
}

@Suite struct `Segments are walked by their lengths` {
    @Test func `markers and payloads come in order, SOI and EOI without payload`() {
        let bytes = JPEGBuilder().segment(0xE0, [1, 2, 3]).segment(0xFE, []).raw([0xFF, 0xFF, 0xD9]).bytes
        var segments = JPEGSegments()
        var seen: [JPEGSegment] = []
        while let segment = segments.next(in: bytes.span) { seen.append(segment) }
        #expect(seen.map(\.marker) == [0xD8, 0xE0, 0xFE, 0xD9])
        #expect(seen.map(\.payload) == [2..<2, 6..<9, 13..<13, 16..<16])
    }

    @Test func `a length below two or past the end, or no marker, ends the walk`() {
        for bytes: [UInt8] in [[0xFF, 0xE0, 0, 1], [0xFF, 0xE0, 0, 3], [0xFF, 0xE0, 0], [0xFF, 0xFF], [0xFF, 0], [0]] {
            var segments = JPEGSegments()
            #expect(segments.next(in: bytes.span) == nil)
        }
        var segments = JPEGSegments(from: -1)
        #expect(segments.next(in: [0xFF, 0xD8].span) == nil)
    }
}
