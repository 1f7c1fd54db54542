// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a PNG's chunks say (PNG, third edition): size, EXIF from `eXIf` or from a text that older programs hid it in, XMP,
/// whether there is a profile. Chunk checksums are not verified.
enum PNGMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var chunks = PNGChunks()
        chunks.read(bytes)
        return chunks.metadata
    }
}

/// The walk over a PNG's chunks.
private struct PNGChunks {
    var metadata = PhotoMetadata()
    private var hasExif = false
    /// Where the first text lies that may hold EXIF.
    private var profile: PNGTextProfile?
    /// Where the first texts lie that are XMP and IPTC.
    private var packet: PNGTextProfile?
    private var iptc: PNGTextProfile?

    mutating func read(_ bytes: ByteRegion) {
        guard bytes.bigEndian(8, at: 0) == 0x8950_4E47_0D0A_1A0A else { return metadata.warn("this is no PNG") }
        walk(bytes)
        if let packet = packet?.content(in: bytes) { metadata.adopt(xmp: packet) }
        if let block = iptc?.block(in: bytes), let record = PhotoshopResources(block)[PhotoshopResources.iptc] {
            metadata.adopt(iptc: IPTCReader.read(record))
        }
        guard !hasExif, let block = profile?.block(in: bytes) else { return }
        let reading = ExifReader.read(tiff: ByteRegion(block))
        if reading.hasHeader { metadata.adopt(reading) }
    }

    private mutating func walk(_ bytes: ByteRegion) {
        var position = 8
        for _ in 0..<MetadataReader.partLimit {
            guard let length = bytes.bigEndian(4, at: position), let kind = bytes.bigEndian(4, at: position + 4) else {
                return metadata.warn("the file ends before its last chunk")
            }
            let start = position + 8
            guard length <= bytes.count - start else { return metadata.warn("a chunk reaches past the end of the file") }
            let content = start..<start + Int(length)
            switch FourCC(kind) {
            case "IHDR": metadata.storedSize = size(content, in: bytes) ?? metadata.storedSize
            case "iCCP": metadata.hasICCProfile = true
            case "eXIf" where !hasExif:
                let reading = ExifReader.read(tiff: bytes.extracting(content))
                metadata.adopt(reading)
                hasExif = reading.hasHeader
            case "tEXt", "zTXt", "iTXt":
                note(FourCC(kind), content, in: bytes)
            case "IEND": return
            default: break
            }
            position = content.upperBound + 4
        }
        metadata.warn("it has more than \(MetadataReader.partLimit) chunks; the rest was not read")
    }

    private mutating func note(_ kind: FourCC, _ content: Range<Int>, in bytes: ByteRegion) {
        if profile == nil { profile = PNGTextProfile(kind, content, in: bytes) }
        if packet == nil { packet = PNGTextProfile(kind, content, named: PNGTextProfile.packet, in: bytes) }
        if iptc == nil { iptc = PNGTextProfile(kind, content, named: PNGTextProfile.iptc, in: bytes) }
    }

    private func size(_ header: Range<Int>, in bytes: ByteRegion) -> PixelSize? {
        guard header.count >= 8, let width = bytes.bigEndian(4, at: header.lowerBound),
            let height = bytes.bigEndian(4, at: header.lowerBound + 4), width > 0, height > 0
        else { return nil }
        return PixelSize(width: Int(width), height: Int(height))
    }
}
