// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles

/// SHA-256 of canonical pixels: RGB rows where alpha is opaque everywhere, RGBA rows where it is not.
///
/// Which of the two is known at the end, so both run until the first pixel that is not opaque.
struct PixelHasher: ~Copyable {
    private var rgb = SHA256Hasher()
    private var rgba = SHA256Hasher()
    private var isOpaque = true
    private let channels: Int
    private var opaquePixels: [UInt8] = []

    init(channels: Int) { self.channels = channels }

    /// Adds whole pixels.
    mutating func add(_ pixels: Span<UInt8>) {
        guard channels == 4 else { return rgb.update(pixels) }
        rgba.update(pixels)
        if isOpaque { isOpaque = PixelHasher.areOpaque(pixels) }
        guard isOpaque else { return }
        let count = pixels.count / 4
        // Taken out of self for a while: one value cannot lend a field and change another.
        var opaquePixels = self.opaquePixels
        self.opaquePixels = []
        if opaquePixels.count < count * 3 { opaquePixels = [UInt8](repeating: 0, count: count * 3) }
        // All indices stay under 4 x count and 3 x count, both counted above.
        for pixel in 0..<count {
            opaquePixels[pixel &* 3] = pixels[pixel &* 4]
            opaquePixels[pixel &* 3 &+ 1] = pixels[pixel &* 4 &+ 1]
            opaquePixels[pixel &* 3 &+ 2] = pixels[pixel &* 4 &+ 2]
        }
        rgb.update(opaquePixels.span.extracting(0..<count * 3))
        self.opaquePixels = opaquePixels
    }

    /// The digest of all pixels added.
    consuming func finish() -> Digest256 { isOpaque ? rgb.finish() : rgba.finish() }

    /// Whether every fourth byte is 255.
    static func areOpaque(_ pixels: Span<UInt8>) -> Bool {
        var all: UInt8 = 255
        for pixel in 0..<pixels.count / 4 { all &= pixels[pixel &* 4 &+ 3] }
        return all == 255
    }
}
