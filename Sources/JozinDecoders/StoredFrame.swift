// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// A whole picture as stored, which can be read upright.
struct StoredFrame {
    private let size: PixelSize
    private let channels: Int
    private var pixels: [UInt8] = []

    /// A frame that waits for `size` pixels.
    init(size: PixelSize, channels: Int) {
        self.size = size
        self.channels = channels
        pixels.reserveCapacity(size.count * channels)
    }

    /// Takes the next whole rows.
    mutating func add(rows: Span<UInt8>) {
        // The buffer is copied within the call; byte by byte this would cost as much as the turning.
        unsafe rows.withUnsafeBufferPointer { unsafe pixels.append(contentsOf: $0) }
    }

    /// Hands out the upright rows from the top, some at a time.
    func forEachUprightBand(_ orientation: Orientation, _ take: (Span<UInt8>) -> Void) {
        let upright = orientation.upright(size)
        guard upright.width > 0, upright.height > 0 else { return }
        // Stored places are an affine function of upright ones: an origin, and a step for each axis.
        func place(_ x: Int, _ y: Int) -> Int {
            let stored = orientation.stored(x: x, y: y, in: upright)
            return (stored.y * size.width + stored.x) * channels
        }
        let origin = place(0, 0)
        let right = upright.width > 1 ? place(1, 0) - origin : 0
        let down = upright.height > 1 ? place(0, 1) - origin : 0
        // Where sides are swapped, pixels below one another are stored side by side: 16 rows at once share cache lines.
        let bandRows = min(16, upright.height)
        let rowBytes = upright.width * channels
        var band = [UInt8](repeating: 0, count: bandRows * rowBytes)
        for top in stride(from: 0, to: upright.height, by: bandRows) {
            let rows = min(bandRows, upright.height - top)
            gather(
                into: &band, from: origin + top * down, right: right, down: down,
                size: PixelSize(width: upright.width, height: rows))
            take(band.span.extracting(0..<rows * rowBytes))
        }
    }

    private func gather(into band: inout [UInt8], from origin: Int, right: Int, down: Int, size: PixelSize) {
        let source = pixels.span
        var target = band.mutableSpan
        let rowBytes = size.width * channels
        let hasAlpha = channels == 4
        // Every index is that of a stored pixel, or of a pixel of the band: both under 2^40.
        for x in 0..<size.width {
            var from = origin &+ x &* right
            var to = x &* channels
            for _ in 0..<size.height {
                let pixel = source.extracting(from..<from &+ 3)
                target[to] = pixel[0]
                target[to &+ 1] = pixel[1]
                target[to &+ 2] = pixel[2]
                if hasAlpha { target[to &+ 3] = source[from &+ 3] }
                from &+= down
                to &+= rowBytes
            }
        }
    }
}
