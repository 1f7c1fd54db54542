// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads the metadata of a plain TIFF or BigTIFF: the file is itself the structure that EXIF is built in.
public enum TIFFMetadata {
    /// Reads a TIFF; the size is that of its first picture.
    public static func read(_ bytes: Span<UInt8>) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard let structure = TIFFStructure(bytes) else {
            metadata.warn("this is no TIFF")
            return metadata
        }
        metadata.adopt(ExifReader.read(tiff: bytes))
        let directory = structure.directory(at: structure.firstDirectory, limit: ExifReader.entryLimit, in: bytes)
        func size(_ tag: UInt16) -> Int? {
            directory.entries.first { $0.tag == tag }.flatMap { structure.wholeNumber(of: $0, in: bytes) }
        }
        if let width = size(0x0100), let height = size(0x0101), width > 0, height > 0 {
            metadata.storedSize = PixelSize(width: width, height: height)
        }
        metadata.hasICCProfile = directory.entries.contains { $0.tag == 0x8773 }
        return metadata
    }
}
