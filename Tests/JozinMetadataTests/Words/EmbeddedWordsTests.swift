// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `What a photo says of itself is read wherever it lies` {
    @Test func `XMP in every container`() {
        var random = SeededGenerator(seed: 75)
        for _ in 0..<100 {
            let packet = RandomPacket(using: &random)
            for sample in WordsSample.all(packet.bytes) {
                let metadata = MetadataReader.read(sample.format, from: sample.bytes)
                #expect(metadata.descriptive == packet.facts, "\(sample.name): \(packet.text)")
                #expect(metadata.storedSize == PixelSize(width: 40, height: 30), "\(sample.name)")
                #expect(FormatSniffer.format(of: sample.bytes.span) == sample.format, "\(sample.name)")
            }
        }
    }

    @Test func `containers cut at every byte`() {
        var random = SeededGenerator(seed: 76)
        for sample in WordsSample.all(RandomPacket(using: &random).bytes) {
            for end in sample.bytes.indices { _ = MetadataReader.read(sample.format, from: Array(sample.bytes[..<end])) }
        }
    }

    @Test func `XMP in several segments`() {
        let name = "0123456789ABCDEF0123456789ABCDEF"
        let main = packet("dc:title='short' xmpNote:HasExtendedXMP='\(name)'")
        let filler = String(repeating: "x", count: 150_000)
        let rest = packet(
            "dc:title='other' photoshop:Filler='\(filler)'", "<dc:subject><rdf:Bag><rdf:li>far</rdf:li></rdf:Bag></dc:subject>")
        func piece(_ name: String, _ range: Range<Int>) -> [UInt8] {
            Array("http://ns.adobe.com/xmp/extension/\0\(name)".utf8) + big(rest.count, 4) + big(range.lowerBound, 4)
                + rest[range]
        }
        let places = stride(from: 0, to: rest.count, by: 60_000).map { $0..<min($0 + 60_000, rest.count) }
        func jpeg(_ pieces: [[UInt8]]) -> [UInt8] {
            let start = JPEGBuilder().segment(0xE1, WordsSample.mark + main)
            return pieces.reduce(start) { $0.segment(0xE1, $1) }.frame(40, 30).scanned
        }
        let pieces = places.map { piece(name, $0) }
        for order in [pieces, pieces.reversed()] {
            let metadata = JPEGMetadata.read(jpeg(order).span)
            #expect(
                metadata.descriptive.keywords == ["far"] && metadata.descriptive.title == "short" && metadata.warnings.isEmpty)
        }
        let gap = JPEGMetadata.read(jpeg(Array(pieces.dropFirst())).span)
        #expect(gap.descriptive.title == "short" && gap.descriptive.keywords == [] && !gap.warnings.isEmpty)
        let foreign = JPEGMetadata.read(jpeg(places.map { piece(String(name.reversed()), $0) }).span)
        #expect(foreign.descriptive.keywords == [] && foreign.warnings.isEmpty)
    }

    @Test func `XMP counts before IPTC, and both before EXIF; keywords are those of all`() {
        var exif = ExifBuilder()
        exif.image = [
            (0x010E, .text("exif text")), (0x4746, .shorts([2])), (0x9C9B, Self.wide("exif title")),
            (0x9C9E, Self.wide("three;one; four ")),
        ]
        let iptc = IPTCBuilder.record(keywords: ["two", "one"], title: "iptc title", caption: "iptc text")
        let xmp = packet(
            "xmp:Rating='4' dc:title='xmp title'", "<dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject>")
        func read(_ bytes: [UInt8]) -> DescriptiveFacts { JPEGMetadata.read(bytes.span).descriptive }
        let all = read(WordsSample.jpeg(xmp: xmp, iptc: iptc, exif: exif))
        #expect(all.rating == 4 && all.title == "xmp title" && all.description == "iptc text")
        #expect(all.keywords == ["one", "two", "three", "four"])
        let alone = read(WordsSample.jpeg(exif: exif))
        #expect(alone.rating == 2 && alone.title == "exif title" && alone.description == "exif text")
        #expect(read(WordsSample.jpeg(iptc: iptc)).title == "iptc title")
    }

    @Test func `XMP's moment counts where EXIF has none`() {
        let xmp = packet("photoshop:DateCreated='2001-02-03T04:05:06'")
        var exif = ExifBuilder()
        #expect(JPEGMetadata.read(WordsSample.jpeg(xmp: xmp, exif: exif).span).exif.captured?.local == "2001-02-03T04:05:06")
        exif.exif = [(0x9003, .text("2019:06:02 14:03:21"))]
        #expect(JPEGMetadata.read(WordsSample.jpeg(xmp: xmp, exif: exif).span).exif.captured?.local == "2019-06-02T14:03:21")
    }

    @Test func `what cameras write on their own is no description`() {
        for text in [
            "OLYMPUS DIGITAL CAMERA", "SONY DSC", "MINOLTA DIGITAL CAMERA", "DCF 1.0", "Exif_JPEG_PICTURE", "---", "SAMSUNG",
            "default",
        ] {
            var exif = ExifBuilder()
            exif.image = [(0x010E, .text(text))]
            #expect(JPEGMetadata.read(WordsSample.jpeg(exif: exif).span).descriptive.isEmpty, "\(text)")
            #expect(XMPReader.read(packet("dc:description='\(text)'")).descriptive.isEmpty, "\(text)")
        }
        var exif = ExifBuilder()
        exif.image = [(0x010E, .text("My first digital camera, a present of my grandmother"))]
        #expect(JPEGMetadata.read(WordsSample.jpeg(exif: exif).span).descriptive.description != nil)
    }

    @Test func `IPTC, in any letters, whole and cut`() {
        let latin = IPTCBuilder.set(2, 25, [0x50, 0xF8, 0x62, 0x6F]) + IPTCBuilder.set(2, 25, Array("Žižka".utf8))
        #expect(IPTCReader.read(latin).keywords == ["Pøbo", "Žižka"])
        let long: [UInt8] = [0x1C, 2, 120, 0x80, 4] + big(70_000, 4) + [UInt8](repeating: 65, count: 70_000)
        #expect(IPTCReader.read(long).description?.utf8.count == 65_536)
        let record = IPTCBuilder.record(keywords: ["sea", "sea", "dusk"], title: "Title", caption: "Two\r\nlines")
        let facts = IPTCReader.read(record)
        #expect(facts.keywords == ["sea", "dusk"] && facts.title == "Title" && facts.description == "Two\nlines")
        for end in record.indices { _ = IPTCReader.read(Array(record[..<end])) }
        for bad: [UInt8] in [
            [0x1C, 2, 25, 0xFF, 0xFF], [0x1C, 2, 25, 0x80, 9, 1], [0x1C, 2, 25, 0x80, 4, 255, 255, 255, 255, 1],
        ] {
            #expect(IPTCReader.read(bad).isEmpty)
        }
    }

    @Test func `resources in several segments`() {
        let record = IPTCBuilder.record(keywords: ["far"])
        let resources = IPTCBuilder.resource(0x0422, [UInt8](repeating: 7, count: 60_001)) + IPTCBuilder.resource(0x0404, record)
        let mark = Array("Photoshop 3.0\0".utf8)
        let jpeg = stride(from: 0, to: resources.count, by: 30_000).reduce(JPEGBuilder()) {
            $0.segment(0xED, mark + resources[$1..<min($1 + 30_000, resources.count)])
        }.frame(40, 30).scanned
        #expect(JPEGMetadata.read(jpeg.span).descriptive.keywords == ["far"])
    }

    private static func wide(_ text: String) -> ExifValue {
        let bytes = (Array(text.utf16) + [0]).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        return .raw(type: 1, count: UInt32(bytes.count), bytes: bytes)
    }
}
