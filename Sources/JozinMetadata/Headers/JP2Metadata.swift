// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a JPEG 2000 says, bare or in boxes (ISO/IEC 15444-1, annexes A and I): its size, and EXIF in a box that programs
/// agreed on.
enum JP2Metadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        if bytes.bigEndian(4, at: 0) == 0xFF4F_FF51 {
            metadata.storedSize = codestreamSize(bytes)
            return metadata
        }
        var boxes = Boxes(bytes)
        for box in boxes.boxes(in: 0..<bytes.count) {
            switch box.kind {
            case "jp2h":
                for part in boxes.boxes(in: box.content) {
                    if part.kind == "ihdr" {
                        let start = part.content.lowerBound
                        metadata.storedSize = HeaderSizes.size(
                            width: bytes.bigEndian(4, at: start + 4), height: bytes.bigEndian(4, at: start))
                    }
                    // Method 2 is an ICC profile, 3 any.
                    if part.kind == "colr", let method = bytes.byte(at: part.content.lowerBound), method == 2 || method == 3 {
                        metadata.hasICCProfile = true
                    }
                }
            case "uuid" where bytes.extracting(box.content).holds("JpgTiffExif->JP2"):
                metadata.adopt(ExifReader.read(tiff: bytes.extracting(box.content.dropFirst(16))))
            case "uuid": metadata.adopt(xmpOf: box, in: bytes)
            default: break
            }
        }
        for warning in boxes.warnings { metadata.warn(warning) }
        return metadata
    }

    /// SIZ: the reference grid's size less the picture's offset in it.
    private static func codestreamSize(_ bytes: ByteRegion) -> PixelSize? {
        guard let right = bytes.bigEndian(4, at: 8), let bottom = bytes.bigEndian(4, at: 12),
            let left = bytes.bigEndian(4, at: 16),
            let top = bytes.bigEndian(4, at: 20), right > left, bottom > top
        else { return nil }
        return HeaderSizes.size(width: right - left, height: bottom - top)
    }
}
