// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Reads what a GIF says: its size, and XMP in an application extension (XMP specification, part 3, section 1.1.2).
enum GIFMetadata {
    static func read(_ bytes: ByteRegion) -> PhotoMetadata {
        var metadata = PhotoMetadata(storedSize: HeaderSizes.gif(bytes))
        guard let flags = bytes.byte(at: 10) else { return metadata }
        var position = 13 + colours(flags)
        for _ in 0..<MetadataReader.partLimit {
            switch bytes.byte(at: position) {
            case 0x21:
                if bytes.byte(at: position + 1) == 0xFF, bytes.holds("XMP DataXMP", at: position + 3) {
                    metadata.adopt(xmp: packet(from: position + 14, in: bytes))
                    return metadata
                }
                position = end(ofBlocksAt: position + 2, in: bytes)
            // Where the first picture begins, programs have said what they say; behind it lies all of a film.
            default: return metadata
            }
        }
        return metadata
    }

    /// The packet is no chain of blocks; it ends at the first zero, or where the trailer that makes it look like one begins.
    private static func packet(from start: Int, in bytes: ByteRegion) -> [UInt8] {
        var packet: [UInt8] = []
        while packet.count < XMPReader.packetLimit, let byte = bytes.byte(at: start + packet.count), byte != 0, byte != 1 {
            packet.append(byte)
        }
        return packet
    }

    /// A table of colours has three bytes for each of a power of two.
    private static func colours(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

    private static func end(ofBlocksAt start: Int, in bytes: ByteRegion) -> Int {
        var position = start
        while let length = bytes.byte(at: position), length > 0 { position += Int(length) + 1 }
        return position + 1
    }
}
