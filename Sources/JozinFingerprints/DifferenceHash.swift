// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// dHash64: the signs of the horizontal gradient of 9 x 8 samples, as `dhash` of PyPI ImageHash (after Krawetz 2013), in the
/// same order of bits: row by row from the top left.
///
/// ImageHash resizes the whole photo by Lanczos and rounds to grey levels. The same kernel over the grid, with a gradient of
/// more than half a level, agrees within 2 bits; box and triangle kernels do not (medians of 6 and 5 bits).
enum DifferenceHash {
    private static let rows = 8
    private static let columns = 9
    /// A bit is set where the right sample exceeds the left by more than this (in grey levels): flat areas give 0.
    private static let deadBand: Float = 0.5

    private static let down = LanczosReduction(samples: rows)
    private static let across = LanczosReduction(samples: columns)

    static func hash(_ luma: [Float]) -> Hash64 {
        let cells = Grid64.side
        let (down, across) = (DifferenceHash.down, DifferenceHash.across)
        var differences: [Float] = []
        differences.reserveCapacity(rows * (columns - 1))
        for row in 0..<rows {
            var strip = [Float](repeating: 0, count: cells)
            for y in down.reach[row] {
                let weight = down.weights[row * cells + y]
                for x in 0..<cells { strip[x] += weight * luma[y * cells + x] }
            }
            var left: Float = 0
            for column in 0..<columns {
                var sample: Float = 0
                for x in across.reach[column] { sample += across.weights[column * cells + x] * strip[x] }
                if column > 0 { differences.append(sample - left) }
                left = sample
            }
        }
        return Hash64(bitsOf: differences) { $0 > deadBand }
    }
}
