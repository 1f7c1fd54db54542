// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// The 8 x 8 lowest frequencies of the luma plane: DCT-II over all 64 x 64 cells, divided by their number.
///
/// The first coefficient is the mean. The others are half (in the first row and column) or a quarter of their wave's amplitude.
struct LowFrequencies {
    /// Frequencies per side.
    static let side = 8

    /// Row-major; the row is the vertical frequency.
    let coefficients: [Float]

    init(_ luma: [Float]) {
        let cells = Grid64.side
        let side = LowFrequencies.side
        let basis = LowFrequencies.basis
        var coefficients: [Float] = []
        coefficients.reserveCapacity(side * side)
        for v in 0..<side {
            var strip = [Float](repeating: 0, count: cells)
            for y in 0..<cells {
                let weight = basis[v * cells + y]
                for x in 0..<cells { strip[x] += weight * luma[y * cells + x] }
            }
            for u in 0..<side {
                var sum: Float = 0
                for x in 0..<cells { sum += basis[u * cells + x] * strip[x] }
                coefficients.append(sum / Float(cells * cells))
            }
        }
        self.coefficients = coefficients
    }

    /// cos(pi (2x + 1) u / 128), a row for each frequency u.
    private static let basis: [Float] = (0..<side).flatMap { u in
        (0..<Grid64.side).map { x in Float(CosineTable.cosine(3 * (2 * x + 1) * u)) }
    }
}
