// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Curves and a matrix as integers, for whole rows (docs/decisions/0004-colour.md defines it to the bit).
///
/// Each channel's code has its three shares of sRGB's light ready, in 2^-26ths; their sum, rounded to 2^-14ths, finds the code. The
/// table of codes reaches as far as sums do, so that clipping costs nothing.
public struct MatrixShaper: Sendable {
    /// Bytes of a stored sample: 1, or 2 with the lower one first.
    public enum Depth: Int, Hashable, Sendable {
        case bits8 = 8
        case bits16 = 16
    }

    private static let fraction = 26
    private static let indexShift = Int32(fraction - 14)

    private let depth: Depth
    private let red: [SIMD4<Int32>]
    private let green: [SIMD4<Int32>]
    private let blue: [SIMD4<Int32>]
    private let codes: [UInt8]

    /// For samples of this depth.
    public init(_ colours: LinearColours, depth: Depth) {
        self.depth = depth
        let lowest = colours.matrix.map { $0.reduce(0) { $0 + min($1, 0) } }.min() ?? 0
        let highest = colours.matrix.map { $0.reduce(0) { $0 + max($1, 0) } }.max() ?? 1
        // Two steps more on each side for what is lost in rounding. At most 12 x 2^26 on each side of 0: sums fit 32 bits.
        let below = Int((-lowest * Double(SRGB.steps)).rounded(.up)) + 2
        let above = max(Int((highest * Double(SRGB.steps)).rounded(.up)), SRGB.steps) + 2
        var codes = [UInt8](repeating: 0, count: below) + SRGB.codes
        codes += [UInt8](repeating: 255, count: above - SRGB.steps)
        self.codes = codes
        let bias = Int32(below) << MatrixShaper.indexShift + 1 << (MatrixShaper.indexShift - 1)
        red = MatrixShaper.shares(colours, 0, depth, bias: bias)
        green = MatrixShaper.shares(colours, 1, depth, bias: 0)
        blue = MatrixShaper.shares(colours, 2, depth, bias: 0)
    }

    private static func shares(_ colours: LinearColours, _ channel: Int, _ depth: Depth, bias: Int32) -> [SIMD4<Int32>] {
        let last = 1 << depth.rawValue - 1
        let factors = (0..<3).map { colours.matrix[$0][channel] * Double(1 << fraction) }
        return (0...last).map { code in
            let light = colours.curves[channel].value(Double(code) / Double(last))
            func share(_ row: Int) -> Int32 { Int32((factors[row] * light).rounded()) + bias }
            return SIMD4(share(0), share(1), share(2), 0)
        }
    }

    /// Converts whole pixels of 3 or 4 samples to as many bytes; the fourth, alpha, keeps its upper byte.
    public func convert(_ pixels: Span<UInt8>, channels: Int, into target: inout MutableSpan<UInt8>) {
        precondition(channels == 3 || channels == 4)
        let step = channels * depth.rawValue / 8
        precondition(pixels.count.isMultiple(of: step) && target.count >= pixels.count / step * channels)
        switch depth {
        case .bits8: convert8(pixels, channels, &target)
        case .bits16: convert16(pixels, channels, &target)
        }
    }

    private func convert8(_ pixels: Span<UInt8>, _ channels: Int, _ target: inout MutableSpan<UInt8>) {
        let (red, green, blue, codes) = (red.span, green.span, blue.span, codes.span)
        precondition(red.count == 256 && green.count == 256 && blue.count == 256)
        let count = pixels.count / channels
        var at = 0
        for _ in 0..<count {
            let source = pixels.extracting(at..<at &+ 3)
            let sum = red[Int(source[0])] &+ green[Int(source[1])] &+ blue[Int(source[2])]
            let index = sum &>> MatrixShaper.indexShift
            target[at] = codes[Int(index[0])]
            target[at &+ 1] = codes[Int(index[1])]
            target[at &+ 2] = codes[Int(index[2])]
            if channels == 4 { target[at &+ 3] = pixels[at &+ 3] }
            at &+= channels
        }
    }

    private func convert16(_ pixels: Span<UInt8>, _ channels: Int, _ target: inout MutableSpan<UInt8>) {
        let (red, green, blue, codes) = (red.span, green.span, blue.span, codes.span)
        func sample(_ place: Int) -> Int { Int(pixels[place]) | Int(pixels[place &+ 1]) &<< 8 }
        var (from, to) = (0, 0)
        while from &+ 2 &* channels <= pixels.count {
            let sum = red[sample(from)] &+ green[sample(from &+ 2)] &+ blue[sample(from &+ 4)]
            let index = sum &>> SIMD4(repeating: MatrixShaper.indexShift)
            target[to] = codes[Int(index[0])]
            target[to &+ 1] = codes[Int(index[1])]
            target[to &+ 2] = codes[Int(index[2])]
            if channels == 4 { target[to &+ 3] = pixels[from &+ 7] }
            from &+= 2 &* channels
            to &+= channels
        }
    }
}
