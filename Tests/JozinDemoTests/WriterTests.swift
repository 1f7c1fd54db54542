// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `Writers make files that others read` {
    private let picture = DemoPicture(seed: 8, size: PixelSize(width: 101, height: 67)).drawn()

    @Test func `every kind of JPEG has the size and the coding that was asked for`() throws {
        for sampling in JPEGWriter.Sampling.allCases {
            for progressive in [false, true] {
                for interval in [0, 3] {
                    let writer = JPEGWriter(
                        quality: 70, sampling: sampling, progressive: progressive, restartInterval: interval,
                        optimised: interval == 0)
                    let parts = try #require(JPEGParts(try writer.bytes(of: picture)))
                    #expect(parts.size == [101, 67])
                    #expect(parts.segments.contains { $0.marker == (progressive ? 0xc2 : 0xc0) })
                    #expect(parts.segments.contains { $0.marker == 0xdd } == (interval > 0))
                    let luma = parts.segments.first { $0.marker == 0xc0 || $0.marker == 0xc2 }?.body[7]
                    #expect(luma == (sampling == .full ? 0x11 : sampling == .halfWidth ? 0x21 : 0x22))
                }
            }
        }
    }

    @Test func `APP1 changes nothing but itself`() throws {
        let plain = try #require(JPEGParts(try JPEGWriter().bytes(of: picture)))
        let tagged = try #require(JPEGParts(try JPEGWriter().bytes(of: picture, app1: Array("Exif\0\0hello".utf8))))
        #expect(tagged.app1 == Array("Exif\0\0hello".utf8))
        #expect(plain.coded == tagged.coded)
    }

    @Test func `what the encoder refuses is a problem and no crash`() {
        #expect(throws: Problem.self) { try JPEGWriter().bytes(of: picture, app1: [UInt8](repeating: 0, count: 65_534)) }
        let wide = Picture(size: PixelSize(width: 65_501, height: 1), grey: 0)
        #expect(throws: Problem.self) { try JPEGWriter().bytes(of: wide) }
    }

    @Test func `quality decides the file's size`() throws {
        let sizes = try [10, 30, 60, 85, 95].map { try JPEGWriter(quality: $0).bytes(of: picture).count }
        #expect(sizes == sizes.sorted() && sizes[0] < sizes[4] / 3)
    }

    @Test func `a BMP holds the rows from the bottom up, padded to four bytes`() {
        let file = BMPWriter.bytes(of: picture)
        let stride = 304
        #expect(file.count == 54 + stride * 67)
        for y in 0..<67 {
            let row = Array(file[(54 + (66 - y) * stride)..<(54 + (66 - y) * stride + 303)])
            let swapped = Swift.stride(from: 0, to: 303, by: 3).flatMap { [row[$0 + 2], row[$0 + 1], row[$0]] }
            #expect(swapped == Array(picture.row(y)))
        }
    }

    @Test func `Pillow sees the same pixels in PNG and BMP, and about them in JPEG`() throws {
        guard Python.pillow(for: "Pillow sees the same pixels") else { return }
        for (seed, width, height) in [(UInt64(1), 101, 67), (2, 64, 64), (3, 300, 190), (4, 9, 8)] {
            let folder = TemporaryFolder()
            let picture = DemoPicture(seed: seed, size: PixelSize(width: width, height: height)).drawn()
            folder.write("raw", picture.rgb)
            folder.write("a.png", PNGWriter.bytes(of: picture, comment: "a comment"))
            folder.write("a.bmp", BMPWriter.bytes(of: picture))
            folder.write("b.bmp", BMPWriter.bytes(of: picture, topDown: true))
            folder.write("a.jpg", try JPEGWriter(quality: 95, sampling: .full).bytes(of: picture))
            folder.write("p.jpg", try JPEGWriter(quality: 95, sampling: .full, progressive: true).bytes(of: picture))
            let answer = Python.run(
                """
                import sys; from PIL import Image
                d = sys.argv[1] + '/'; raw = open(d + 'raw', 'rb').read()
                for n in ('a.png', 'a.bmp', 'b.bmp', 'a.jpg', 'p.jpg'):
                    i = Image.open(d + n); b = i.convert('RGB').tobytes()
                    print(i.size[0], i.size[1], b == raw, sum(abs(x - y) for x, y in zip(b, raw)) < 4 * len(raw))
                """, [folder.path])
            let line = "\(width) \(height) "
            #expect(
                answer == line + "True True\n" + line + "True True\n" + line + "True True\n" + line + "False True\n" + line
                    + "False True\n")
        }
    }
}
