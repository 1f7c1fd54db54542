// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `A HEIC is turned as its own properties say` {
    private func read(_ turns: [[UInt8]], exif orientation: UInt16 = 5) -> PhotoMetadata {
        var tiff = ExifBuilder()
        tiff.image = [(0x0112, .shorts([orientation])), (0x010F, .text("Apple"))]
        var heif = HEIFBuilder()
        heif.turns = turns
        heif.exif = HEIFBuilder.item(tiff.bytes)
        return MetadataReader.read(.heic, from: heif.bytes)
    }

    @Test func `by quarters against the clock, and by exchanging sides`() {
        let expected: [([[UInt8]], Orientation)] = [
            ([], .upright), ([HEIFBuilder.rotation(0)], .upright), ([HEIFBuilder.rotation(1)], .turnedLeft),
            ([HEIFBuilder.rotation(2)], .turned180), ([HEIFBuilder.rotation(3)], .turnedRight),
            // 0 exchanges top and bottom, 1 left and right (ISO/IEC 23008-12:2022, section 6.5.12).
            ([HEIFBuilder.mirroring(0)], .flipped), ([HEIFBuilder.mirroring(1)], .mirrored),
        ]
        for (turns, orientation) in expected {
            let metadata = read(turns)
            #expect(metadata.orientation == orientation && metadata.exif.make == "Apple")
            #expect(metadata.storedSize == PixelSize(width: 40, height: 30))
            #expect(metadata.uprightSize == orientation.upright(PixelSize(width: 40, height: 30)))
        }
    }

    @Test func `one after another, pixel by pixel`() {
        let size = PixelSize(width: 3, height: 2)
        for first in 0..<8 {
            for second in 0..<8 {
                let steps = [first, second].map { number -> [UInt8] in
                    number < 4 ? HEIFBuilder.rotation(UInt8(number)) : HEIFBuilder.mirroring(UInt8(number % 2))
                }
                let orientation = read(steps).orientation
                var picture = (0..<size.height).map { y in (0..<size.width).map { y * size.width + $0 } }
                for number in [first, second] { picture = Self.applied(number, to: picture) }
                let upright = orientation.upright(size)
                let turned = (0..<upright.height).map { y in
                    (0..<upright.width).map { x in
                        let stored = orientation.stored(x: x, y: y, in: upright)
                        return stored.y * size.width + stored.x
                    }
                }
                #expect(turned == picture, "\(first), \(second)")
            }
        }
    }

    /// Straight from the definition: quarters against the clock, 4 and 6 exchange top and bottom, 5 and 7 left and right.
    private static func applied(_ number: Int, to picture: [[Int]]) -> [[Int]] {
        if number >= 4 { return number % 2 == 0 ? picture.reversed() : picture.map { $0.reversed() } }
        return (0..<number).reduce(picture) { picture, _ in
            (0..<picture[0].count).reversed().map { x in picture.map { $0[x] } }
        }
    }

    @Test func `without properties it is upright, whatever EXIF says`() {
        for orientation: UInt16 in 1...8 { #expect(read([], exif: orientation).orientation == .upright) }
    }
}

@Suite struct `EXIF of a HEIC is found by its item` {
    private let tiff: [UInt8] = {
        var builder = ExifBuilder()
        builder.image = [(0x010F, .text("Apple Park Visitor Center"))]
        return builder.bytes
    }()

    private func make(_ heif: HEIFBuilder) -> String? { MetadataReader.read(.heic, from: heif.bytes).exif.make }

    @Test func `in every version of the places, from the file or from idat, in one piece or many`() {
        for version in 0...2 {
            for method in version == 0 ? [0] : [0, 1] {
                for pieces in [1, 2, 7] {
                    for hasLongNumbers in version == 2 ? [false, true] : [false] {
                        var heif = HEIFBuilder()
                        heif.exif = HEIFBuilder.item(tiff)
                        (heif.version, heif.method, heif.pieces, heif.hasLongNumbers) = (version, method, pieces, hasLongNumbers)
                        #expect(make(heif) == "Apple Park Visitor Center", "iloc \(version), method \(method), \(pieces) pieces")
                    }
                }
            }
        }
    }

    @Test func `with a prefix, without one, and where the number before it is wrong or missing`() {
        for content in [
            big(0, 4) + tiff, big(6, 4) + Array("Exif\0\0".utf8) + tiff, big(0, 4) + Array("Exif\0\0".utf8) + tiff,
            big(77_777, 4) + tiff, tiff, big(4, 4) + [1, 2, 3, 4] + tiff,
        ] {
            var heif = HEIFBuilder()
            heif.exif = content
            #expect(make(heif) == "Apple Park Visitor Center")
        }
    }

    @Test func `of two items that one which describes the picture`() {
        var other = ExifBuilder()
        other.image = [(0x010F, .text("Thumbnail Makers"))]
        var heif = HEIFBuilder()
        heif.exif = HEIFBuilder.item(tiff)
        heif.otherExif = HEIFBuilder.item(other.bytes)
        #expect(make(heif) == "Apple Park Visitor Center")
        heif.exif = nil
        #expect(make(heif) == "Thumbnail Makers")
    }

    @Test func `an item in another item, or outside the file, is a warning`() {
        var heif = HEIFBuilder()
        heif.exif = HEIFBuilder.item(tiff)
        heif.method = 2
        #expect(MetadataReader.read(.heic, from: heif.bytes).warnings == ["the EXIF item lies outside the file"])
        heif.method = 0
        let cut = Array(heif.bytes.dropLast(heif.exif?.count ?? 0))
        #expect(MetadataReader.read(.heic, from: cut).warnings.contains("the EXIF item lies outside the file"))
    }

    @Test func `a file without metadata says nothing, and what is no HEIC says so`() {
        let plain = MetadataReader.read(.heic, from: HEIFBuilder().bytes)
        #expect(plain.exif.isEmpty && plain.storedSize == PixelSize(width: 40, height: 30) && plain.warnings.isEmpty)
        let bare = MetadataReader.read(.heic, from: box("ftyp", Array("heic\0\0\0\0heic".utf8)) + box("mdat", [1, 2, 3]))
        #expect(bare == PhotoMetadata())
        #expect(MetadataReader.read(.heic, from: Array("nothing".utf8)).warnings == ["this is no HEIF"])
    }

    @Test func `a profile is noticed among the picture's properties`() {
        for (kind, isProfile) in [("prof", true), ("rICC", true), ("nclx", false)] {
            var heif = HEIFBuilder()
            heif.turns = [box("colr", Array(kind.utf8) + [1, 2, 3])]
            #expect(MetadataReader.read(.heic, from: heif.bytes).hasICCProfile == isProfile)
        }
    }
}
