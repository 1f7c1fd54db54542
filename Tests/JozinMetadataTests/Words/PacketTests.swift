// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import JozinTestSupport
import Testing

@Suite struct `A packet says what was written into it` {
    @Test func `in elements, attributes, lists and languages`() {
        var random = SeededGenerator(seed: 71)
        for round in 0..<3000 {
            let packet = RandomPacket(using: &random)
            let reading = XMPReader.read(packet.bytes)
            #expect(reading.descriptive == packet.facts, "round \(round): \(packet.text)")
            #expect(reading.warnings.isEmpty && reading.isPacket, "round \(round): \(reading.warnings)")
        }
    }

    @Test func `in every encoding`() {
        var random = SeededGenerator(seed: 72)
        for _ in 0..<200 {
            let packet = RandomPacket(using: &random)
            let units = Array(packet.text.utf16)
            let scalars = packet.text.unicodeScalars.map(\.value)
            func bytes(_ value: UInt32, _ width: Int, isLittle: Bool) -> [UInt8] {
                let little = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
                return isLittle ? little : little.reversed()
            }
            for isLittle in [true, false] {
                for mark in [[], [0xFEFF as UInt32]] {
                    let wide = mark + units.map { UInt32($0) }
                    #expect(XMPReader.read(wide.flatMap { bytes($0, 2, isLittle: isLittle) }).descriptive == packet.facts)
                    #expect(
                        XMPReader.read((mark + scalars).flatMap { bytes($0, 4, isLittle: isLittle) }).descriptive == packet.facts)
                }
            }
            #expect(XMPReader.read([0xEF, 0xBB, 0xBF] + packet.bytes).descriptive == packet.facts)
        }
    }

    @Test func `the fields of EXIF that it repeats`() {
        let reading = XMPReader.read(
            packet(
                """
                tiff:Make="Canon" tiff:Model="EOS" tiff:Orientation="6" tiff:ImageWidth="40" tiff:ImageLength="30"
                exif:FNumber="28/10" exif:ExposureTime="1/250" exif:FocalLength="50" exif:ExposureBiasValue="-1/3"
                exif:GPSLatitude="50,5.25N" exif:GPSLongitude="14,25,30W" exif:GPSAltitude="2355/10" exif:GPSAltitudeRef="1"
                xmp:CreateDate="2001-01-01T00:00:00" photoshop:DateCreated="2019-06-02T14:03:21.07+02:00"
                """, "<exif:ISOSpeedRatings><rdf:Seq><rdf:li>200</rdf:li></rdf:Seq></exif:ISOSpeedRatings>"))
        #expect(reading.exif.make == "Canon" && reading.exif.model == "EOS" && reading.exif.iso == 200)
        #expect(reading.exif.fNumber == 2.8 && reading.exif.exposureSeconds == 1.0 / 250 && reading.exif.focalLengthMM == 50)
        #expect(reading.exif.exposureBiasEV == -1.0 / 3 && reading.orientation == .turnedRight)
        #expect(reading.exif.gps == GPSPosition(latitude: 50.0875, longitude: -(14 + 25.0 / 60 + 30.0 / 3600), altitude: -235.5))
        #expect(reading.exif.captured == CaptureTime(local: "2019-06-02T14:03:21", subsecond: "07", offset: "+02:00"))
        #expect(reading.storedSize == PixelSize(width: 40, height: 30))
    }

    @Test func `values that make no sense are none`() {
        for attribute in [
            "xmp:Rating='7'", "xmp:Rating='x'", "exif:FNumber='1/0'", "exif:FNumber='-2'",
            "exif:GPSLatitude='91,0N' exif:GPSLongitude='1,0E'",
            "exif:GPSLatitude='1,61N' exif:GPSLongitude='1,0E'", "photoshop:DateCreated='2019'", "exif:ExposureTime='inf'",
            "dc:title='  '",
        ] {
            let reading = XMPReader.read(packet(attribute))
            #expect(reading.descriptive.isEmpty && reading.exif.isEmpty, "\(attribute)")
        }
    }

    @Test func `stars as programs write them`() {
        for (attribute, rating) in [
            ("xmp:Rating='3.0'", 3), ("xmp:Rating='-1'", -1), ("xmp:Rating='0'", 0), ("microsoft:Rating='99'", 5),
            ("microsoft:Rating='75'", 4),
            ("microsoft:Rating='50'", 3), ("microsoft:Rating='25'", 2), ("microsoft:Rating='1'", 1), ("microsoft:Rating='0'", 0),
        ] { #expect(XMPReader.read(packet(attribute)).descriptive.rating == rating, "\(attribute)") }
    }

    @Test func `a list that is named, and lies elsewhere`() {
        let text =
            "<dc:subject rdf:nodeID='A1'/></rdf:Description><rdf:Bag rdf:nodeID='A1'><rdf:li>one</rdf:li><rdf:li>two</rdf:li></rdf:Bag><rdf:Description>"
        #expect(XMPReader.read(packet("", text)).descriptive.keywords == ["one", "two"])
    }

    @Test func `what darktable keeps for itself is no keyword`() {
        let items = ["sea", "darktable|changed", "darktable|exported|jpg", "darktable", "darktables"].map {
            "<rdf:li>\($0)</rdf:li>"
        }
        let text = "<lr:hierarchicalSubject><rdf:Bag>\(items.joined())</rdf:Bag></lr:hierarchicalSubject>"
        #expect(XMPReader.read(packet("", text)).descriptive.keywords == ["sea", "darktables"])
    }
}

/// A packet with these attributes and elements.
func packet(_ attributes: String, _ elements: String = "", before: String = "") -> [UInt8] {
    let spaces = [
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"), ("lr", "http://ns.adobe.com/lightroom/1.0/"),
        ("photoshop", "http://ns.adobe.com/photoshop/1.0/"), ("microsoft", "http://ns.microsoft.com/photo/1.0/"),
        ("tiff", "http://ns.adobe.com/tiff/1.0/"), ("exif", "http://ns.adobe.com/exif/1.0/"),
        ("xmpNote", "http://ns.adobe.com/xmp/note/"),
    ].map { "xmlns:\($0.0)='\($0.1)'" }.joined(separator: " ")
    return Array("\(before)<rdf:RDF \(spaces)><rdf:Description \(attributes)>\(elements)</rdf:Description></rdf:RDF>".utf8)
}
