// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Turns stored rows into rows of RGB or RGBA.
public struct BMPUnpacker: Sendable {
    private let header: BMPHeader
    /// Red, green, blue of all 256 indices; black behind the palette's end.
    private let colors: [UInt8]

    /// For the rows of a BMP with this header.
    public init(_ header: BMPHeader) {
        self.header = header
        var colors = header.palette.flatMap { $0 }
        colors += [UInt8](repeating: 0, count: 256 * 3 - colors.count)
        self.colors = colors
    }

    /// Unpacks one stored row (its padding may be missing) to `header.channels` bytes per pixel from `start` on.
    public func unpack(_ row: Span<UInt8>, into pixels: inout [UInt8], at start: Int) {
        let width = header.size.width
        precondition(row.count >= (width * header.bitsPerPixel + 7) / 8 && pixels.count - start >= width * header.channels)
        switch header.storage {
        case .indices, .runs: unpackIndices(row, bits: header.bitsPerPixel, into: &pixels, at: start)
        case .bytes:
            for x in 0..<width {
                let (from, to) = (x &* 3, start &+ x &* 3)
                pixels[to] = row[from &+ 2]
                pixels[to &+ 1] = row[from &+ 1]
                pixels[to &+ 2] = row[from]
            }
        case .masks(let masks): unpack(row, masks, into: &pixels, at: start)
        }
    }

    /// Unpacks one row of indices, a byte each.
    public func unpack(indices: Span<UInt8>, into pixels: inout [UInt8], at start: Int) {
        unpackIndices(indices, bits: 8, into: &pixels, at: start)
    }

    private func unpackIndices(_ row: Span<UInt8>, bits: Int, into pixels: inout [UInt8], at start: Int) {
        let perByte = 8 / bits
        let mask = 1 << bits - 1
        for x in 0..<header.size.width {
            // The leftmost pixel is in the highest bits.
            let index = Int(row[x / perByte]) >> (8 - bits - x % perByte * bits) & mask
            let to = start &+ x &* 3
            pixels[to] = colors[index &* 3]
            pixels[to &+ 1] = colors[index &* 3 &+ 1]
            pixels[to &+ 2] = colors[index &* 3 &+ 2]
        }
    }

    private func unpack(_ row: Span<UInt8>, _ masks: BMPMasks, into pixels: inout [UInt8], at start: Int) {
        let bytes = header.bitsPerPixel / 8
        let channels = header.channels
        for x in 0..<header.size.width {
            var pixel = 0
            for byte in 0..<bytes { pixel |= Int(row[x &* bytes &+ byte]) << (8 &* byte) }
            let to = start &+ x &* channels
            pixels[to] = masks.red.value(pixel)
            pixels[to &+ 1] = masks.green.value(pixel)
            pixels[to &+ 2] = masks.blue.value(pixel)
            if channels == 4 { pixels[to &+ 3] = masks.alpha.value(pixel) }
        }
    }
}
