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
        let reading = ExifReader.read(tiff: bytes)
        metadata.adopt(reading)
        let pictures = TIFFPictures(structure, bytes)
        metadata.storedSize = pictures.size
        // CR2 gives no size to its raw picture, and its first one may be a reduction.
        if bytes.holds("CR", at: 8), let size = reading.pictureSize, size.count > pictures.size?.count ?? 0 {
            metadata.storedSize = size
        }
        metadata.hasICCProfile = pictures.hasICCProfile
        return metadata
    }

    /// The size of the picture in a TIFF that may hold previews.
    static func size(_ bytes: ByteRegion) -> PixelSize? {
        TIFFStructure(bytes).flatMap { TIFFPictures($0, bytes).size }
    }
}
