// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How equal items along one side of a picture, pixels or blocks, are shared out among the 64 cells of a grid, exactly.
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

    /// Adds to the 64 cells, `channels` sums each, the items (`channels` values each), weighted by the units in the cell.
    func share(_ items: Span<UInt32>, channels: Int, among cells: inout MutableSpan<UInt64>, from firstCell: Int) {
        var at = 0
        var left = item
        for number in firstCell..<firstCell + Grid64.side {
            var needed = cell
            while needed > 0 {
                if left == item && needed >= item {
                    let whole = needed / item
                    add(items, at..<at + whole, channels, weight: item, to: number, &cells)
                    at += whole
                    needed -= whole * item
                } else {
                    let part = min(needed, left)
                    add(items, at..<at + 1, channels, weight: part, to: number, &cells)
                    needed -= part
                    left -= part
                    if left == 0 { (at, left) = (at + 1, item) }
                }
            }
        }
    }

    @inline(__always)
    private func add(
        _ items: Span<UInt32>, _ range: Range<Int>, _ channels: Int, weight: Int, to cell: Int,
        _ cells: inout MutableSpan<UInt64>
    ) {
        // No sum overflows: 2^32 per item, and at most 2^32 units in a cell.
        let values = items.extracting(range.lowerBound * channels..<range.upperBound * channels)
        if channels == 3 {
            var (red, green, blue): (UInt64, UInt64, UInt64) = (0, 0, 0)
            var index = 0
            while index &+ 2 < values.count {
                red &+= UInt64(values[index])
                green &+= UInt64(values[index &+ 1])
                blue &+= UInt64(values[index &+ 2])
                index &+= 3
            }
            cells[cell * 3] &+= red &* UInt64(weight)
            cells[cell * 3 + 1] &+= green &* UInt64(weight)
            cells[cell * 3 + 2] &+= blue &* UInt64(weight)
        } else {
            var sum: UInt64 = 0
            for index in values.indices { sum &+= UInt64(values[index]) }
            cells[cell] &+= sum &* UInt64(weight)
        }
    }
}
