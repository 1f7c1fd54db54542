// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Fujifilm's container: a JPEG with EXIF, and a directory of what the sensor saw.
enum RAFMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard let preview = preview(bytes), preview.upperBound <= bytes.count else {
            metadata.warn("the preview lies outside the file")
            return metadata
        }
        metadata = JPEGMetadata.read(headOf: bytes.extracting(preview))
        metadata.storedSize = croppedSize(bytes) ?? metadata.storedSize
        return metadata
    }

    /// Where the header says that the JPEG lies.
    static func preview(_ bytes: ByteRegion) -> Range<Int>? {
        guard let start = bytes.bigEndian(4, at: 84), let length = bytes.bigEndian(4, at: 88) else { return nil }
        return Int(start)..<Int(start + length)
    }

    /// Tag 0x0111 of the directory at 92: height and width of the picture without the sensor's margins.
    private static func croppedSize(_ bytes: ByteRegion) -> PixelSize? {
        guard let start = bytes.bigEndian(4, at: 92).map({ Int($0) }), let count = bytes.bigEndian(4, at: start) else {
            return nil
        }
        var position = start + 4
        for _ in 0..<min(count, recordLimit) {
            guard let tag = bytes.bigEndian(2, at: position), let length = bytes.bigEndian(2, at: position + 2) else {
                return nil
            }
            if tag == 0x0111, let height = bytes.bigEndian(2, at: position + 4), let width = bytes.bigEndian(2, at: position + 6)
            {
                // Sensors with their cells on the diagonals declare half the rows.
                return HeaderSizes.size(width: width, height: width > 2 * height ? 2 * height : height)
            }
            position += 4 + Int(length)
        }
        return nil
    }

    private static let recordLimit: UInt64 = 256
}
