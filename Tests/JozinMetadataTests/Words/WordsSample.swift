// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Writes IPTC records and Photoshop's resources for tests.
enum IPTCBuilder {
    static func set(_ record: UInt8, _ number: UInt8, _ content: [UInt8]) -> [UInt8] {
        [0x1C, record, number] + big(content.count, 2) + content
    }

    static func record(keywords: [String] = [], title: String? = nil, caption: String? = nil) -> [UInt8] {
        set(1, 90, [0x1B, 0x25, 0x47]) + set(2, 0, [0, 4]) + (title.map { set(2, 5, Array($0.utf8)) } ?? [])
            + keywords.flatMap { set(2, 25, Array($0.utf8)) } + (caption.map { set(2, 120, Array($0.utf8)) } ?? [])
    }

    static func resource(_ kind: Int, _ content: [UInt8], name: String = "") -> [UInt8] {
        let name = [UInt8(name.utf8.count)] + Array(name.utf8)
        return Array("8BIM".utf8) + big(kind, 2) + name + [UInt8](repeating: 0, count: name.count % 2) + big(content.count, 4)
            + content
            + [UInt8](repeating: 0, count: content.count % 2)
    }
}

/// One packet in every container.
enum WordsSample {
    static let mark = Array("http://ns.adobe.com/xap/1.0/\0".utf8)

    static func jpeg(xmp: [UInt8]? = nil, iptc: [UInt8]? = nil, exif: ExifBuilder? = nil) -> [UInt8] {
        var builder = JPEGBuilder()
        if let exif { builder = builder.exif(exif.bytes) }
        if let xmp { builder = builder.segment(0xE1, mark + xmp) }
        if let iptc {
            let resources = IPTCBuilder.resource(0x03ED, [1, 2, 3], name: "odd") + IPTCBuilder.resource(0x0404, iptc)
            builder = builder.segment(0xED, Array("Photoshop 3.0\0".utf8) + resources)
        }
        return builder.frame(40, 30).scanned
    }

    static func all(_ packet: [UInt8]) -> [(name: String, format: PhotoFormat, bytes: [UInt8])] {
        var tiff = ExifBuilder(littleEndian: false)
        tiff.image = [
            (0x0100, .shorts([40])), (0x0101, .shorts([30])),
            (0x02BC, .raw(type: 1, count: UInt32(packet.count), bytes: packet)),
        ]
        var heif = HEIFBuilder()
        heif.xmp = packet
        var avif = heif
        (avif.brand, avif.method, avif.exif, avif.hasLongNumbers) = ("avif", 1, HEIFBuilder.item(ExifBuilder().bytes), true)
        let header: (String, [UInt8]) = ("IHDR", [0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0])
        let text = Array("XML:com.adobe.xmp\0\0\0\0\0".utf8) + packet
        let jxl = Magics.headers.first { $0.0 == "JPEG XL, boxes" }?.1 ?? []
        let jp2 = Magics.headers.first { $0.0 == "JPEG 2000, boxes" }?.1 ?? []
        let uuid: [UInt8] = [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC]
        let gif = Array("GIF89a".utf8) + [40, 0, 30, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6, 0x21, 0xFE, 1, 65, 0, 0x21, 0xFF, 11]
        let psd =
            Array("8BPS\0\u{1}".utf8) + [UInt8](repeating: 0, count: 6) + big(3, 2) + big(30, 4) + big(40, 4) + big(8, 2)
            + big(3, 2)
        let resources = IPTCBuilder.resource(0x0424, packet)
        return [
            ("JPEG", .jpeg, jpeg(xmp: packet)), ("PNG", .png, pngBytes([header, ("iTXt", text), ("IEND", [])])),
            ("TIFF", .tiff, tiff.bytes), ("WebP", .webp, WebPBuilder().lossy(40, 30).chunk("XMP ", packet).bytes),
            ("HEIC", .heic, heif.bytes), ("AVIF", .avif, avif.bytes),
            ("JXL", .jxl, jxl + box("xml ", packet) + box("jxlc", JXLHeader.bytes(40, 30))),
            ("JP2", .jp2, jp2 + box("jp2h", box("ihdr", big(30, 4) + big(40, 4))) + box("uuid", uuid + packet)),
            ("GIF", .gif, gif + Array("XMP DataXMP".utf8) + packet + [1] + (0...255).reversed() + [0, 0x3B]),
            ("PSD", .psd, psd + big(0, 4) + big(resources.count, 4) + resources),
        ]
    }
}
