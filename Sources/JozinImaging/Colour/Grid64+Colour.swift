// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

extension Grid64 {
    /// This grid in sRGB, as far as a grid can be converted; of tables and what is not understood it stays as it is.
    public func converted(from colour: SourceColour) -> Grid64 {
        switch colour {
        case .sRGB, .tables, .unconvertible: self
        case .linear(let colours): converted(by: colours)
        case .grey(let curve): converted(by: curve)
        }
    }

    /// This grid of another colour space's means in sRGB.
    ///
    /// An approximation: a mean of converted pixels is not the converted mean, since curves are not straight. The fingerprints of the
    /// two differ by a bit or two, as those of a quick and a full decode do.
    public func converted(by colours: LinearColours) -> Grid64 {
        let lights = colours.curves.map { curve in (0...256).map { curve.value(min(Double($0) / 255, 1)) } }
        var planes = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side {
            let rgb = rgb(cell)
            let light = (0..<3).map { Grid64.interpolated(lights[$0], rgb[$0]) }
            let codes = colours.matrix.map { row in
                Grid64.code(row[0] * light[0] + row[1] * light[1] + row[2] * light[2])
            }
            planes.setRGB(cell, codes[0], codes[1], codes[2])
        }
        return planes.grid
    }

    /// This grid of a grey picture in sRGB; an approximation as of other colours.
    public func converted(by grey: GreyCurve) -> Grid64 {
        let codes = (0...256).map { Grid64.code(grey.light(min(Double($0) / 255, 1))) }
        var planes = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side { planes.setGrey(cell, Grid64.interpolated(codes, Double(luma[cell]))) }
        return planes.grid
    }

    /// BT.601 full range, as JFIF 1.02 has it, clipped.
    private func rgb(_ cell: Int) -> [Double] {
        let (y, cb, cr) = (Double(luma[cell]), Double(blueDifference[cell]) - 128, Double(redDifference[cell]) - 128)
        return [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb].map { min(max($0, 0), 255) }
    }

    private static func interpolated(_ table: [Double], _ value: Double) -> Double {
        let index = Int(value)
        return table[index] + (table[index + 1] - table[index]) * (value - Double(index))
    }

    private static func code(_ light: Double) -> Double {
        let place = min(max(light, 0), 1) * Double(SRGB.steps)
        let index = min(Int(place), SRGB.steps - 1)
        let (low, high) = (Double(SRGB.values[index]), Double(SRGB.values[index + 1]))
        return low + (high - low) * (place - Double(index))
    }
}
