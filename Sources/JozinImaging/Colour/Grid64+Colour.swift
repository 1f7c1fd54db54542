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
        let red = Grid64.lights(colours.curves[0])
        // Most profiles have one curve for all three.
        let green = colours.curves[1] == colours.curves[0] ? red : Grid64.lights(colours.curves[1])
        let blue = colours.curves[2] == colours.curves[0] ? red : Grid64.lights(colours.curves[2])
        let columns = (0..<3).map { column in SIMD3(colours.matrix.map { $0[column] }) }
        let (fromRed, fromGreen, fromBlue) = (columns[0], columns[1], columns[2])
        let codes = SRGB.values
        var planes = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side {
            let rgb = rgb(cell)
            let light =
                fromRed * Grid64.interpolated(red, rgb.x) + fromGreen * Grid64.interpolated(green, rgb.y)
                + fromBlue * Grid64.interpolated(blue, rgb.z)
            planes.setRGB(
                cell, Grid64.code(light.x, codes), Grid64.code(light.y, codes), Grid64.code(light.z, codes))
        }
        return planes.grid
    }

    /// A curve's light for each of 0...255, and once more for interpolation.
    private static func lights(_ curve: ToneCurve) -> [Double] { (0...256).map { curve.value(min(Double($0) / 255, 1)) } }

    /// This grid of a grey picture in sRGB; an approximation as of other colours.
    public func converted(by grey: GreyCurve) -> Grid64 {
        let values = SRGB.values
        let codes = (0...256).map { Grid64.code(grey.light(min(Double($0) / 255, 1)), values) }
        var planes = GridPlanes()
        for cell in 0..<Grid64.side * Grid64.side { planes.setGrey(cell, Grid64.interpolated(codes, Double(luma[cell]))) }
        return planes.grid
    }

    /// BT.601 full range, as JFIF 1.02 has it, clipped.
    private func rgb(_ cell: Int) -> SIMD3<Double> {
        let (y, cb, cr) = (Double(luma[cell]), Double(blueDifference[cell]) - 128, Double(redDifference[cell]) - 128)
        func clipped(_ value: Double) -> Double { min(max(value, 0), 255) }
        return SIMD3(clipped(y + 1.402 * cr), clipped(y - 0.344_136 * cb - 0.714_136 * cr), clipped(y + 1.772 * cb))
    }

    private static func interpolated(_ table: [Double], _ value: Double) -> Double {
        let index = Int(value)
        return table[index] + (table[index + 1] - table[index]) * (value - Double(index))
    }

    /// The picture's value of a light, by `SRGB.values`.
    private static func code(_ light: Double, _ values: [Float]) -> Double {
        let place = min(max(light, 0), 1) * Double(SRGB.steps)
        let index = min(Int(place), SRGB.steps - 1)
        let (low, high) = (Double(values[index]), Double(values[index + 1]))
        return low + (high - low) * (place - Double(index))
    }
}
