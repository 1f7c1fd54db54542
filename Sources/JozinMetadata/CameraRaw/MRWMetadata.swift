// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Minolta's container: blocks, of which one is a TIFF and one the sensor's description.
enum MRWMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        var size: PixelSize?
        let end = bytes.bigEndian(4, at: 4).map { min(Int($0) + 8, bytes.count) } ?? 0
        var position = 8
        while position < end, let kind = bytes.bigEndian(4, at: position), let length = bytes.bigEndian(4, at: position + 4),
            position < MRWMetadata.limit
        {
            let content = bytes.extracting(position + 8..<position + 8 + Int(length))
            switch FourCC(kind) {
            case "\0TTW": metadata.adopt(ExifReader.read(tiff: content))
            case "\0PRD":
                // A version of 8 bytes, the sensor's height and width, the picture's height and width.
                if let height = content.bigEndian(2, at: 12), let width = content.bigEndian(2, at: 14), width > 0, height > 0 {
                    size = PixelSize(width: Int(width), height: Int(height))
                }
            default: break
            }
            position += 8 + Int(length)
        }
        metadata.storedSize = size
        return metadata
    }

    /// The blocks lie at the start of the file, and a few dozen kilobytes are usual.
    private static let limit = 1 << 20
}
