// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads the metadata of a TIFF or BigTIFF, and of the camera raw that is built as one: the file is itself the structure that EXIF is
/// built in.
enum TIFFMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        guard let structure = TIFFStructure(bytes) else {
            metadata.warn("this is no TIFF")
            return metadata
        }
        metadata.adopt(ExifReader.read(tiff: bytes))
        let pictures = TIFFPictures(structure, bytes)
        metadata.storedSize = pictures.size
        metadata.hasICCProfile = pictures.hasICCProfile
        return metadata
    }

    /// The size of the picture in a TIFF that may hold previews.
    static func size(_ bytes: ByteRegion) -> PixelSize? {
        TIFFStructure(bytes).flatMap { TIFFPictures($0, bytes).size }
    }
}
