// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// cmh192: the first two colour moments (Stricker and Orengo 1995: mean and standard deviation) of Y, Cb and Cr in each quarter.
///
/// Order: quarter (top left, top right, bottom left, bottom right), then channel, then mean before deviation. Chroma varies
/// about half as much as luma, and deviations half as much as means: the scales 1, 2, 2 and 4 give them a like say.
enum ColourMoments {
    static func hash(_ grid: Grid64) -> Hash192 {
        var values: [UInt8] = []
        values.reserveCapacity(24)
        for quarter in 0..<4 {
            let luma = Moments(grid.luma, quarter: quarter)
            values.append(quantised(luma.mean))
            values.append(quantised(luma.deviation * 2))
            for plane in [grid.blueDifference, grid.redDifference] {
                let chroma = Moments(plane, quarter: quarter)
                values.append(quantised((chroma.mean - 128) * 2 + 128))
                values.append(quantised(chroma.deviation * 4))
            }
        }
        guard let hash = Hash192(values: values) else { preconditionFailure("four quarters of six values are 24") }
        return hash
    }

    /// The nearest of 0...255, halves upwards; what is no number gives 0.
    private static func quantised(_ value: Float) -> UInt8 {
        value >= 0 ? UInt8(min(255, (value + 0.5).rounded(.down))) : 0
    }
}

/// Mean and standard deviation of one quarter of a plane.
///
/// The order of the additions is part of the definition: down each column first, then over the columns.
private struct Moments {
    let mean: Float
    let deviation: Float

    private static let half = Grid64.side / 2

    init(_ plane: [Float], quarter: Int) {
        let origin = quarter / 2 * Moments.half * Grid64.side + quarter % 2 * Moments.half
        let mean = Moments.mean(plane, from: origin) { $0 }
        self.mean = mean
        deviation = Moments.mean(plane, from: origin) { ($0 - mean) * ($0 - mean) }.squareRoot()
    }

    private static func mean(_ plane: [Float], from origin: Int, of value: (Float) -> Float) -> Float {
        var columns = [Float](repeating: 0, count: half)
        for y in 0..<half {
            for x in 0..<half { columns[x] += value(plane[origin + y * Grid64.side + x]) }
        }
        return columns.reduce(0, +) / Float(half * half)
    }
}
