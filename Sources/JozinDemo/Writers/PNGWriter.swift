// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Writes PNG files: 8-bit RGB, no filter, stored deflate blocks (fast, and as big as the pixels).
public enum PNGWriter {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    /// The file; `comment` becomes a tEXt chunk, `exif` (a TIFF structure, as `ExifWriter.tiff` makes it) an eXIf chunk.
    public static func bytes(of picture: Picture, comment: String? = nil, exif: [UInt8] = []) -> [UInt8] {
        var raw: [UInt8] = []
        raw.reserveCapacity(picture.rgb.count + picture.size.height)
        for y in 0..<picture.size.height {
            raw.append(0)
            raw += picture.row(y)
        }
        var file = signature + chunk("IHDR", header(picture.size))
        if let comment { file += chunk("tEXt", Array("Comment".utf8) + [0] + Array(comment.utf8)) }
        if !exif.isEmpty { file += chunk("eXIf", exif) }
        return file + chunk("IDAT", zlib(raw)) + chunk("IEND", [])
    }

    /// A file that declares `size` and holds a single row of it: what a decoder must not allocate for.
    static func bomb(declaring size: PixelSize) -> [UInt8] {
        let row = [UInt8](repeating: 0, count: 1 + min(size.width, 1000) * 3)
        return signature + chunk("IHDR", header(size)) + chunk("IDAT", zlib(row)) + chunk("IEND", [])
    }

    private static func header(_ size: PixelSize) -> [UInt8] {
        var header = ByteBuffer(order: .big)
        header.u32(size.width)
        header.u32(size.height)
        // Bit depth 8, colour type RGB, deflate, adaptive filtering, not interlaced.
        for value in [8, 2, 0, 0, 0] { header.u8(value) }
        return header.bytes
    }

    private static func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
        var chunk = ByteBuffer(order: .big)
        chunk.u32(body.count)
        chunk.text(type)
        chunk.bytes += body
        chunk.u32(Int(CRC32.of(chunk.bytes.span.extracting(4...))))
        return chunk.bytes
    }

    /// RFC 1950 around stored blocks of RFC 1951.
    private static func zlib(_ raw: [UInt8]) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        stream.reserveCapacity(raw.count + raw.count / 65535 * 5 + 16)
        var start = 0
        repeat {
            let end = min(start + 65535, raw.count)
            var head = ByteBuffer(order: .little)
            head.u8(end == raw.count ? 1 : 0)
            head.u16(end - start)
            head.u16(~(end - start))
            stream += head.bytes
            stream += raw[start..<end]
            start = end
        } while start < raw.count
        var sum = ByteBuffer(order: .big)
        sum.u32(Int(Adler32.of(raw)))
        return stream + sum.bytes
    }
}
