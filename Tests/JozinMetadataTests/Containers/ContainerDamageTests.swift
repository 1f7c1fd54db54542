// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `Damage to a container costs what it hits and nothing else` {
    @Test func `every truncation of every container keeps what lies before the cut`() {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<3 {
            let written = RandomFacts(using: &generator)
            for sample in ContainerSample.all(written.builder) {
                for length in 0..<sample.bytes.count {
                    let metadata = MetadataReader.read(sample.format, from: Array(sample.bytes[..<length]))
                    let exif = metadata.exif
                    #expect(exif.iso == nil || exif.iso == written.facts.iso, "\(sample.name) cut to \(length)")
                    #expect(
                        exif.captured?.local == nil || exif.captured?.local == written.facts.captured?.local, "\(sample.name)")
                    #expect(metadata.warnings.count <= PhotoMetadata.warningLimit)
                }
            }
        }
    }

    @Test func `20,000 mutations of each container neither trap nor make readers fetch without bound`() {
        var generator = SeededGenerator(seed: 42)
        let samples = (0..<12).map { _ in ContainerSample.all(RandomFacts(using: &generator).builder) }
        for kind in samples[0].indices {
            var survivors = 0
            var worst = 0
            for round in 0..<20_000 {
                let sample = samples[round % samples.count][kind]
                let donor = samples[Int.random(in: 0..<samples.count, using: &generator)][
                    Int.random(in: 0..<samples[0].count, using: &generator)]
                var bytes = sample.bytes
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    Mutation.apply(to: &bytes, donor: donor.bytes, using: &generator)
                }
                let source = CountedBytes(bytes)
                let metadata = MetadataReader.read(sample.format, from: source)
                if metadata.warnings.count > PhotoMetadata.warningLimit { Issue.record("\(sample.name): too many warnings") }
                worst = max(worst, source.fetched / max(1, bytes.count))
                if !metadata.exif.isEmpty || metadata.storedSize != nil { survivors += 1 }
            }
            #expect(survivors > 1_000, "\(samples[0][kind].name): the mutations leave nothing to read")
            // A page is fetched once; a long value may be fetched beside it, and by the reader of the preview again.
            #expect(worst <= 4, "\(samples[0][kind].name) was fetched \(worst) times over")
        }
    }

    @Test func `a disk that fails gives what could be read`() {
        var generator = SeededGenerator(seed: 43)
        let written = RandomFacts(using: &generator)
        for sample in ContainerSample.all(written.builder) {
            for readable in [0, 4_096] {
                let bytes = sample.bytes + [UInt8](repeating: 0, count: 9_000)
                let metadata = MetadataReader.read(sample.format, from: FailingBytes(bytes: bytes, readable: readable))
                if readable == 0 { #expect(metadata.exif.isEmpty && metadata.storedSize == nil) }
            }
        }
    }

    @Test func `random bytes behind every magic`() {
        var generator = SeededGenerator(seed: 44)
        for _ in 0..<300 {
            for (_, header, format) in Magics.headers {
                let noise = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                    UInt8.random(in: .min ... .max, using: &generator)
                }
                let metadata = MetadataReader.read(format, from: header + noise)
                #expect(metadata.warnings.count <= PhotoMetadata.warningLimit)
            }
        }
    }
}

@Suite struct `Whatever a file declares, the work is bounded` {
    /// 100 MB, and the pages of 4 kB that they are fetched in.
    private func expectBounded(_ source: VastBytes, _ what: String) {
        #expect(source.fetched <= 100 << 20, "\(what): \(source.fetched) bytes")
        #expect(source.calls <= 25_600, "\(what): \(source.calls) calls")
    }

    @Test func `chunks without end`() {
        let start = pngBytes([("IHDR", [0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0, 0, 0, 0])])
        let png = VastBytes(count: 1 << 34, pattern: [0, 0, 0, 0, 0x6E, 0x6F, 0x6E, 0x65, 1, 2, 3, 4], pieces: [(0, start)])
        #expect(MetadataReader.read(.png, from: png).warnings == ["it has more than 10000 chunks; the rest was not read"])
        expectBounded(png, "PNG")
        let webp = VastBytes(count: 1 << 34, pattern: [1, 0, 0, 0, 0, 0, 0, 0], pieces: [(0, WebPBuilder().bytes)])
        #expect(MetadataReader.read(.webp, from: webp).warnings == ["it has more than 10000 chunks; the rest was not read"])
        expectBounded(webp, "WebP")
    }

    @Test func `chunks far apart are as many pages`() {
        // Each chunk of 8 kB begins in another page.
        let pattern = big(8_180, 4) + Array("none".utf8) + [UInt8](repeating: 0, count: 8_184)
        let start = pngBytes([("IHDR", [UInt8](repeating: 1, count: 8_192 - 20))])
        let source = VastBytes(count: 1 << 34, pattern: pattern, pieces: [(0, start)])
        _ = MetadataReader.read(.png, from: source)
        #expect(source.fetched >= 10_000 * 4_096)
        expectBounded(source, "PNG")
    }

    @Test func `boxes without end, beside and inside one another`() {
        let start = box("ftyp", Array("heic\0\0\0\0heicmif1".utf8))
        for pattern in [box("free", []), box("meta", []), box("moov", [])] {
            let source = VastBytes(count: 1 << 34, pattern: pattern, pieces: [(0, start)])
            #expect(
                MetadataReader.read(.heic, from: source).warnings.contains(
                    "it has more than 10000 boxes and items; the rest was not read"))
            expectBounded(source, "HEIC")
        }
        let nested = (0..<20_000).reduce([UInt8]()) { bytes, level in
            bytes + big((20_000 - level) * 8, 4) + Array("meta".utf8)
        }
        _ = MetadataReader.read(.heic, from: start + nested)
    }

    @Test func `items and pieces beyond number`() {
        let start = box("ftyp", Array("heic\0\0\0\0heicmif1".utf8))
        // A list of places that declares four billion items of as many pieces.
        for sizes: [UInt8] in [[0, 0], [0x44, 0x44], [0x88, 0x88]] {
            let list = fullBox("iloc", version: 2, sizes + [0xFF, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0xFF, count: 400_000))
            let source = CountedBytes(start + fullBox("meta", list))
            _ = MetadataReader.read(.heic, from: source)
            #expect(source.fetched <= 500_000)
        }
        let shared = fullBox("ipma", [0xFF, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 400_000))
        let metadata = MetadataReader.read(.heic, from: start + fullBox("meta", box("iprp", shared)))
        #expect(metadata.warnings == ["it has more than 10000 boxes and items; the rest was not read"])
    }

    @Test func `directories of a TIFF all over a vast file`() {
        // Every 12 bytes look like an entry, and every pointer leads to another such directory.
        let little = ExifBuilder()
        let entry = little.number(0x014A, 2) + little.number(4, 2) + little.number(60_000, 4) + little.number(4_096, 4)
        let source = VastBytes(
            count: 1 << 32, pattern: entry, pieces: [(0, Array("II*\0".utf8) + little.number(12, 4) + [0, 0, 0, 0])])
        _ = MetadataReader.read(.tiff, from: source)
        expectBounded(source, "TIFF")
        _ = MetadataReader.read(.raw, from: source)
    }

    @Test func `one value of four gigabytes is not fetched`() {
        let little = ExifBuilder()
        let header = Array("II*\0".utf8) + little.number(8, 4) + little.number(1, 2)
        let entry = little.number(0x010F, 2) + little.number(2, 2) + little.number(0xFFFF_0000, 4) + little.number(26, 4)
        let source = VastBytes(
            count: 1 << 33, pattern: Array("x".utf8), pieces: [(0, header + entry + little.number(0, 4))])
        #expect(MetadataReader.read(.tiff, from: source).exif.make == String(repeating: "x", count: 4_096))
        #expect(source.fetched <= 16_384)
    }
}
