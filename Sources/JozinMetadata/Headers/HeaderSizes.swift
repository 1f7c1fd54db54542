// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The sizes that the headers of simpler formats declare.
enum HeaderSizes {
    /// The logical screen (GIF89a, section 18).
    static func gif(_ bytes: ByteRegion) -> PixelSize? {
        size(width: bytes.littleEndian(2, at: 6), height: bytes.littleEndian(2, at: 8))
    }

    /// The second header is of 12 bytes with sides of 16 bits, or longer with sides of 32; negative heights count from the top.
    static func bmp(_ bytes: ByteRegion) -> PixelSize? {
        if bytes.littleEndian(4, at: 14) == 12 {
            return size(width: bytes.littleEndian(2, at: 18), height: bytes.littleEndian(2, at: 20))
        }
        let height = bytes.littleEndian(4, at: 22).map { UInt64(Int32(truncatingIfNeeded: $0).magnitude) }
        return size(width: bytes.littleEndian(4, at: 18), height: height)
    }

    static func photoshop(_ bytes: ByteRegion) -> PixelSize? {
        size(width: bytes.bigEndian(4, at: 18), height: bytes.bigEndian(4, at: 14))
    }

    static func size(width: UInt64?, height: UInt64?) -> PixelSize? {
        guard let width, let height, (1...UInt64(Int32.max)).contains(width), (1...UInt64(Int32.max)).contains(height) else {
            return nil
        }
        return PixelSize(width: Int(width), height: Int(height))
    }
}
