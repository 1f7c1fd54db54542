// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// The weights that reduce 64 cells to fewer samples by Lanczos-3: sinc(t) sinc(t/3) at a distance of t samples, 0 from 3 on,
/// each sample's weights normalised to sum 1.
struct LanczosReduction {
    /// A row of 64 weights for each sample.
    let weights: [Float]
    /// The cells that each sample is made from.
    let reach: [Range<Int>]

    init(samples: Int) {
        let cells = Grid64.side
        var weights: [Float] = []
        var reach: [Range<Int>] = []
        for sample in 0..<samples {
            // From centre to centre, in 128ths of a sample: a whole number.
            let distances = (0..<cells).map { (2 * $0 + 1) * samples - cells * (2 * sample + 1) }
            let kernel = distances.map(LanczosReduction.kernel)
            let sum = kernel.reduce(0, +)
            weights += kernel.map { Float($0 / sum) }
            let first = distances.firstIndex { $0 > -3 * 128 } ?? 0
            let end = distances.firstIndex { $0 >= 3 * 128 } ?? cells
            reach.append(first..<end)
        }
        self.weights = weights
        self.reach = reach
    }

    /// The kernel at `distance` 128ths of a sample.
    private static func kernel(_ distance: Int) -> Double {
        guard distance != 0 else { return 1 }
        guard abs(distance) < 3 * 128 else { return 0 }
        let angle = Double(distance) * (.pi / 128)
        // t pi is 3 steps of the table for each 128th, t pi / 3 one.
        return CosineTable.sine(3 * distance) * CosineTable.sine(distance) * 3 / (angle * angle)
    }
}
