// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinImaging

/// Pictures that carry a colour profile, or more than 8 bits.
extension Picture {
    func jpeg(profile: [UInt8]) -> [UInt8] {
        let plain = jpeg()
        var parts: [UInt8] = []
        let pieces = stride(from: 0, to: profile.count, by: 60_000).map { Array(profile[$0..<min($0 + 60_000, profile.count)]) }
        for (index, piece) in pieces.enumerated() {
            let body = Array("ICC_PROFILE\0".utf8) + [UInt8(index + 1), UInt8(pieces.count)] + piece
            parts += [0xFF, 0xE2] + Bytes.big(body.count + 2, 2) + body
        }
        return Array(plain[..<2]) + parts + plain[2...]
    }

    func png(profile: [UInt8]) -> [UInt8] { insert("iCCP", Array("profile\0\0".utf8) + Bytes.stored(profile)) }

    func png(coded: [UInt8]) -> [UInt8] { insert("cICP", coded) }

    /// Behind IHDR, which is 25 bytes long and follows the signature.
    private func insert(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let plain = png()
        return Array(plain[..<33]) + Bytes.chunk(name, data) + plain[33...]
    }

    /// A V5 header of 24 bits, with the profile behind the pixels.
    func bmp(profile: [UInt8]) -> [UInt8] {
        let plain = bmp()
        let pixels = Array(plain[54...])
        var header = Array(plain[14..<54]) + [UInt8](repeating: 0, count: 84)
        header.replaceSubrange(0..<4, with: Bytes.little(124, 4))
        header.replaceSubrange(56..<60, with: Bytes.little(0x4D42_4544, 4))
        header.replaceSubrange(112..<120, with: Bytes.little(124 + pixels.count, 4) + Bytes.little(profile.count, 4))
        let size = 14 + 124 + pixels.count + profile.count
        return Array("BM".utf8) + Bytes.little(size, 4) + Bytes.little(0, 4) + Bytes.little(138, 4) + header + pixels + profile
    }

    /// One strip, with whatever photometric interpretation; the samples are `bits` wide, low byte first.
    func tiff(
        profile: [UInt8] = [], photometric: Int = 2, bits: Int = 8, samples: [UInt8]? = nil,
        orientation: Orientation = .upright
    ) -> [UInt8] {
        let strip = samples ?? pixels
        var fields: [(tag: Int, type: Int, count: Int, value: Int)] = [
            (256, 4, 1, size.width), (257, 4, 1, size.height), (258, 3, 1, bits), (259, 3, 1, 1), (262, 3, 1, photometric),
            (273, 4, 1, 8), (274, 3, 1, orientation.rawValue), (277, 3, 1, channels), (278, 4, 1, size.height),
            (279, 4, 1, strip.count),
        ]
        if photometric == 6 { fields.append((530, 3, 2, 1 << 16 | 1)) }
        if !profile.isEmpty { fields.append((34675, 7, profile.count, 8 + strip.count)) }
        let body = strip + profile + [UInt8](repeating: 0, count: (strip.count + profile.count) % 2)
        var bytes: [UInt8] = Array("II".utf8) + [42, 0] + Bytes.little(8 + body.count, 4) + body + Bytes.little(fields.count, 2)
        for field in fields {
            bytes += Bytes.little(field.tag, 2) + Bytes.little(field.type, 2)
            bytes += Bytes.little(field.count, 4) + Bytes.little(field.value, 4)
        }
        return bytes + Bytes.little(0, 4)
    }

    /// A PNG of 16-bit samples (given high byte first), of colour type 0 (grey), 2, 4 (grey with alpha) or 6.
    static func png16(_ size: PixelSize, type: Int, samples: [UInt8], bits: Int = 16, profile: [UInt8] = []) -> [UInt8] {
        let rowBytes = samples.count / size.height
        let raw = (0..<size.height).flatMap { [0] + samples[$0 * rowBytes..<($0 + 1) * rowBytes] }
        let head = Bytes.big(size.width, 4) + Bytes.big(size.height, 4) + [UInt8(bits), UInt8(type), 0, 0, 0]
        let said = profile.isEmpty ? [] : Bytes.chunk("iCCP", Array("profile\0\0".utf8) + Bytes.stored(profile))
        return Bytes.pngSignature + Bytes.chunk("IHDR", head) + said + Bytes.chunk("IDAT", Bytes.stored(raw))
            + Bytes.chunk("IEND", [])
    }

    static func digest(_ pixels: [UInt8]) -> Digest256 {
        var hasher = SHA256Hasher()
        hasher.update(pixels)
        return hasher.finish()
    }
}

extension Bytes {
    /// A zlib stream of stored blocks (RFC 1950, 1951).
    static func stored(_ raw: [UInt8]) -> [UInt8] {
        var data: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: raw.count, by: 65_535) {
            let end = min(start + 65_535, raw.count)
            data += [end == raw.count ? 1 : 0] + little(end - start, 2) + little(~(end - start) & 0xFFFF, 2) + raw[start..<end]
        }
        return data + big(adler32(raw), 4)
    }
}

extension MatrixShaper {
    /// A shaper of the profile's own, outside any decoder.
    static func of(_ profile: [UInt8], _ depth: Depth = .bits8) -> MatrixShaper? {
        guard let profile = try? ICCProfile(profile), case .linear(let colours) = SourceColour(profile, for: .rgb) else {
            return nil
        }
        return MatrixShaper(colours, depth: depth)
    }

    func converted(_ pixels: [UInt8], channels: Int = 3, bytes: Int = 1) -> [UInt8] {
        var target = [UInt8](repeating: 0, count: pixels.count / bytes)
        var span = target.mutableSpan
        convert(pixels.span, channels: channels, into: &span)
        return target
    }
}
