// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Makes a `Grid64` of full-resolution rows as they stream by, and the average colour beside it.
///
/// Exact: pixels are summed as integers, each in 64ths, split among the cells that it touches. Rows are added up in 16 bits, which 257
/// rows cannot overflow, those sums in 32, and a band of them is shared out among 64 cells in 64.
public struct GridAccumulator: Sendable {
    private let size: PixelSize
    private let channels: Int
    /// Channels of the sums: 1 or 3.
    private let colours: Int
    private var across: GridShares
    private let down: GridAxis
    private var rows = 0
    /// Sums of whole rows, not yet in `wide`.
    private var narrow: [UInt16]
    private var narrowRows = 0
    /// Sums of rows in 64ths, not yet in `cells`.
    private var wide: [UInt32]
    private var wideUnits = 0
    private var cells: [UInt64]
    private var cellRow = 0
    /// How many 64ths of a row the current row of cells still lacks.
    private var missing: Int
    /// A row of RGBA, on white.
    private var flat: [UInt8]

    /// For a picture of this size, with 1 (grey), 3 (RGB) or 4 (RGBA) bytes per pixel; anything else traps, an empty picture too.
    public init(size: PixelSize, channels: Int) {
        precondition(size.width > 0 && size.height > 0 && (channels == 1 || channels == 3 || channels == 4))
        precondition(max(size.width, size.height) < 1 << 32, "sums of 64 bits suffice")
        self.size = size
        self.channels = channels
        colours = min(channels, 3)
        across = GridShares(.pixels(size.width), count: size.width, channels: colours)
        down = .pixels(size.height)
        narrow = Array(repeating: 0, count: size.width * colours)
        wide = Array(repeating: 0, count: size.width * colours)
        cells = Array(repeating: 0, count: Grid64.side * Grid64.side * colours)
        missing = down.cell
        flat = channels == 4 ? Array(repeating: 0, count: size.width * 3) : []
    }

    /// Adds one or more whole rows, the next below the last; a part of a row, or more rows than the picture has, traps.
    public mutating func add(rows bytes: Span<UInt8>) {
        let rowBytes = size.width * channels
        precondition(bytes.count.isMultiple(of: rowBytes) && rows + bytes.count / rowBytes <= size.height)
        for start in stride(from: 0, to: bytes.count, by: rowBytes) {
            let row = bytes.extracting(start..<start + rowBytes)
            if channels == 4 {
                GridAccumulator.putOnWhite(row, &flat)
                split(flat)
            } else {
                split(row)
            }
            rows += 1
        }
    }

    /// The grid of all rows, in stored orientation; traps where rows are missing.
    public func finish() -> Grid64 {
        precondition(rows == size.height, "all rows were added")
        let area = Double(size.width) * Double(size.height)
        var grid = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side {
            if colours == 1 {
                grid.setGrey(cell, Double(cells[cell]) / area)
            } else {
                let at = 3 * cell
                grid.setRGB(cell, Double(cells[at]) / area, Double(cells[at + 1]) / area, Double(cells[at + 2]) / area)
            }
        }
        return grid.grid
    }

    /// The mean of all pixels, rounded to the nearest; traps where rows are missing.
    public var averageColor: AverageColor {
        precondition(rows == size.height, "all rows were added")
        // Every pixel is there 64 x 64 times.
        let weight = UInt64(Grid64.side * Grid64.side * size.width * size.height)
        let means = (0..<colours).map { colour in
            let sum = stride(from: colour, to: cells.count, by: colours).reduce(0) { $0 + cells[$1] }
            return UInt8((sum + weight / 2) / weight)
        }
        return AverageColor(red: means[0], green: means[colours / 2], blue: means[colours - 1])
    }

    /// Adds a row to the rows of cells that it touches: to one as a rule, to two on a boundary, to many in a low picture.
    private mutating func split(_ row: [UInt8]) { split(row.span) }

    private mutating func split(_ row: Span<UInt8>) {
        var left = down.item
        while left > 0 {
            let part = min(left, missing)
            if part == down.item {
                GridAccumulator.add(row, to: &narrow)
                narrowRows += 1
                if narrowRows == 257 { widen() }
            } else {
                makeRoom(for: part)
                GridAccumulator.add(row, times: UInt32(part), to: &wide)
            }
            left -= part
            missing -= part
            if missing == 0 { closeCellRow() }
        }
    }

    private mutating func closeCellRow() {
        widen()
        shareWide()
        cellRow += 1
        missing = down.cell
    }

    private mutating func widen() {
        guard narrowRows > 0 else { return }
        makeRoom(for: narrowRows * down.item)
        GridAccumulator.move(&narrow, times: UInt32(down.item), to: &wide)
        narrowRows = 0
    }

    /// Keeps `wide` below 2^32.
    private mutating func makeRoom(for units: Int) {
        if (wideUnits + units) * 255 > Int(UInt32.max) { shareWide() }
        wideUnits += units
    }

    private mutating func shareWide() {
        guard wideUnits > 0 else { return }
        GridAccumulator.share(&wide, &across, &cells, from: cellRow * Grid64.side)
        wideUnits = 0
    }
}

// The loops, each over spans of one length so that bounds checks leave them.
extension GridAccumulator {
    private static func share(
        _ wide: inout [UInt32], _ across: inout GridShares, _ cells: inout [UInt64], from firstCell: Int
    ) {
        var sums = cells.mutableSpan
        across.add(wide.span, to: &sums, from: firstCell)
        var columns = wide.mutableSpan
        columns.update(repeating: 0)
    }

    private static func add(_ row: Span<UInt8>, to sums: inout [UInt16]) {
        var sums = sums.mutableSpan
        precondition(row.count == sums.count)
        for index in 0..<row.count { sums[index] &+= UInt16(row[index]) }
    }

    private static func add(_ row: Span<UInt8>, times weight: UInt32, to sums: inout [UInt32]) {
        var sums = sums.mutableSpan
        precondition(row.count == sums.count)
        for index in 0..<row.count { sums[index] &+= UInt32(row[index]) &* weight }
    }

    private static func move(_ narrow: inout [UInt16], times weight: UInt32, to sums: inout [UInt32]) {
        var narrow = narrow.mutableSpan
        var sums = sums.mutableSpan
        precondition(narrow.count == sums.count)
        for index in 0..<narrow.count {
            sums[index] &+= UInt32(narrow[index]) &* weight
            narrow[index] = 0
        }
    }

    /// Each colour over white by its alpha, rounded to the nearest; opaque pixels stay as they are.
    private static func putOnWhite(_ row: Span<UInt8>, _ flat: inout [UInt8]) {
        var flat = flat.mutableSpan
        precondition(row.count / 4 * 3 == flat.count)
        var (from, to) = (0, 0)
        while from &+ 3 < row.count && to &+ 2 < flat.count {
            let alpha = UInt32(row[from &+ 3])
            flat[to] = onWhite(row[from], alpha)
            flat[to &+ 1] = onWhite(row[from &+ 1], alpha)
            flat[to &+ 2] = onWhite(row[from &+ 2], alpha)
            from &+= 4
            to &+= 3
        }
    }

    @inline(__always)
    private static func onWhite(_ colour: UInt8, _ alpha: UInt32) -> UInt8 {
        // A quotient by 255, rounded: exact up to 65,535 (Blinn, "Three wrongs make a right", 1995).
        let mixed = UInt32(colour) &* alpha &+ 255 &* (255 &- alpha) &+ 128
        return UInt8(truncatingIfNeeded: (mixed &+ mixed >> 8) >> 8)
    }
}
