// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import JozinTestSupport

extension Grid64 {
    /// A grey picture from a function of the place (column, row).
    static func grey(_ value: (Int, Int) -> Float) -> Grid64 {
        Grid64(
            luma: (0..<side * side).map { value($0 % side, $0 / side) },
            blueDifference: [Float](repeating: 128, count: side * side),
            redDifference: [Float](repeating: 128, count: side * side))
    }

    /// A picture with the statistics of a photo: overlapping soft-edged patches of all sizes, each with its own light and colour.
    static func photo(seed: UInt64) -> Grid64 {
        var generator = SeededGenerator(seed: seed)
        var grid = Grid64.grey { _, _ in 110 }
        for patch in 0..<90 {
            let radius = Float.random(in: 2...Float(max(4, 30 - patch / 3)), using: &generator)
            let (left, top) = (Float.random(in: 0...64, using: &generator), Float.random(in: 0...64, using: &generator))
            let light = Float.random(in: 20...235, using: &generator)
            let (blue, red) = (Float.random(in: 90...166, using: &generator), Float.random(in: 90...166, using: &generator))
            for cell in grid.luma.indices {
                let (x, y) = (Float(cell % side) - left, Float(cell / side) - top)
                let cover = min(1, max(0, (radius - (x * x + y * y).squareRoot()) / 3 + 0.5)) * 0.7
                grid.luma[cell] += (light - grid.luma[cell]) * cover
                grid.blueDifference[cell] += (blue - grid.blueDifference[cell]) * cover
                grid.redDifference[cell] += (red - grid.redDifference[cell]) * cover
            }
        }
        return grid
    }

    /// This picture with each luma value changed.
    func mapLuma(_ change: (Float) -> Float) -> Grid64 {
        var grid = self
        grid.luma = luma.map(change)
        return grid
    }

    /// This picture with noise of the deviation in every cell of every plane.
    func noisy(_ deviation: Float, seed: UInt64) -> Grid64 {
        var generator = SeededGenerator(seed: seed)
        func noisy(_ plane: [Float]) -> [Float] { plane.map { min(255, max(0, $0 + generator.noise(deviation))) } }
        return Grid64(luma: noisy(luma), blueDifference: noisy(blueDifference), redDifference: noisy(redDifference))
    }

    /// This picture in grey.
    var withoutColour: Grid64 { Grid64.grey { x, y in luma[y * Grid64.side + x] } }
}
