// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension Placeholder {
    private static let lumaFrequencies = frequencies(26)
    private static let colourFrequencies = frequencies(5)

    private static func frequencies(_ count: Int) -> [(across: Int, down: Int)] {
        var all: [(Int, Int)] = []
        for sum in 1...6 { for across in 0...sum { all.append((across, sum - across)) } }
        return Array(all.prefix(count))
    }

    /// Of a picture's grid and its upright size.
    public init(_ grid: Grid64, size: PixelSize) {
        let luma = Placeholder.amplitudes(grid.luma, Placeholder.lumaFrequencies)
        let blue = Placeholder.amplitudes(grid.blueDifference, Placeholder.colourFrequencies)
        let red = Placeholder.amplitudes(grid.redDifference, Placeholder.colourFrequencies)
        let lumaScale = Placeholder.scale(luma.others)
        let colourScale = Placeholder.scale(blue.others + red.others)
        let halves =
            luma.others.map { Placeholder.half($0, of: lumaScale) }
            + (blue.others + red.others).map { Placeholder.half($0, of: colourScale) }
        var bytes = [Placeholder.shape(size)] + [luma.mean, blue.mean, red.mean].map { UInt8(min(max($0.rounded(), 0), 255)) }
        bytes += [lumaScale, colourScale]
        for pair in stride(from: 0, to: halves.count, by: 2) { bytes.append(halves[pair] << 4 | halves[pair + 1]) }
        guard let placeholder = Placeholder(bytes: bytes) else { preconditionFailure("the table above has 24 bytes") }
        self = placeholder
    }

    private static func shape(_ size: PixelSize) -> UInt8 {
        // The nearest of 255 shapes, by comparison: a logarithm would be another's last bit.
        let ratio = Double(max(size.width, 1)) / Double(max(size.height, 1))
        return UInt8(1 + bounds.count { ratio > $0 })
    }

    private static let bounds = (1..<255).map { Power.of(2, (Double($0) + 0.5 - 128) / 24) }

    private static func scale(_ amplitudes: [Double]) -> UInt8 {
        // What sums of floating point leave of nothing is nothing.
        let largest = amplitudes.reduce(0) { max($0, abs($1)) } - 1e-6
        return UInt8(min(max(largest.rounded(.up), 0), 255))
    }

    private static func half(_ amplitude: Double, of scale: UInt8) -> UInt8 {
        scale == 0 ? 8 : UInt8(8 + (7 * amplitude / Double(scale)).rounded())
    }

    /// Half waves at the middles of 64 cells: one row for each number of them up to 6.
    private static let waves: [[Double]] = (0...6).map { waves in
        (0..<Grid64.side).map { Trigonometry.cosine(.pi * Double(waves) * (Double($0) + 0.5) / Double(Grid64.side)) }
    }

    /// The cosine transform of a plane (DCT-II) at a few frequencies, so scaled that the waves' sum is the plane.
    private static func amplitudes(
        _ plane: [Float], _ frequencies: [(across: Int, down: Int)]
    ) -> (mean: Double, others: [Double]) {
        let side = Grid64.side
        let most = frequencies.reduce(0) { max($0, $1.across) }
        // Each row across first.
        let rows = (0...most).map { across in
            (0..<side).map { y in (0..<side).reduce(0.0) { $0 + Double(plane[y * side + $1]) * waves[across][$1] } }
        }
        func amplitude(_ across: Int, _ down: Int) -> Double {
            let sum = (0..<side).reduce(0.0) { $0 + rows[across][$1] * waves[down][$1] }
            return sum * (across > 0 ? 2 : 1) * (down > 0 ? 2 : 1) / Double(side * side)
        }
        return (amplitude(0, 0), frequencies.map { amplitude($0.across, $0.down) })
    }

    /// Width over height.
    public var aspectRatio: Double { Power.of(2, (Double(bytes[0]) - 128) / 24) }

    /// The blurred picture, its longest side as long as this.
    public func picture(longestSide: Int = 32) -> RGBPicture {
        let ratio = aspectRatio
        let side = Double(max(longestSide, 1))
        let size = PixelSize(
            width: max(1, Int((ratio >= 1 ? side : side * ratio).rounded())),
            height: max(1, Int((ratio >= 1 ? side / ratio : side).rounded())))
        let halves = bytes[6...].flatMap { [Int($0 >> 4), Int($0 & 15)] }
        func plane(_ mean: UInt8, _ scale: UInt8, _ start: Int, _ frequencies: [(across: Int, down: Int)]) -> Plane {
            let amplitudes = frequencies.indices.map { Double(halves[start + $0] - 8) / 7 * Double(scale) }
            return Plane(mean: Double(mean), waves: Array(zip(frequencies, amplitudes)), size: size)
        }
        let luma = plane(bytes[1], bytes[4], 0, Placeholder.lumaFrequencies)
        let blue = plane(bytes[2], bytes[5], 26, Placeholder.colourFrequencies)
        let red = plane(bytes[3], bytes[5], 31, Placeholder.colourFrequencies)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(size.count * 3)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let (light, cb, cr) = (luma.value(x, y), blue.value(x, y) - 128, red.value(x, y) - 128)
                for value in [light + 1.402 * cr, light - 0.344_136 * cb - 0.714_136 * cr, light + 1.772 * cb] {
                    pixels.append(UInt8(min(max(value.rounded(), 0), 255)))
                }
            }
        }
        return RGBPicture(size: size, bytes: pixels)
    }
}

/// A plane as a sum of waves, at the middles of pixels.
private struct Plane {
    private let mean: Double
    private let waves: [(frequency: (across: Int, down: Int), amplitude: Double)]
    private let across: [[Double]]
    private let down: [[Double]]

    init(mean: Double, waves: [((across: Int, down: Int), Double)], size: PixelSize) {
        self.mean = mean
        self.waves = waves.map { (frequency: $0.0, amplitude: $0.1) }
        func table(_ count: Int) -> [[Double]] {
            (0...6).map { waves in
                (0..<count).map { Trigonometry.cosine(.pi * Double(waves) * (Double($0) + 0.5) / Double(count)) }
            }
        }
        across = table(size.width)
        down = table(size.height)
    }

    func value(_ x: Int, _ y: Int) -> Double {
        waves.reduce(mean) { $0 + $1.amplitude * across[$1.frequency.across][x] * down[$1.frequency.down][y] }
    }
}
