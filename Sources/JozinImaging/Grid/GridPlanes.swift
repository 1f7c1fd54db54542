// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A `Grid64` in the making, filled cell by cell in whatever colours the picture has.
struct GridPlanes {
    private var luma = [Float](repeating: 0, count: Grid64.side * Grid64.side)
    private var blueDifference = [Float](repeating: 128, count: Grid64.side * Grid64.side)
    private var redDifference = [Float](repeating: 128, count: Grid64.side * Grid64.side)

    var grid: Grid64 { Grid64(luma: luma, blueDifference: blueDifference, redDifference: redDifference) }

    mutating func setGrey(_ cell: Int, _ grey: Double) { luma[cell] = GridPlanes.bounded(grey) }

    mutating func setYCbCr(_ cell: Int, _ y: Double, _ cb: Double, _ cr: Double) {
        luma[cell] = GridPlanes.bounded(y)
        blueDifference[cell] = GridPlanes.bounded(cb)
        redDifference[cell] = GridPlanes.bounded(cr)
    }

    /// BT.601 full range, as JFIF 1.02 has it.
    mutating func setRGB(_ cell: Int, _ red: Double, _ green: Double, _ blue: Double) {
        let y = 0.299 * red + 0.587 * green + 0.114 * blue
        setYCbCr(cell, y, 128 + (blue - y) / 1.772, 128 + (red - y) / 1.402)
    }

    private static func bounded(_ value: Double) -> Float { Float(min(max(value, 0), 255)) }
}
