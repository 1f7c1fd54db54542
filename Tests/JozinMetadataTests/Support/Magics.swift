// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// How files of each format begin.
enum Magics {
    /// The shortest header of each format that must be recognised.
    static let headers: [(String, [UInt8], PhotoFormat)] = [
        ("JPEG", [0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
        ("PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
        ("GIF 87", ascii("GIF87a"), .gif),
        ("GIF 89", ascii("GIF89a"), .gif),
        ("TIFF, little", ascii("II*\0") + [8, 0, 0, 0], .tiff),
        ("TIFF, big", ascii("MM\0*") + [0, 0, 0, 8], .tiff),
        ("BigTIFF, little", ascii("II+\0") + [8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0], .tiff),
        ("BigTIFF, big", ascii("MM\0+") + [0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16], .tiff),
        ("WebP", ascii("RIFF") + [1, 2, 3, 4] + ascii("WEBP"), .webp),
        ("BMP", ascii("BM") + [UInt8](repeating: 0, count: 12) + [40, 0, 0, 0], .bmp),
        ("BMP, OS/2", ascii("BM") + [UInt8](repeating: 0, count: 12) + [12, 0, 0, 0], .bmp),
        ("JPEG XL, codestream", [0xFF, 0x0A], .jxl),
        ("JPEG XL, boxes", [0, 0, 0, 12] + ascii("JXL ") + [13, 10, 0x87, 10], .jxl),
        ("JPEG 2000, boxes", [0, 0, 0, 12] + ascii("jP  ") + [13, 10, 0x87, 10], .jp2),
        ("JPEG 2000, codestream", [0xFF, 0x4F, 0xFF, 0x51], .jp2),
        ("PSD", ascii("8BPS") + [0, 1], .psd),
        ("PSB", ascii("8BPS") + [0, 2], .psd),
        ("CR2", ascii("II*\0") + [16, 0, 0, 0] + ascii("CR") + [2, 0], .raw),
        ("CRW", ascii("II") + [0x1A, 0, 0, 0] + ascii("HEAPCCDR"), .raw),
        ("RW2", ascii("IIU\0") + [24, 0, 0, 0], .raw),
        ("ORF", ascii("IIRO") + [8, 0, 0, 0], .raw),
        ("ORF, IIRS", ascii("IIRS") + [8, 0, 0, 0], .raw),
        ("ORF, big", ascii("MMOR") + [0, 0, 0, 8], .raw),
        ("RAF", ascii("FUJIFILMCCD-RAW "), .raw),
        ("X3F", ascii("FOVb"), .raw),
        ("MRW", ascii("\0MRM"), .raw),
        ("IIQ", ascii("II*\0") + [8, 0, 0, 0] + ascii("IIII"), .raw),
        ("CR3", ftyp("crx ", ["crx ", "isom"]), .raw),
    ]

    static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func ftyp(_ major: String, _ compatible: [String]) -> [UInt8] {
        let body = ascii("ftyp" + major) + [0, 0, 0, 0] + compatible.flatMap { ascii($0) }
        return [0, 0, 0, UInt8(body.count + 4)] + body
    }
}
