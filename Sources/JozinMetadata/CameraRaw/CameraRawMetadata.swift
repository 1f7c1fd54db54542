// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what camera raw says; each maker has a container of his own. CRW and X3F say nothing here.
enum CameraRawMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        if bytes.holds("FUJIFILMCCD-RAW ") { return RAFMetadata.read(bytes) }
        if bytes.holds("\0MRM") { return MRWMetadata.read(bytes) }
        if bytes.holds("ftypcrx ", at: 4) { return CR3Metadata.read(bytes) }
        return TIFFStructure(bytes) == nil ? PhotoMetadata() : TIFFMetadata.read(bytes)
    }
}

/// Fujifilm's container: a JPEG with EXIF, and a directory of what the sensor saw.
enum RAFMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard let start = bytes.bigEndian(4, at: 84), let length = bytes.bigEndian(4, at: 88), start + length <= bytes.count
        else {
            metadata.warn("the preview lies outside the file")
            return metadata
        }
        metadata = JPEGMetadata.read(headOf: bytes.extracting(Int(start)..<Int(start + length)))
        metadata.storedSize = croppedSize(bytes) ?? metadata.storedSize
        return metadata
    }

    /// Tag 0x0111 of the directory at 92: height and width of the picture without the sensor's margins.
    private static func croppedSize(_ bytes: ByteRegion) -> PixelSize? {
        guard let start = bytes.bigEndian(4, at: 92).map({ Int($0) }), let count = bytes.bigEndian(4, at: start) else {
            return nil
        }
        var position = start + 4
        for _ in 0..<min(count, 256) {
            guard let tag = bytes.bigEndian(2, at: position), let length = bytes.bigEndian(2, at: position + 2) else {
                return nil
            }
            if tag == 0x0111, length == 4, let height = bytes.bigEndian(2, at: position + 4),
                let width = bytes.bigEndian(2, at: position + 6), width > 0, height > 0
            {
                return PixelSize(width: Int(width), height: Int(height))
            }
            position += 4 + Int(length)
        }
        return nil
    }
}

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
