// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a PNG's chunks say (PNG, third edition): size, EXIF from `eXIf`, whether there is a profile.
public enum PNGMetadata {
    /// Reads a PNG, whole or cut; chunk checksums are not verified.
    public static func read(_ bytes: Span<UInt8>) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard FormatSniffer.format(of: bytes) == .png else {
            metadata.warn("this is no PNG")
            return metadata
        }
        var position = 8
        var hasExif = false
        while let length = bytes.bigEndian(4, at: position), let kind = bytes.bigEndian(4, at: position + 4) {
            let start = position + 8
            guard length <= bytes.count - start else {
                metadata.warn("a chunk reaches past the end of the file")
                return metadata
            }
            let end = start + Int(length)
            switch kind {
            case 0x4948_4452: metadata.storedSize = size(start..<end, in: bytes) ?? metadata.storedSize  // IHDR
            case 0x6943_4350: metadata.hasICCProfile = true  // iCCP
            case 0x6558_4966 where !hasExif:  // eXIf
                let reading = ExifReader.read(tiff: bytes.extracting(start..<end))
                metadata.adopt(reading)
                hasExif = reading.hasHeader
            case 0x4945_4E44: return metadata  // IEND
            default: break
            }
            position = end + 4
        }
        metadata.warn("the file ends before its last chunk")
        return metadata
    }

    private static func size(_ header: Range<Int>, in bytes: Span<UInt8>) -> PixelSize? {
        guard header.count >= 8, let width = bytes.bigEndian(4, at: header.lowerBound),
            let height = bytes.bigEndian(4, at: header.lowerBound + 4), width > 0, height > 0
        else { return nil }
        return PixelSize(width: Int(width), height: Int(height))
    }
}
