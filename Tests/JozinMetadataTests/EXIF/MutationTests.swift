// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `No bytes make the readers trap or work without bound` {
    @Test func `20,000 mutations of generated files`() {
        var generator = SeededGenerator(seed: 11)
        var samples: [[UInt8]] = []
        for _ in 0..<40 {
            let tiff = RandomFacts(using: &generator).builder.bytes
            samples.append(tiff)
            samples.append(JPEGBuilder().exif(tiff).frame(40, 30).scanned)
            samples.append(pngBytes([("IHDR", [0, 0, 0, 40, 0, 0, 0, 30]), ("eXIf", tiff), ("IEND", [])]))
            let packet = RandomPacket(using: &generator).bytes
            samples.append(WordsSample.jpeg(xmp: packet, iptc: IPTCBuilder.record(keywords: ["a", "b"], title: "c")))
        }
        for (_, header, _) in Magics.headers { samples.append(header + [UInt8](repeating: 7, count: 40)) }
        var survivors = 0
        for round in 0..<20_000 {
            var bytes = samples[round % samples.count]
            let donor = samples[Int.random(in: 0..<samples.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Mutation.apply(to: &bytes, donor: donor, using: &generator) }
            if expectBounded(bytes) { survivors += 1 }
        }
        #expect(survivors > 1000, "the mutations leave nothing to read")
    }

    @Test func `20,000 mutations of real headers`() {
        guard let files = Corpus.manifest("metadata", for: "mutations of real headers") else { return }
        var generator = SeededGenerator(seed: 12)
        let samples = files.compactMap { Corpus.read("metadata", $0.name, limit: 8192) }.filter { !$0.isEmpty }
        var survivors = 0
        for round in 0..<20_000 {
            var bytes = samples[round % samples.count]
            let donor = samples[Int.random(in: 0..<samples.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...6, using: &generator) { Mutation.apply(to: &bytes, donor: donor, using: &generator) }
            if expectBounded(bytes) { survivors += 1 }
        }
        #expect(survivors > 1000, "the mutations leave nothing to read")
    }

    @Test func `random bytes behind every magic`() {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<200 {
            for (_, header, _) in Magics.headers {
                let noise = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                    UInt8.random(in: .min ... .max, using: &generator)
                }
                expectBounded(header + noise)
            }
        }
    }

    /// Whether any fact could still be read.
    @discardableResult
    private func expectBounded(_ bytes: [UInt8]) -> Bool {
        _ = FormatSniffer.format(of: bytes.span)
        let exif = ExifReader.read(tiff: bytes.span)
        let readings = PhotoFormat.allCases.map { MetadataReader.read($0, from: bytes) }
        var isBounded = exif.visitedEntries <= ExifReader.entryLimit
        for metadata in readings {
            isBounded = isBounded && metadata.warnings.count <= PhotoMetadata.warningLimit && Self.isSane(metadata.exif)
        }
        if !isBounded { Issue.record("not bounded or not sane: \(bytes)") }
        _ = (XMPReader.read(bytes), IPTCReader.read(bytes))
        return readings.contains { !$0.exif.isEmpty || !$0.descriptive.isEmpty }
    }

    /// What every caller may rely on.
    private static func isSane(_ exif: ExifFacts) -> Bool {
        let magnitudes = [exif.fNumber, exif.exposureSeconds, exif.focalLengthMM].compactMap { $0 }
        guard magnitudes.allSatisfy({ $0.isFinite && $0 >= 0 }), exif.exposureBiasEV?.isFinite != false, exif.iso ?? 0 >= 0
        else { return false }
        if let gps = exif.gps {
            guard abs(gps.latitude) <= 90, abs(gps.longitude) <= 180, gps.altitude?.isFinite != false else { return false }
        }
        guard let captured = exif.captured else { return true }
        return captured.local.utf8.count == 19 && captured.subsecond?.utf8.allSatisfy { (48...57).contains($0) } != false
            && [nil, 1, 6].contains(captured.offset?.utf8.count)
    }
}

/// One change of the kinds that break parsers.
enum Mutation {
    static func apply(to bytes: inout [UInt8], donor: [UInt8], using generator: inout SeededGenerator) {
        guard bytes.count >= 8 else { return }
        let place = Int.random(in: 0..<bytes.count - 4, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
        case 1: bytes.removeSubrange(place...)
        case 2:  // splice
            let from = Int.random(in: 0..<donor.count, using: &generator)
            let length = Int.random(in: 0...min(64, donor.count - from), using: &generator)
            bytes.replaceSubrange(
                place..<min(bytes.count, place + Int.random(in: 0...64, using: &generator)), with: donor[from..<from + length])
        case 3: bytes[place] &+= Bool.random(using: &generator) ? 1 : 0xFF  // a length, one more or less
        case 4:  // an offset that points at itself, in either byte order
            let target = UInt32(place)
            for index in 0..<4 {
                let shift = UInt32(8 * (bytes.contains(0x4D) ? 3 - index : index))
                bytes[place + index] = UInt8(truncatingIfNeeded: target >> shift)
            }
        case 5:  // extremes
            let extremes: [[UInt8]] = [
                [255, 255, 255, 255], [0, 0, 0, 0], [127, 255, 255, 255], [0, 0, 0, 128], [255, 255, 0, 0],
            ]
            bytes.replaceSubrange(place..<place + 4, with: extremes[Int.random(in: 0..<extremes.count, using: &generator)])
        default:  // a tag that points, put where another was
            bytes.replaceSubrange(place..<place + 2, with: Bool.random(using: &generator) ? [0x69, 0x87] : [0x88, 0x25])
        }
    }
}
