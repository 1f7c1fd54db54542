// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
public import JozinFiles
import JozinMetadata

extension PhotoIndexer {
    /// Reads an XMP file as other programs put them beside photos; nil where it is none, or cannot be read.
    public static func readCompanion(_ name: [UInt8], in folder: borrowing Descriptor) -> IndexedPhoto? {
        guard String(decoding: name.suffix(4), as: UTF8.self).lowercased() == ".xmp",
            let original = try? Original(name, in: folder), let source = try? OriginalBytes(original),
            source.count <= XMPReader.packetLimit
        else { return nil }
        let reading = XMPReader.read(source.bytes(at: 0, count: source.count))
        guard source.failure == nil, reading.isPacket else { return nil }
        var photo = IndexedPhoto()
        photo.isCompanion = true
        photo.stamp = original.status.stamp
        photo.exif = reading.exif
        photo.descriptive = reading.descriptive
        photo.orientation = reading.orientation ?? .upright
        photo.size = reading.storedSize.map(photo.orientation.upright)
        photo.warnings = reading.warnings
        return photo
    }
}
