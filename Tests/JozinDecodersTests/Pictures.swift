// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinJPEGEncoder
import JozinCore
import JozinFiles
import JozinTestSupport

/// Pictures whose pixels are known, in containers made by hand.
struct Picture {
    let size: PixelSize
    /// 3 or 4.
    let channels: Int
    let pixels: [UInt8]

    /// Smooth in both directions, with noise on it.
    init(_ width: Int, _ height: Int, channels: Int = 3, seed: UInt64 = 7, isOpaque: Bool = false) {
        var random = SeededGenerator(seed: seed)
        size = PixelSize(width: width, height: height)
        self.channels = channels
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for channel in 0..<channels {
                    let noise = Int.random(in: 0..<16, using: &random)
                    let value = channel == 3 && isOpaque ? 255 : (x * (channel + 2) + y * (5 - channel)) % 240 + noise
                    pixels.append(UInt8(value))
                }
            }
        }
        self.pixels = pixels
    }

    /// The digest that canonical pixels have: those of `pixels`, turned pixel by pixel.
    func digest(_ orientation: Orientation = .upright) -> Digest256 {
        let upright = orientation.upright(size)
        var turned: [UInt8] = []
        for y in 0..<upright.height {
            for x in 0..<upright.width {
                let stored = orientation.stored(x: x, y: y, in: upright)
                let start = (stored.y * size.width + stored.x) * channels
                turned += pixels[start..<start + channels]
            }
        }
        var hasher = SHA256Hasher()
        hasher.update(turned)
        return hasher.finish()
    }

    /// The mean of a channel.
    func mean(_ channel: Int) -> Double {
        stride(from: channel, to: pixels.count, by: channels).reduce(0.0) { $0 + Double(pixels[$1]) } / Double(size.count)
    }

    func jpeg(
        horizontal: Int32 = 2, vertical: Int32 = 2, restarts: Int32 = 0, progressive: Bool = false, arithmetic: Bool = false
    ) -> [UInt8] {
        let options = jozin_jpeg_options(
            quality: 90, horizontal: horizontal, vertical: vertical, restart_interval: restarts, progressive: progressive ? 1 : 0,
            optimise: 0, arithmetic: arithmetic ? 1 : 0)
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        // The shim reads the pixels that the size says, and allocates `out`, which is copied and freed here.
        let result = unsafe jozin_jpeg_encode(
            pixels, Int32(size.width), Int32(size.height), Int32(channels), options, nil, 0, &out, &count)
        guard result == 0, let bytes = unsafe out else { return [] }
        defer { unsafe jozin_jpeg_free(bytes) }
        return unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    /// 24 or 32 bits (V4, masks) from the bottom up.
    func bmp() -> [UInt8] {
        let rowBytes = (size.width * channels + 3) / 4 * 4
        let header = channels == 3 ? 40 : 108
        var bytes = Array("BM".utf8) + Bytes.little(14 + header + rowBytes * size.height, 4) + Bytes.little(0, 4)
        bytes += Bytes.little(14 + header, 4) + Bytes.little(header, 4) + Bytes.little(size.width, 4)
        bytes += Bytes.little(size.height, 4) + Bytes.little(1, 2) + Bytes.little(channels * 8, 2)
        bytes += Bytes.little(channels == 3 ? 0 : 3, 4) + [UInt8](repeating: 0, count: 20)
        if channels == 4 {
            for mask in [0xFF0000, 0xFF00, 0xFF, 0xFF00_0000] { bytes += Bytes.little(mask, 4) }
            bytes += [UInt8](repeating: 0, count: 14 + header - bytes.count)
        }
        for y in (0..<size.height).reversed() {
            var row: [UInt8] = []
            for x in 0..<size.width {
                let pixel = Array(pixels[(y * size.width + x) * channels..<(y * size.width + x + 1) * channels])
                row += [pixel[2], pixel[1], pixel[0]] + pixel[3...]
            }
            bytes += row + [UInt8](repeating: 0, count: rowBytes - row.count)
        }
        return bytes
    }

    /// Stored deflate blocks, no filter; with an eXIf chunk where the orientation is not upright.
    func png(_ orientation: Orientation = .upright) -> [UInt8] {
        var raw: [UInt8] = []
        for y in 0..<size.height {
            raw += [0] + pixels[y * size.width * channels..<(y + 1) * size.width * channels]
        }
        var data: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: raw.count, by: 65_535) {
            let end = min(start + 65_535, raw.count)
            data += [end == raw.count ? 1 : 0] + Bytes.little(end - start, 2) + Bytes.little(~(end - start) & 0xFFFF, 2)
            data += raw[start..<end]
        }
        data += Bytes.big(Bytes.adler32(raw), 4)
        var bytes: [UInt8] = Bytes.pngSignature
        bytes += Bytes.chunk("IHDR", Bytes.big(size.width, 4) + Bytes.big(size.height, 4) + [8, channels == 3 ? 2 : 6, 0, 0, 0])
        if orientation != .upright { bytes += Bytes.chunk("eXIf", Bytes.exif(orientation)) }
        return bytes + Bytes.chunk("IDAT", data) + Bytes.chunk("IEND", [])
    }

    /// One uncompressed strip.
    func tiff(_ orientation: Orientation = .upright) -> [UInt8] {
        let fields: [(tag: Int, type: Int, value: Int)] = [
            (256, 4, size.width), (257, 4, size.height), (258, 3, 8), (259, 3, 1), (262, 3, 2), (273, 4, 8),
            (274, 3, orientation.rawValue), (277, 3, channels), (278, 4, size.height), (279, 4, pixels.count),
        ]
        var bytes: [UInt8] = Array("II".utf8) + [42, 0] + Bytes.little(8 + pixels.count, 4) + pixels
        bytes += Bytes.little(fields.count, 2)
        for field in fields {
            bytes += Bytes.little(field.tag, 2) + Bytes.little(field.type, 2) + Bytes.little(1, 4) + Bytes.little(field.value, 4)
        }
        return bytes + Bytes.little(0, 4)
    }
}

/// Integers and checksums of the containers.
enum Bytes {
    static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    static func big(_ value: Int, _ count: Int) -> [UInt8] { little(value, count).reversed() }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(data.count, 4) + Array(name.utf8) + data + big(crc32(Array(name.utf8) + data), 4)
    }

    /// An IFD with nothing but an orientation.
    static func exif(_ orientation: Orientation) -> [UInt8] {
        Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0] + little(274, 2) + little(3, 2) + little(1, 4)
            + little(orientation.rawValue, 4) + little(0, 4)
    }

    /// ISO 3309, as PNG uses it.
    static func crc32(_ bytes: [UInt8]) -> Int {
        var crc: UInt32 = ~0
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return Int(~crc)
    }

    /// RFC 1950.
    static func adler32(_ bytes: [UInt8]) -> Int {
        var (a, b) = (1, 0)
        for byte in bytes {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }
}
