// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `A camera's preview is found where the camera put it` {
    private static func jpeg(_ width: Int, _ height: Int, marker: UInt8 = 0xC0) -> [UInt8] {
        JPEGBuilder().exif([UInt8](repeating: 7, count: 40)).frame(width, height, marker: marker).scanned
    }

    /// A TIFF with JPEGs behind its directories, whose fields are told where they lie.
    private static func tiff(
        _ jpegs: [[UInt8]], magic: UInt8 = 42, image: ([Int]) -> [(UInt16, ExifValue)],
        exif: ([Int]) -> [(UInt16, ExifValue)] = { _ in [] }
    ) -> [UInt8] {
        func bytes(_ starts: [Int]) -> [UInt8] {
            var builder = ExifBuilder()
            builder.image = image(starts)
            builder.exif = exif(starts)
            return builder.bytes
        }
        var starts: [Int] = []
        var end = bytes(jpegs.map { _ in 0 }).count
        for jpeg in jpegs {
            starts.append(end)
            end += jpeg.count
        }
        var file = bytes(starts) + jpegs.flatMap { $0 }
        file[2] = magic
        return file
    }

    private func expect(_ file: [UInt8], _ jpeg: [UInt8], _ width: Int, _ height: Int, _ name: String) {
        let preview = CameraPreview.largest(in: file)
        #expect(preview?.size == PixelSize(width: width, height: height), "\(name)")
        #expect(preview.map { Array(file[$0.bytes]) } == jpeg, "\(name)")
    }

    private static func pair(_ start: Int, _ jpeg: [UInt8], _ tags: (UInt16, UInt16)) -> [(UInt16, ExifValue)] {
        [(tags.0, .longs([UInt32(start)])), (tags.1, .longs([UInt32(jpeg.count)]))]
    }

    @Test func `the larger of an old-style JPEG and a strip, and never a sensor's`() {
        let (small, large) = (Self.jpeg(160, 120), Self.jpeg(1620, 1080))
        for compression: UInt16 in [6, 7] {
            let file = Self.tiff([small, large]) { starts in
                [(0x0103, .shorts([compression]))] + Self.pair(starts[1], large, (0x0111, 0x0117))
                    + Self.pair(starts[0], small, (0x0201, 0x0202))
            }
            expect(file, large, 1620, 1080, "compression \(compression)")
        }
        for photometric: UInt16 in [32_803, 34_892] {
            let file = Self.tiff([small, large]) { starts in
                [(0x0103, .shorts([7])), (0x0106, .shorts([photometric]))] + Self.pair(starts[1], large, (0x0111, 0x0117))
                    + Self.pair(starts[0], small, (0x0201, 0x0202))
            }
            expect(file, small, 160, 120, "photometric \(photometric)")
        }
        let lossless = Self.jpeg(6000, 4000, marker: 0xC3)
        let file = Self.tiff([small, lossless]) { starts in
            [(0x0103, .shorts([6]))] + Self.pair(starts[1], lossless, (0x0111, 0x0117))
                + Self.pair(starts[0], small, (0x0201, 0x0202))
        }
        expect(file, small, 160, 120, "lossless")
    }

    @Test func `Panasonic's as a value, Fujifilm's by its header`() {
        let jpeg = Self.jpeg(1920, 1440)
        for tag: UInt16 in [0x002E, 0x0127] {
            let file = Self.tiff([], magic: 0x55, image: { _ in [(tag, .raw(type: 7, count: UInt32(jpeg.count), bytes: jpeg))] })
            expect(file, jpeg, 1920, 1440, "RW2 \(tag)")
        }
        expect(RawBuilders.raf(jpeg, 4256, 2848), jpeg, 1920, 1440, "RAF")
    }

    @Test func `Olympus' in its note, whichever header that has`() {
        let jpeg = Self.jpeg(3200, 2400)
        let little = ExifBuilder()
        for header in [
            Array("OLYMPUS\0II".utf8) + [3, 0], Array("OM SYSTEM\0\0\0II".utf8) + [4, 0], Array("OLYMP\0".utf8) + [1, 0],
        ] {
            for isPointer in [true, false] {
                func note(_ noteStart: Int, _ start: Int) -> [UInt8] {
                    let base = header.starts(with: Array("OLYMP\0".utf8)) ? noteStart : 0
                    func entry(_ tag: UInt64, _ type: UInt64, _ count: UInt64, _ value: Int) -> [UInt8] {
                        little.number(tag, 2) + little.number(type, 2) + little.number(count, 4)
                            + little.number(UInt64(value), 4)
                    }
                    let settings =
                        little.number(2, 2) + entry(0x0101, 4, 1, start - noteStart + base)
                        + entry(0x0102, 4, 1, jpeg.count) + little.number(0, 4)
                    let place = base + header.count + 18
                    let pointer =
                        isPointer
                        ? entry(0x2020, 13, 1, place) : entry(0x2020, 7, UInt64(settings.count), place)
                    return header + little.number(1, 2) + pointer + little.number(0, 4) + settings
                }
                let length = note(0, 0).count
                // The note is the Exif IFD's only value, behind it the JPEG.
                let file = Self.tiff([jpeg], magic: 0x52) { _ in
                    [(0x010F, .text("OLYMPUS"))]
                } exif: { starts in
                    let noteStart = starts[0] == 0 ? 0 : starts[0] - length - length % 2
                    return [(0x927C, .raw(type: 7, count: UInt32(length), bytes: note(noteStart, starts[0])))]
                }
                var orf = file
                orf[3] = 0x4F
                expect(orf, jpeg, 3200, 2400, "ORF \(String(decoding: header, as: UTF8.self)) \(isPointer)")
            }
        }
    }

    @Test func `Canon's in a box, or larger as the sample of a track`() {
        let (small, large) = (Self.jpeg(1620, 1080), Self.jpeg(6000, 4000))
        let name: [UInt8] = [0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16]
        let numbers = big(0, 4) + big(1, 2) + big(1620, 2) + big(1080, 2) + big(1, 2) + big(small.count, 4)
        let preview = box("uuid", name + big(0, 4) + big(1, 4) + box("PRVW", numbers + small))
        func file(_ sample: Int, isLong: Bool, isListed: Bool) -> [UInt8] {
            let sizes = isListed ? big(0, 4) + big(1, 4) + big(large.count, 4) : big(large.count, 4) + big(1, 4)
            let places =
                isLong ? box("co64", big(0, 4) + big(1, 4) + big(sample, 8)) : box("stco", big(0, 4) + big(1, 4) + big(sample, 4))
            let table = box("stbl", box("stsz", big(0, 4) + sizes) + places)
            let track = box("trak", box("tkhd", [1, 2]) + box("mdia", box("minf", table)))
            return Magics.ftyp("crx ", ["crx ", "isom"]) + box("moov", box("mvhd", []) + track) + preview
                + box("mdat", large + [9, 9])
        }
        for isLong in [true, false] {
            for isListed in [true, false] {
                let sample = file(0, isLong: isLong, isListed: isListed).count - large.count - 2
                expect(file(sample, isLong: isLong, isListed: isListed), large, 6000, 4000, "track \(isLong) \(isListed)")
                // The sensor's own data are no JPEG.
                expect(file(sample + 1, isLong: isLong, isListed: isListed), small, 1620, 1080, "box")
            }
        }
    }

    @Test func `what lies outside the file, is cut, or is no JPEG of 8 bits is none`() {
        let jpeg = Self.jpeg(1000, 800)
        let file = Self.tiff([jpeg]) { Self.pair($0[0], jpeg, (0x0201, 0x0202)) }
        #expect(CameraPreview.largest(in: file) != nil)
        for count in 0..<file.count { #expect(CameraPreview.largest(in: Array(file[..<count])) == nil) }
        var deep = jpeg
        if let frame = jpeg.indices.first(where: { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 }) { deep[frame + 4] = 12 }
        for other in [deep, Self.jpeg(0, 800), Array("II*\0 no JPEG".utf8), Array(jpeg.prefix(2))] {
            let file = Self.tiff([other]) { Self.pair($0[0], other, (0x0201, 0x0202)) }
            #expect(CameraPreview.largest(in: file) == nil)
        }
        #expect(CameraPreview.largest(in: Array("FOVb".utf8)) == nil && CameraPreview.largest(in: [UInt8]()) == nil)
    }

    @Test func `whatever is written over it, what is found lies inside`() {
        var random = SeededGenerator(seed: 41)
        let jpeg = Self.jpeg(1000, 800)
        let files = [
            Self.tiff([jpeg]) { Self.pair($0[0], jpeg, (0x0201, 0x0202)) }, RawBuilders.raf(jpeg, 4256, 2848),
            Self.tiff([], magic: 0x55, image: { _ in [(0x002E, .raw(type: 7, count: UInt32(jpeg.count), bytes: jpeg))] }),
        ]
        for round in 0..<3000 {
            var file = files[round % files.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                file[Int.random(in: 0..<file.count, using: &random)] =
                    [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            guard let preview = CameraPreview.largest(in: file) else { continue }
            #expect(preview.bytes.upperBound <= file.count && preview.size.width > 0 && preview.size.height > 0)
        }
    }

    @Test func `a preview is turned as its raw picture is, once`() {
        let preview = CameraPreview.largest(in: RawBuilders.raf(Self.jpeg(1620, 1080), 1, 1))
        let lying = PixelSize(width: 6000, height: 4000)
        for way in Orientation.allCases {
            // Stored as the sensor saw it.
            #expect(preview?.orientation(of: way, upright: way.upright(lying)) == way)
            #expect(preview?.orientation(of: way, upright: nil) == way)
            // Turned by the camera: it has the upright picture's shape, though the raw one has not.
            #expect(preview?.orientation(of: way, upright: lying) == (way.swapsSides ? .upright : way))
        }
    }
}
