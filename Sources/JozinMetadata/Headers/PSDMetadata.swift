// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a Photoshop document says: its size, and EXIF, IPTC and XMP among its resources.
enum PSDMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata(storedSize: HeaderSizes.photoshop(bytes))
        // Behind the header of 26 bytes lie a table of colours and the resources, each with its length before it.
        guard let colours = bytes.bigEndian(4, at: 26), let length = bytes.bigEndian(4, at: 30 + Int(colours)) else {
            return metadata
        }
        let start = 34 + Int(colours)
        guard let block = bytes.bytes(start..<min(start + min(Int(length), limit), max(start, bytes.count))) else {
            return metadata
        }
        let resources = PhotoshopResources(block)
        if let exif = resources[PhotoshopResources.exif] {
            metadata.adopt(ExifReader.read(tiff: ByteRegion(exif)))
            metadata.orientation = .upright  // Photoshop turns the pixels of its own documents
        }
        if let iptc = resources[PhotoshopResources.iptc] { metadata.adopt(iptc: IPTCReader.read(iptc)) }
        if let xmp = resources[PhotoshopResources.xmp] { metadata.adopt(xmp: xmp) }
        return metadata
    }

    /// Resources hold paths and thumbnails too.
    private static let limit = 4 << 20
}
