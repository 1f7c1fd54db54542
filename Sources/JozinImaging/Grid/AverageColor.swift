// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The mean colour of a picture, 8 bits per channel.
public struct AverageColor: Hashable, Sendable {
    /// Mean red.
    public let red: UInt8
    /// Mean green.
    public let green: UInt8
    /// Mean blue.
    public let blue: UInt8

    /// From its three channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }
}

extension Grid64 {
    /// The mean colour of the cells: exact for a grid of all pixels but for rounding, within a step or two for one of DC coefficients.
    public var averageColor: AverageColor {
        func mean(_ plane: [Float]) -> Double { plane.reduce(0.0) { $0 + Double($1) } / Double(plane.count) }
        let (y, cb, cr) = (mean(luma), mean(blueDifference) - 128, mean(redDifference) - 128)
        func byte(_ value: Double) -> UInt8 { UInt8(min(max(value, 0), 255).rounded()) }
        // BT.601 full range, as JFIF.
        return AverageColor(
            red: byte(y + 1.402 * cr), green: byte(y - 0.344_136 * cb - 0.714_136 * cr), blue: byte(y + 1.772 * cb))
    }
}
