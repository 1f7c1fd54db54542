// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinDemo
import Testing

@Suite struct `EXIF says what was asked for` {
    private static func facts() -> ExifFacts {
        var facts = ExifFacts()
        facts.make = "Canon"
        facts.model = "EOS"
        facts.lens = "24-70"
        facts.captured = CaptureTime(local: "2019-07-04T15:30:12", subsecond: "07", offset: "+02:00")
        facts.iso = 400
        facts.fNumber = 5.6
        facts.exposureSeconds = 1.0 / 250
        facts.focalLengthMM = 50
        facts.exposureBiasEV = -2.0 / 3
        facts.gps = GPSPosition(latitude: -33.8568, longitude: 151.2153, altitude: 6.25)
        return facts
    }

    @Test func `every field is where the standard puts it, in both byte orders`() throws {
        for order in ByteOrder.allCases {
            let writer = ExifWriter(facts: Self.facts(), orientation: .turnedRight, byteOrder: order, software: "Album")
            #expect(writer.app1 == Array("Exif\0\0".utf8) + writer.tiff)
            let reader = try #require(TIFFReader(writer.tiff))
            let first = try #require(reader.fields(at: reader.number(at: 4, 4)))
            #expect(reader.text(first[0x010f]) == "Canon" && reader.text(first[0x0110]) == "EOS")
            #expect(reader.text(first[0x0131]) == "Album" && reader.text(first[0x0132]) == "2019:07:04 15:30:12")
            #expect(reader.values(first[0x0112], width: 2) == [6])
            let exif = try #require(reader.fields(at: reader.values(first[0x8769], width: 4)[0]))
            #expect(reader.values(exif[0x829a], width: 4) == [1, 250])
            #expect(reader.values(exif[0x829d], width: 4) == [56, 10])
            #expect(reader.values(exif[0x8827], width: 2) == [400])
            #expect(reader.text(exif[0x9003]) == "2019:07:04 15:30:12" && reader.text(exif[0x9011]) == "+02:00")
            #expect(reader.text(exif[0x9291]) == "07" && reader.text(exif[0xa434]) == "24-70")
            #expect(reader.values(exif[0x9204], width: 4).map { Int32(truncatingIfNeeded: $0) } == [-4, 6])
            #expect(reader.values(exif[0x920a], width: 4) == [500, 10])
            let gps = try #require(reader.fields(at: reader.values(first[0x8825], width: 4)[0]))
            #expect(reader.text(gps[1]) == "S" && reader.text(gps[3]) == "E")
            #expect(reader.values(gps[2], width: 4) == [33, 1, 51, 1, 244_800, 10_000])
            #expect(reader.values(gps[6], width: 4) == [625, 100] && gps[5]?.value == [0])
        }
    }

    @Test func `what is unknown is left out`() throws {
        let reader = try #require(TIFFReader(ExifWriter(facts: ExifFacts()).tiff))
        let first = try #require(reader.fields(at: 8))
        #expect(Set(first.keys) == [0x8769])
        let exif = try #require(reader.fields(at: reader.values(first[0x8769], width: 4)[0]))
        #expect(Set(exif.keys) == [0x9000])
    }

    @Test func `a second of arc is kept for any place`() throws {
        var random = DemoRandom(seed: 11)
        for _ in 0..<2000 {
            var facts = ExifFacts()
            let latitude = Double(random.int(-90_000_000...90_000_000)) / 1_000_000
            let longitude = Double(random.int(-180_000_000...180_000_000)) / 1_000_000
            facts.gps = GPSPosition(latitude: latitude, longitude: longitude)
            let reader = try #require(TIFFReader(ExifWriter(facts: facts, byteOrder: .big).tiff))
            let first = try #require(reader.fields(at: 8))
            let gps = try #require(reader.fields(at: reader.values(first[0x8825], width: 4)[0]))
            for (reference, place, wanted) in [(1, 2, latitude), (3, 4, longitude)] {
                let parts = reader.values(gps[place], width: 4).map(Double.init)
                let degrees = parts[0] / parts[1] + parts[2] / parts[3] / 60 + parts[4] / parts[5] / 3600
                let sign = ["S", "W"].contains(reader.text(gps[reference])) ? -1.0 : 1
                #expect(abs(degrees * sign - wanted) < 1e-7)
                #expect(parts[2] < 60 && parts[4] / parts[5] < 60)
            }
        }
    }

    @Test func `Pillow reads it from JPEG and PNG`() throws {
        guard Python.pillow(for: "Pillow reads EXIF") else { return }
        let picture = DemoPicture(seed: 1, size: PixelSize(width: 64, height: 48)).drawn()
        for order in ByteOrder.allCases {
            let folder = TemporaryFolder()
            let writer = ExifWriter(facts: Self.facts(), orientation: .turnedLeft, byteOrder: order)
            folder.write("a.jpg", try JPEGWriter().bytes(of: picture, app1: writer.app1))
            folder.write("a.png", PNGWriter.bytes(of: picture, exif: writer.tiff))
            let answer = Python.run(
                """
                import sys; from PIL import Image
                for n in ('a.jpg', 'a.png'):
                    e = Image.open(sys.argv[1] + '/' + n).getexif(); x = e.get_ifd(0x8769); g = e.get_ifd(0x8825)
                    print(e[0x10f], e[0x112], x[0x9003], x[0x9291], x[0x8827], float(x[0x829d]), float(x[0x829a]), round(float(x[0x9204]), 3), g[1], float(g[2][0]))
                """, [folder.path])
            let line = "Canon 8 2019:07:04 15:30:12 07 400 5.6 0.004 -0.667 S 33.0\n"
            #expect(answer == line + line)
        }
    }
}
