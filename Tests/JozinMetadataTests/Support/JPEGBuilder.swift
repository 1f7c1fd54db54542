// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Writes the header of a JPEG for tests, segment by segment.
struct JPEGBuilder {
    private(set) var bytes: [UInt8] = [0xFF, 0xD8]

    /// A segment; `length` overrides the true one, to lie.
    func segment(_ marker: UInt8, _ payload: [UInt8], length: Int? = nil) -> JPEGBuilder {
        let length = length ?? payload.count + 2
        return raw([0xFF, marker, UInt8(truncatingIfNeeded: length >> 8), UInt8(truncatingIfNeeded: length)] + payload)
    }

    func raw(_ more: [UInt8]) -> JPEGBuilder {
        var copy = self
        copy.bytes += more
        return copy
    }

    func exif(_ tiff: [UInt8], length: Int? = nil) -> JPEGBuilder { segment(0xE1, Array("Exif\0\0".utf8) + tiff, length: length) }

    func frame(_ width: Int, _ height: Int, marker: UInt8 = 0xC0) -> JPEGBuilder {
        let size = [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
        return segment(marker, [8] + size + [1, 1, 0x11, 0])
    }

    /// A scan of a few bytes, a stuffed one among them, and EOI.
    var scanned: [UInt8] { segment(0xDA, [1, 1, 0, 0, 63, 0]).raw([0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD9]).bytes }
}
