// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Camera raw in the makers' own containers, without a picture, for tests.
enum RawBuilders {
    /// Canon's CR3: IFD0, the Exif IFD and the GPS IFD as a TIFF each.
    static func cr3(_ facts: ExifBuilder, _ width: Int, _ height: Int) -> [UInt8] {
        func part(_ kind: String, _ fields: [(UInt16, ExifValue)]) -> [UInt8] {
            var builder = ExifBuilder(littleEndian: facts.isLittleEndian)
            builder.image = fields
            return box(kind, builder.bytes)
        }
        let size: [(UInt16, ExifValue)] = [(0x0100, .shorts([UInt16(width)])), (0x0101, .shorts([UInt16(height)]))]
        let canon: [UInt8] = [0x85, 0xC0, 0xB6, 0x87, 0x82, 0x0F, 0x11, 0xE0, 0x81, 0x11, 0xF4, 0xCE, 0x46, 0x2B, 0x6A, 0x48]
        let parts =
            box("CNCV", [1, 2, 3]) + part("CMT1", size + facts.image) + part("CMT2", facts.exif) + part("CMT4", facts.gps)
        let other = box("uuid", [UInt8](repeating: 9, count: 16) + part("CMT1", []))
        return Magics.ftyp("crx ", ["crx ", "isom"]) + box("free", [0, 0])
            + box("moov", other + box("uuid", canon + parts) + box("mvhd", [])) + box("mdat", [1, 2, 3])
    }

    /// Fujifilm's RAF: a JPEG at 148, then the directory with the cropped size.
    static func raf(_ jpeg: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        let directory = 148 + jpeg.count
        let header = Array("FUJIFILMCCD-RAW 0201FF000000".utf8) + [UInt8](repeating: 0, count: 56)
        let places = big(148, 4) + big(jpeg.count, 4) + big(directory, 4) + big(20, 4)
        let records = big(2, 4) + big(0x0100, 2) + big(4, 2) + big(9, 2) + big(9, 2) + big(0x0111, 2) + big(4, 2)
        return header + places + [UInt8](repeating: 0, count: 148 - 84 - 16) + jpeg + records + big(height, 2) + big(width, 2)
    }

    /// Minolta's MRW.
    static func mrw(_ tiff: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
        func block(_ kind: String, _ content: [UInt8]) -> [UInt8] { [0] + Array(kind.utf8) + big(content.count, 4) + content }
        let size = Array("27730001".utf8) + big(height + 8, 2) + big(width + 8, 2) + big(height, 2) + big(width, 2)
        let blocks = block("PRD", size) + block("TTW", tiff) + block("WBG", [1, 2])
        return [0] + Array("MRM".utf8) + big(blocks.count, 4) + blocks + [9, 9, 9]
    }

    /// Panasonic's RW2: a TIFF but for its magic, and sizes in tags of its own.
    static func rw2(_ facts: ExifBuilder, _ width: Int, _ height: Int) -> [UInt8] {
        var builder = ExifBuilder()
        builder.image = [
            (4, .shorts([6])), (5, .shorts([8])), (6, .shorts([UInt16(height + 6)])), (7, .shorts([UInt16(width + 8)])),
            (0x17, .shorts([80])),
        ]
        builder.image += facts.image
        builder.exif = facts.exif
        builder.gps = facts.gps
        var bytes = builder.bytes
        bytes[2] = 0x55
        return bytes
    }
}
