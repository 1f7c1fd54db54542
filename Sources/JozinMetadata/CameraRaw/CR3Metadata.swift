// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads Canon's CR3, an ISO base media file: the directories of EXIF lie apart, each a TIFF of its own.
enum CR3Metadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata()
        var boxes = Boxes(bytes)
        let all = boxes.boxes(in: 0..<bytes.count)
        for movie in all where movie.kind == "moov" {
            for box in boxes.boxes(in: movie.content) where box.kind == "uuid" {
                guard bytes.bigEndian(8, at: box.content.lowerBound) == 0x85C0_B687_820F_11E0,
                    bytes.bigEndian(8, at: box.content.lowerBound + 8) == 0x8111_F4CE_462B_6A48, box.content.count > 16
                else { continue }
                let parts = boxes.boxes(in: box.content.dropFirst(16))
                read(parts, bytes, &metadata)
            }
        }
        for box in all where box.kind == "uuid" { metadata.adopt(xmpOf: box, in: bytes) }
        for warning in boxes.warnings { metadata.warn(warning) }
        return metadata
    }

    /// CMT1 is IFD0, CMT2 the Exif IFD, CMT4 the GPS IFD; CMT3 is the maker note.
    private static func read(_ parts: [Box], _ bytes: ByteRegion, _ metadata: inout PhotoMetadata) {
        func content(_ kind: FourCC) -> ByteRegion? { parts.first { $0.kind == kind }.map { bytes.extracting($0.content) } }
        if let image = content("CMT1") {
            metadata.adopt(ExifReader.read(tiff: image))
            metadata.storedSize = TIFFMetadata.size(image)
        }
        if let exif = content("CMT2") {
            let reading = ExifReader.read(tiff: exif)
            metadata.exif.fill(from: reading.facts)
            for warning in reading.warnings { metadata.warn(warning) }
        }
        if let position = content("CMT4") { metadata.exif.gps = ExifReader.readPosition(tiff: position) ?? metadata.exif.gps }
    }
}
