// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The same facts in every container, without pixels.
struct ContainerSample {
    let name: String
    let format: PhotoFormat
    let bytes: [UInt8]
    /// Whether EXIF says how the picture is turned; in the others it does not count.
    var obeysExif = true

    /// One file of each kind, 40 pixels wide and 30 high.
    static func all(_ facts: ExifBuilder) -> [ContainerSample] {
        let tiff = facts.bytes
        let prefixed = Array("Exif\0\0".utf8) + tiff
        var sized = facts
        sized.image.insert(contentsOf: [(0x0100, .shorts([40])), (0x0101, .longs([30]))], at: 0)
        let header: (String, [UInt8]) = ("IHDR", [0, 0, 0, 40, 0, 0, 0, 30, 8, 2, 0, 0, 0])
        let end: (String, [UInt8]) = ("IEND", [])
        func png(_ chunk: (String, [UInt8])) -> [UInt8] { pngBytes([header, ("IDAT", [1]), chunk, end]) }
        var heif = HEIFBuilder()
        heif.exif = HEIFBuilder.item(tiff)
        var avif = heif
        (avif.brand, avif.method, avif.version, avif.hasLongNumbers) = ("avif", 1, 2, true)
        let jpeg = JPEGBuilder().exif(tiff).frame(640, 480).scanned
        let jp2 = Magics.headers.first { $0.0 == "JPEG 2000, boxes" }?.1 ?? []
        let jxl = Magics.headers.first { $0.0 == "JPEG XL, boxes" }?.1 ?? []
        return [
            ContainerSample(name: "PNG", format: .png, bytes: png(("eXIf", tiff))),
            ContainerSample(name: "PNG, text", format: .png, bytes: png(("tEXt", TextProfile.text(prefixed)))),
            ContainerSample(name: "PNG, packed text", format: .png, bytes: png(("zTXt", TextProfile.packed(prefixed)))),
            ContainerSample(name: "PNG, new text", format: .png, bytes: png(("iTXt", TextProfile.international(prefixed)))),
            ContainerSample(name: "TIFF", format: .tiff, bytes: sized.bytes),
            ContainerSample(
                name: "WebP", format: .webp, bytes: WebPBuilder().canvas(40, 30).lossy(9, 9).chunk("EXIF", tiff).bytes),
            ContainerSample(
                name: "WebP, prefix", format: .webp, bytes: WebPBuilder().lossless(40, 30).chunk("EXIF", prefixed).bytes),
            ContainerSample(name: "HEIC", format: .heic, bytes: heif.bytes, obeysExif: false),
            ContainerSample(name: "AVIF", format: .avif, bytes: avif.bytes, obeysExif: false),
            ContainerSample(name: "CR3", format: .raw, bytes: RawBuilders.cr3(facts, 40, 30)),
            ContainerSample(name: "RAF", format: .raw, bytes: RawBuilders.raf(jpeg, 40, 30)),
            ContainerSample(name: "MRW", format: .raw, bytes: RawBuilders.mrw(tiff, 40, 30)),
            ContainerSample(
                name: "JP2", format: .jp2,
                bytes: jp2 + box("jp2h", box("ihdr", big(30, 4) + big(40, 4)))
                    + box("uuid", Array("JpgTiffExif->JP2".utf8) + tiff)),
            ContainerSample(
                name: "JXL", format: .jxl,
                bytes: jxl + box("Exif", HEIFBuilder.item(tiff)) + box("jxlc", JXLHeader.bytes(40, 30)), obeysExif: false),
        ]
    }
}

/// The start of a JPEG XL codestream, bit by bit.
enum JXLHeader {
    static func bytes(_ width: Int, _ height: Int, orientation: Int = 1) -> [UInt8] {
        // Sides of 13 bits less one behind the selector 1, no ratio; then metadata that are not the default where turned.
        var bits: [(Int, Int)] = [(0, 1), (1, 2), (height - 1, 13), (0, 3), (1, 2), (width - 1, 13)]
        bits += orientation == 1 ? [(1, 1)] : [(0, 1), (1, 1), (orientation - 1, 3)]
        return packed(bits)
    }

    /// Numbers and their widths, behind the codestream's magic.
    static func packed(_ bits: [(Int, Int)]) -> [UInt8] {
        let flat = bits.flatMap { value, width in (0..<width).map { UInt8(value >> $0 & 1) } }
        let bytes = stride(from: 0, to: flat.count, by: 8).map { start in
            flat[start..<min(start + 8, flat.count)].enumerated().reduce(UInt8(0)) { $0 | $1.element << UInt8($1.offset) }
        }
        return [0xFF, 0x0A] + bytes + [0, 0]
    }
}
