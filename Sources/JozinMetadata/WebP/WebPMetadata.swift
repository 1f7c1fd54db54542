// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a WebP's chunks say (RFC 9649): size, EXIF, XMP, whether there is a profile.
enum WebPMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard bytes.holds("RIFF"), bytes.holds("WEBP", at: 8) else {
            metadata.warn("this is no WebP")
            return metadata
        }
        // Where the declared length is less than the file, what is behind it is no part of the picture, yet programs put EXIF there.
        var position = 12
        var hasExif = false
        for _ in 0..<MetadataReader.partLimit {
            if position >= bytes.count { return metadata }
            guard let kind = bytes.bigEndian(4, at: position), let length = bytes.littleEndian(4, at: position + 4) else {
                metadata.warn("the file ends inside a chunk's header")
                return metadata
            }
            let start = position + 8
            let content = bytes.extracting(start..<start + Int(length))
            switch FourCC(kind) {
            case "VP8X", "VP8 ", "VP8L":
                // The canvas comes first and rules; the frames of an animation lie deeper.
                if metadata.storedSize == nil { metadata.storedSize = size(FourCC(kind), content) }
            case "ICCP": metadata.hasICCProfile = true
            case "EXIF" where !hasExif:
                let reading = ExifReader.read(tiff: content)
                metadata.adopt(reading)
                hasExif = reading.hasHeader
            // Some programs write the last letter as a zero.
            case "XMP ", "XMP\0": metadata.adopt(xmp: content)
            default: break
            }
            if content.count < Int(length) {
                metadata.warn("a chunk reaches past the end of the file")
                return metadata
            }
            position = start + Int(length) + Int(length & 1)
        }
        metadata.warn("it has more than \(MetadataReader.partLimit) chunks; the rest was not read")
        return metadata
    }

    private static func size(_ kind: FourCC, _ content: ByteRegion) -> PixelSize? {
        func side(_ value: UInt64?) -> Int { value.map { Int($0) } ?? 0 }
        let size: PixelSize
        switch kind {
        case "VP8X":  // a byte of flags, three reserved, and 24 bits of each side less one
            guard let width = content.littleEndian(3, at: 4), let height = content.littleEndian(3, at: 7) else { return nil }
            size = PixelSize(width: Int(width) + 1, height: Int(height) + 1)
        case "VP8L":  // RFC 9649, section 3.4: 14 bits of each side less one
            guard content.byte(at: 0) == 0x2F, let sides = content.littleEndian(4, at: 1) else { return nil }
            size = PixelSize(width: Int(sides & 0x3FFF) + 1, height: Int(sides >> 14 & 0x3FFF) + 1)
        default:  // RFC 6386, section 9.1: 14 bits of each side, their upper two a scale for showing
            guard content.bigEndian(3, at: 3) == 0x9D012A else { return nil }
            size = PixelSize(
                width: side(content.littleEndian(2, at: 6)) & 0x3FFF, height: side(content.littleEndian(2, at: 8)) & 0x3FFF)
        }
        return size.width > 0 && size.height > 0 ? size : nil
    }
}
