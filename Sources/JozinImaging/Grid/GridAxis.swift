// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How equal items along one side of a picture, pixels or blocks, lie among the 64 cells of a grid.
///
/// The side is 64 cells of `cell` units; an item is `item` units long, and the last one may reach past the end.
struct GridAxis: Sendable {
    let cell: Int
    let item: Int

    /// For `count` pixels: a cell is count / 64 pixels, so that a unit is 1/64 pixel.
    static func pixels(_ count: Int) -> GridAxis { GridAxis(cell: count, item: Grid64.side) }

    /// For the 8x8 blocks of a component with one sample per `maxFactor / factor` pixels, on a side of `count` pixels.
    static func blocks(_ count: Int, factor: Int, maxFactor: Int) -> GridAxis {
        GridAxis(cell: count * factor, item: 8 * Grid64.side * maxFactor)
    }
}
