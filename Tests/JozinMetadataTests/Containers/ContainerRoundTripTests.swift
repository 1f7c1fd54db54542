// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `Every container says what was written into it` {
    @Test func `parse of write is the identity over random facts`() {
        var generator = SeededGenerator(seed: 31)
        for round in 0..<200 {
            let written = RandomFacts(using: &generator)
            for sample in ContainerSample.all(written.builder) {
                let metadata = MetadataReader.read(sample.format, from: sample.bytes)
                #expect(metadata.exif == written.facts, "\(sample.name), round \(round)")
                #expect(metadata.storedSize == PixelSize(width: 40, height: 30), "\(sample.name), round \(round)")
                #expect(metadata.orientation == (sample.obeysExif ? written.orientation : nil) ?? .upright, "\(sample.name)")
                #expect(metadata.warnings.isEmpty, "\(sample.name): \(metadata.warnings)")
                #expect(FormatSniffer.format(of: sample.bytes.span) == sample.format, "\(sample.name)")
            }
        }
    }

    @Test func `wherever in the file it lies`() {
        var generator = SeededGenerator(seed: 32)
        for distance in [0, 4_090, 4_097, 70_001, 3_000_000] {
            let written = RandomFacts(using: &generator)
            let tiff = written.builder.bytes
            let filler = [UInt8](repeating: 0xAB, count: distance)
            var heif = HEIFBuilder()
            heif.exif = HEIFBuilder.item(tiff)
            heif.padding = distance
            let header: (String, [UInt8]) = ("IHDR", [0, 0, 0, 40, 0, 0, 0, 30])
            let png = pngBytes([header, ("IDAT", filler), ("eXIf", tiff), ("IEND", [])])
            for (format, bytes) in [
                (.heic, heif.bytes), (.png, png),
                (.webp, WebPBuilder().lossy(40, 30).chunk("ALPH", filler).chunk("EXIF", tiff).bytes),
                (.tiff, written.builder.bytes(movedBy: distance + distance % 2)),
            ] as [(PhotoFormat, [UInt8])] {
                let source = CountedBytes(bytes)
                let metadata = MetadataReader.read(format, from: source)
                #expect(metadata.exif == written.facts && metadata.warnings.isEmpty, "\(format) by \(distance)")
                #expect(source.fetched <= 32_768, "\(format) by \(distance): \(source.fetched) bytes")
            }
        }
    }

    @Test func `a file beyond four gigabytes`() {
        var generator = SeededGenerator(seed: 33)
        let written = RandomFacts(using: &generator)
        let tiff = written.builder.bytes
        let far = 5 << 30
        // A box of 64 bits of length before the metadata.
        var heif = HEIFBuilder()
        (heif.method, heif.exif) = (1, HEIFBuilder.item(tiff))
        let start = box("ftyp", Array("heic\0\0\0\0heicmif1".utf8))
        let meta = Array(heif.bytes.dropFirst(start.count))
        let wide = big(1, 4) + Array("mdat".utf8) + big(far, 8)
        let source = VastBytes(count: start.count + far + meta.count, pieces: [(0, start + wide), (start.count + far, meta)])
        let metadata = MetadataReader.read(.heic, from: source)
        #expect(metadata.exif == written.facts && metadata.warnings.isEmpty)
        #expect(source.fetched <= 32_768)
        // A chunk of a PNG has at most 2 GB; two of them.
        let header = pngBytes([("IHDR", [0, 0, 0, 40, 0, 0, 0, 30])])
        let chunk = big(0x7FFF_FFF0, 4) + Array("IDAT".utf8)
        let next = header.count + 12 + 0x7FFF_FFF0
        let end = next + 12 + 0x7FFF_FFF0
        let last = Array(pngBytes([("eXIf", tiff), ("IEND", [])]).dropFirst(8))
        let png = VastBytes(count: end + last.count, pieces: [(0, header + chunk), (next, chunk), (end, last)])
        #expect(MetadataReader.read(.png, from: png).exif == written.facts)
        #expect(png.fetched <= 32_768)
    }
}
