// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Shares the items of one side of a picture out among the 64 cells of a grid, exactly.
///
/// A cell's share is the sum up to its end less the sum up to its begin, each the whole items before and a part of the next: one
/// multiplication or two at each end, and no division, however many rows there are.
struct GridShares: Sendable {
    /// Where a cell ends.
    private struct End {
        /// Whole items before it.
        let items: Int
        /// Units of the next item.
        let units: UInt64
    }

    private let ends: [End]
    private let itemUnits: UInt64
    private let channels: Int
    /// The sum of the items before each, all channels in turn.
    private var sums: [UInt64]

    /// For `count` items of `channels` values each.
    init(_ axis: GridAxis, count: Int, channels: Int) {
        ends = (1...Grid64.side).map { cell in
            let (items, units) = (cell * axis.cell).quotientAndRemainder(dividingBy: axis.item)
            return End(items: items, units: UInt64(units))
        }
        itemUnits = UInt64(axis.item)
        self.channels = channels
        sums = Array(repeating: 0, count: (count + 1) * channels)
    }

    /// Adds to a row of cells, `channels` sums each, the items weighted by the units in the cell.
    mutating func add(_ items: Span<UInt32>, to cells: inout MutableSpan<UInt64>, from firstCell: Int) {
        let (ends, itemUnits, channels) = (ends, itemUnits, channels)
        var sums = sums.mutableSpan
        precondition(items.count + channels == sums.count)
        // Sums over a whole side may pass 2^64; the differences do not, with 2^32 per item and at most 2^32 units in a cell.
        for index in 0..<items.count { sums[index &+ channels] = sums[index] &+ UInt64(items[index]) }
        for channel in 0..<channels {
            let last = items.count - channels + channel
            var begin: UInt64 = 0
            var cell = firstCell * channels + channel
            for end in ends {
                let place = end.items &* channels &+ channel
                // Behind the last item there is no part of a next one: any item will do.
                let sum = sums[place] &* itemUnits &+ UInt64(items[min(place, last)]) &* end.units
                cells[cell] &+= sum &- begin
                begin = sum
                cell &+= channels
            }
        }
    }
}
