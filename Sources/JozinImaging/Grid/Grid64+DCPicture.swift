// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

internal import JozinCore

extension Grid64 {
    /// The short side, in pixels, below which a picture has too few blocks for a grid and is decoded in full.
    public static let smallestShortSideForDC = 512

    /// The grid of a picture of block means, in stored orientation.
    ///
    /// A block at the right or lower edge counts with the pixels that lie in the picture; each plane is measured on its own scale.
    public init(_ picture: DCPicture) {
        let means = picture.planes.map { Grid64.cellMeans($0, of: picture) }
        var grid = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side {
            switch picture.colour {
            case .grey: grid.setGrey(cell, means[0][cell])
            case .yCbCr: grid.setYCbCr(cell, means[0][cell], means[1][cell], means[2][cell])
            case .rgb: grid.setRGB(cell, means[0][cell], means[1][cell], means[2][cell])
            }
        }
        self = grid.grid
    }

    private static func cellMeans(_ plane: DCPlane, of picture: DCPicture) -> [Double] {
        let across = GridAxis.blocks(picture.size.width, factor: plane.horizontal, maxFactor: picture.maxHorizontal)
        var shares = GridShares(across, count: plane.blocksWide, channels: 1)
        let down = GridAxis.blocks(picture.size.height, factor: plane.vertical, maxFactor: picture.maxVertical)
        var cells = [UInt64](repeating: 0, count: side * side)
        var columns = [UInt32](repeating: 0, count: plane.blocksWide)
        var (cellRow, missing) = (0, down.cell)
        for row in 0..<plane.blocksHigh {
            var left = down.item
            while left > 0, cellRow < side {
                let part = min(left, missing)
                plane.addRow(row, times: UInt32(part), to: &columns)
                left -= part
                missing -= part
                guard missing == 0 else { continue }
                share(&columns, &shares, &cells, from: cellRow * side)
                (cellRow, missing) = (cellRow + 1, down.cell)
            }
        }
        let weight = 16 * Double(across.cell) * Double(down.cell)
        return cells.map { Double($0) / weight }
    }

    private static func share(_ columns: inout [UInt32], _ shares: inout GridShares, _ cells: inout [UInt64], from firstCell: Int)
    {
        var sums = cells.mutableSpan
        shares.add(columns.span, to: &sums, from: firstCell)
        var values = columns.mutableSpan
        values.update(repeating: 0)
    }
}

extension DCPlane {
    /// Adds the means of a row of blocks, in 16ths and clamped as samples are, `weight` times to `sums`.
    ///
    /// Bits that a progressive file brings later count as half of what they could be at most. No sum overflows: 4080 x 4 x 65535 < 2^32.
    fileprivate func addRow(_ row: Int, times weight: UInt32, to sums: inout [UInt32]) {
        let blocks = coefficients.span.extracting(row * blocksWide..<(row + 1) * blocksWide)
        var sums = sums.mutableSpan
        precondition(blocks.count == sums.count)
        // One step of 2^14 leaves 0...255 already, so that larger ones need not be told apart, and 2^15 x 2 x 2^14 fits 32 bits.
        let step = min(step, 1 << 14)
        let factor = Int32(2 * step)
        let offset = Int32(2048 + (1 << missingBits - 1) * step)
        for index in 0..<blocks.count {
            let mean = Int32(blocks[index]) &* factor &+ offset
            sums[index] &+= UInt32(truncatingIfNeeded: min(max(mean, 0), 4080)) &* weight
        }
    }
}
