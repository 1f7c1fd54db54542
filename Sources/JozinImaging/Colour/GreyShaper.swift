// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A grey curve as a table, for whole rows of pixels that were widened to equal red, green and blue.
public struct GreyShaper: Sendable {
    private let depth: MatrixShaper.Depth
    private let codes: [UInt8]

    /// For samples of this depth.
    public init(_ grey: GreyCurve, depth: MatrixShaper.Depth) {
        self.depth = depth
        let last = 1 << depth.rawValue - 1
        codes = (0...last).map { code in
            let light = min(max(grey.light(Double(code) / Double(last)), 0), 1)
            return UInt8((255 * SRGB.encoded(light)).rounded())
        }
    }

    /// Converts whole pixels of 3 or 4 samples to as many bytes; the fourth, alpha, keeps its upper byte.
    public func convert(_ pixels: Span<UInt8>, channels: Int, into target: inout MutableSpan<UInt8>) {
        precondition(channels == 3 || channels == 4)
        let bytes = depth.rawValue / 8
        let step = channels * bytes
        precondition(pixels.count.isMultiple(of: step) && target.count >= pixels.count / step * channels)
        var to = 0
        for from in stride(from: 0, to: pixels.count, by: step) {
            let value = bytes == 1 ? Int(pixels[from]) : Int(pixels[from]) | Int(pixels[from &+ 1]) &<< 8
            let code = codes[value]
            target[to] = code
            target[to &+ 1] = code
            target[to &+ 2] = code
            if channels == 4 { target[to &+ 3] = pixels[from &+ step &- 1] }
            to &+= channels
        }
    }
}
