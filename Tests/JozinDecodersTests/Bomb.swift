// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinTestSupport

/// A small file that asks for a great deal.
struct Bomb {
    let name: String
    let format: PhotoFormat
    let bytes: [UInt8]
    /// Whether its header alone says too much: then nothing of it is decoded.
    var isTold = true

    static let all: [Bomb] = pngs + tiffs + others + jpegs + baseMedia

    // MARK: PNG

    private static func png(_ width: Int, _ height: Int, isInterlaced: Bool = false, extra: [UInt8] = [], data: [UInt8])
        -> [UInt8]
    {
        let head = Bytes.big(width, 4) + Bytes.big(height, 4) + [8, 2, 0, 0, isInterlaced ? 1 : 0]
        return Bytes.pngSignature + Bytes.chunk("IHDR", head) + extra + Bytes.chunk("IDAT", data) + Bytes.chunk("IEND", [])
    }

    private static let pngs: [Bomb] = {
        let small = Bytes.zeros(8 * 25)
        // "Text", separator, compressed by zlib, no language, no translation.
        let text = Array("Text\0\u{1}\0\0\0".utf8) + Bytes.zeros(270_000_000)
        let profile = Array("profile\0\0".utf8) + Bytes.zeros(270_000_000)
        return [
            Bomb(name: "PNG, 60000 x 60000", format: .png, bytes: png(60_000, 60_000, data: Bytes.zeros(1_000_000))),
            Bomb(
                name: "PNG, interlaced, 30000 x 30000", format: .png,
                bytes: png(30_000, 30_000, isInterlaced: true, data: Bytes.zeros(1_000_000))),
            Bomb(
                name: "PNG, iTXt of 270 MB", format: .png, bytes: png(8, 8, extra: Bytes.chunk("iTXt", text), data: small),
                isTold: false
            ),
            Bomb(
                name: "PNG, iCCP of 270 MB", format: .png, bytes: png(8, 8, extra: Bytes.chunk("iCCP", profile), data: small),
                isTold: false),
            Bomb(
                name: "PNG, 8 x 8, IDAT of 270 MB", format: .png, bytes: png(8, 8, data: Bytes.zeros(270_000_000)), isTold: false),
        ]
    }()

    // MARK: TIFF

    private static func tiff(_ changes: [Int: (count: Int, value: Int)], next: Int = 0) -> [UInt8] {
        var fields: [Int: (type: Int, count: Int, value: Int)] = [
            256: (4, 1, 8), 257: (4, 1, 8), 258: (3, 1, 8), 259: (3, 1, 1), 262: (3, 1, 1), 273: (4, 1, 8), 277: (3, 1, 1),
            278: (4, 1, 8), 279: (4, 1, 64),
        ]
        for (tag, change) in changes { fields[tag] = (4, change.count, change.value) }
        var bytes: [UInt8] = Array("II".utf8) + [42, 0] + Bytes.little(72, 4) + [UInt8](repeating: 9, count: 64)
        bytes += Bytes.little(fields.count, 2)
        for (tag, field) in fields.sorted(by: { $0.key < $1.key }) {
            bytes +=
                Bytes.little(tag, 2) + Bytes.little(field.type, 2) + Bytes.little(field.count, 4) + Bytes.little(field.value, 4)
        }
        return bytes + Bytes.little(next, 4)
    }

    private static let tiffs: [Bomb] = [
        Bomb(name: "TIFF, 60000 x 60000", format: .tiff, bytes: tiff([256: (1, 60_000), 257: (1, 60_000), 278: (1, 60_000)])),
        Bomb(
            name: "TIFF, one strip of 4 GB", format: .tiff,
            bytes: tiff([256: (1, 16_000), 257: (1, 16_000), 278: (1, 16_000), 279: (1, 0xFFFF_FFF0)]), isTold: false),
        Bomb(
            name: "TIFF, 4 G of strips", format: .tiff, bytes: tiff([273: (0xFFFF_FFFF, 8), 279: (0xFFFF_FFFF, 8)]), isTold: false
        ),
        Bomb(
            name: "TIFF, tiles of 1 G pixels", format: .tiff,
            bytes: tiff([256: (1, 10_000), 257: (1, 10_000), 322: (1, 32_768), 323: (1, 32_768), 324: (1, 8), 325: (1, 64)]),
            isTold: false),
        Bomb(name: "TIFF, an endless chain of directories", format: .tiff, bytes: tiff([:], next: 72), isTold: false),
    ]

    // MARK: GIF, WebP, BMP, JPEG XL, JPEG 2000

    private static func gif(_ width: Int, _ height: Int, frames: Int) -> [UInt8] {
        let head = Array("GIF89a".utf8) + Bytes.little(width, 2) + Bytes.little(height, 2) + [0x80, 0, 0, 0, 0, 0, 255, 255, 255]
        // As large as the canvas: libnsgif takes a larger canvas for a mistake.
        let frame = [0x2C, 0, 0, 0, 0] + Bytes.little(width, 2) + Bytes.little(height, 2) + [0, 2, 2, 0x4C, 1, 0]
        return head + (0..<frames).flatMap { _ in frame } + [0x3B]
    }

    /// A lossless WebP: sides less one, of 14 bits each.
    private static func webp(_ width: Int, _ height: Int) -> [UInt8] {
        let body = [0x2F] + Bytes.little((height - 1) << 14 | (width - 1), 4) + [UInt8](repeating: 0, count: 23)
        return Array("RIFF".utf8) + Bytes.little(body.count + 12, 4) + Array("WEBPVP8L".utf8) + Bytes.little(body.count, 4) + body
    }

    private static func bmp(_ width: Int, _ height: Int, isRuns: Bool) -> [UInt8] {
        let palette = isRuns ? 1024 : 0
        return Array("BM".utf8) + Bytes.little(54 + palette + 4, 4) + Bytes.little(0, 4) + Bytes.little(54 + palette, 4)
            + Bytes.little(40, 4) + Bytes.little(width, 4) + Bytes.little(height, 4) + Bytes.little(1, 2)
            + Bytes.little(isRuns ? 8 : 24, 2) + Bytes.little(isRuns ? 1 : 0, 4) + [UInt8](repeating: 0, count: 20 + palette)
            + [255, 7, 0, 1]
    }

    private static let others: [Bomb] = [
        Bomb(name: "GIF, 65535 x 65535", format: .gif, bytes: gif(65_535, 65_535, frames: 1)),
        Bomb(name: "GIF, 15000 x 15000 in two frames", format: .gif, bytes: gif(15_000, 15_000, frames: 2)),
        Bomb(name: "GIF, 150000 frames", format: .gif, bytes: gif(100, 100, frames: 150_000), isTold: false),
        Bomb(name: "WebP, 16383 x 16383", format: .webp, bytes: webp(16_383, 16_383)),
        Bomb(name: "BMP, 60000 x 60000", format: .bmp, bytes: bmp(60_000, 60_000, isRuns: false)),
        Bomb(name: "BMP, 16000 x 16000 in one run", format: .bmp, bytes: bmp(16_000, 16_000, isRuns: true)),
        Bomb(
            name: "JPEG XL, 2^30 x 2^30", format: .jxl, bytes: [0xFF, 0x0A, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            isTold: false),
        Bomb(name: "JPEG 2000, 2^32 x 2^32", format: .jp2, bytes: jp2, isTold: false),
    ]

    private static var jp2: [UInt8] {
        let size = Bytes.big(0xFFFF_FFFF, 4)
        let header = Bytes.box("jp2h", Bytes.box("ihdr", size + size + [0, 3, 7, 7, 0, 0]))
        let frame = Bytes.segment(0x51, [0, 0] + size + size + [UInt8](repeating: 0, count: 8) + size + size + [0, 3])
        return Bytes.box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + Bytes.box("ftyp", Array("jp2 \0\0\0\0jp2 ".utf8)) + header
            + Bytes.box("jp2c", [0xFF, 0x4F] + frame)
    }

    // MARK: JPEG

    private static func jpeg(_ width: Int, _ height: Int, isProgressive: Bool) -> [UInt8] {
        var bytes = Picture(64, 64).jpeg(progressive: isProgressive)
        let frame = bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == (isProgressive ? 0xC2 : 0xC0) } ?? 0
        bytes.replaceSubrange(frame + 5..<frame + 9, with: Bytes.big(height, 2) + Bytes.big(width, 2))
        return bytes
    }

    private static let jpegs: [Bomb] = {
        let plain = Picture(64, 64).jpeg()
        func with(_ segments: [UInt8]) -> [UInt8] { Array(plain[..<2]) + segments + plain[2...] }
        // An ICC profile that declares more tags than there are bytes, each as large as can be said.
        var profile = Array(ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes)
        profile.replaceSubrange(128..<132, with: Bytes.big(0xFFFF_FFFF, 4))
        let pieces = (1...255).flatMap { number in
            Bytes.segment(0xE2, Array("ICC_PROFILE\0".utf8) + [UInt8(number), 255] + [UInt8](repeating: 0x41, count: 65_000))
        }
        // An index of the Multi-Picture Format with 65535 pictures, all of them this file.
        let index =
            Array("MPF\0II".utf8) + [42, 0, 8, 0, 0, 0, 2, 0] + Bytes.little(0xB001, 2) + Bytes.little(4, 2)
            + Bytes.little(1, 4) + Bytes.little(65_535, 4) + Bytes.little(0xB002, 2) + Bytes.little(7, 2)
            + Bytes.little(65_535 * 16, 4) + Bytes.little(8, 4) + Bytes.little(8, 4)
        return [
            Bomb(name: "JPEG, 65500 x 65500", format: .jpeg, bytes: jpeg(65_500, 65_500, isProgressive: false)),
            Bomb(name: "JPEG, progressive, 65500 x 65500", format: .jpeg, bytes: jpeg(65_500, 65_500, isProgressive: true)),
            Bomb(
                name: "JPEG, 400 scans of 6000 x 6000", format: .jpeg,
                bytes: ManyScans(width: 6_000, height: 6_000, scans: 400).bytes,
                isTold: false),
            Bomb(
                name: "JPEG, a profile of 4 G tags", format: .jpeg,
                bytes: with(Bytes.segment(0xE2, Array("ICC_PROFILE\0\u{1}\u{1}".utf8) + profile)), isTold: false),
            Bomb(name: "JPEG, a profile of 16 MB in 255 pieces", format: .jpeg, bytes: with(pieces), isTold: false),
            Bomb(name: "JPEG, 65535 pictures in an index", format: .jpeg, bytes: with(Bytes.segment(0xE2, index)), isTold: false),
        ]
    }()

    // MARK: HEIC and AVIF

    /// A grid of 256 x 256 pictures that are all one item, which has no bytes.
    private static func grid(_ brand: String, _ codec: String, side: Int) -> [UInt8] {
        func item(_ number: Int, _ type: String) -> [UInt8] {
            Bytes.fullBox("infe", version: 2, Bytes.big(number, 2) + [0, 0] + Array(type.utf8) + [0])
        }
        let config: [UInt8] =
            codec == "hvc1" ? Bytes.box("hvcC", [1] + [UInt8](repeating: 0, count: 22)) : Bytes.box("av1C", [0x81, 0, 0, 0])
        let properties = Bytes.fullBox("ispe", Bytes.big(side, 4) + Bytes.big(side, 4)) + config
        let association = Bytes.fullBox("ipma", Bytes.big(2, 4) + [0, 1, 1, 0x81] + [0, 2, 2, 0x81, 0x82])
        // Version, flags (fields of 32 bits), rows and columns less one, width and height.
        let data = [0, 1, 255, 255] + Bytes.big(side, 4) + Bytes.big(side, 4)
        let many = (0..<65_535).flatMap { _ in Bytes.big(2, 2) }
        let references = Bytes.fullBox("iref", Bytes.box("dimg", Bytes.big(1, 2) + Bytes.big(65_535, 2) + many))
        // Version 1: offsets and lengths of four bytes; the first item lies in `idat`.
        func place(_ number: Int, method: Int, _ offset: Int, _ length: Int) -> [UInt8] {
            Bytes.big(number, 2) + Bytes.big(method, 2) + [0, 0, 0, 1] + Bytes.big(offset, 4) + Bytes.big(length, 4)
        }
        let places = Bytes.fullBox(
            "iloc", version: 1, [0x44, 0, 0, 2] + place(1, method: 1, 0, data.count) + place(2, method: 1, 0, 4))
        let meta =
            Bytes.fullBox("hdlr", [0, 0, 0, 0] + Array("pict".utf8) + [UInt8](repeating: 0, count: 13))
            + Bytes.fullBox("pitm", [0, 1]) + Bytes.fullBox("iinf", [0, 2] + item(1, "grid") + item(2, codec)) + references
            + Bytes.box("iprp", Bytes.box("ipco", properties) + association) + places + Bytes.box("idat", data)
        return Bytes.box("ftyp", Array("\(brand)\0\0\0\0\(brand)mif1".utf8)) + Bytes.fullBox("meta", meta)
    }

    private static let baseMedia: [Bomb] = [
        Bomb(name: "HEIC, a grid of 100000 x 100000", format: .heic, bytes: grid("heic", "hvc1", side: 100_000)),
        Bomb(name: "HEIC, a grid of 16000 x 16000", format: .heic, bytes: grid("heic", "hvc1", side: 16_000)),
        Bomb(name: "AVIF, a grid of 60000 x 60000", format: .avif, bytes: grid("avif", "av01", side: 60_000)),
    ]
}
