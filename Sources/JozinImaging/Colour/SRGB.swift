// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// sRGB (IEC 61966-2-1) by its numbers: what every other colour is converted to.
enum SRGB {
    /// X, Y, Z of red, green and blue as the ICC's own profiles store them, adapted to D50, in 65536ths.
    static let colorants: [[Double]] = [[28578, 14581, 912], [25241, 46981, 6362], [9376, 3972, 46799]].map {
        $0.map { $0 / 65536 }
    }

    /// From 0...1 of the picture to 0...1 of light.
    static func linear(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : Power.of((value + 0.055) / 1.055, 2.4)
    }

    /// From 0...1 of light to 0...1 of the picture.
    static func encoded(_ light: Double) -> Double {
        light <= 0.003_130_8 ? light * 12.92 : 1.055 * Power.of(light, 1 / 2.4) - 0.055
    }

    /// Steps of light in `codes`; near black one step is a fifth of a code.
    static let steps = 16384

    /// The picture's value, 0...255, for each step of light from 0 to `steps`.
    static let values: [Float] = (0...steps).map { Float(255 * encoded(Double($0) / Double(steps))) }

    /// The same, rounded.
    static let codes: [UInt8] = (0...steps).map { UInt8((255 * encoded(Double($0) / Double(steps))).rounded()) }

    /// Whether a curve gives back each of the 256 codes: then it is sRGB's for 8-bit pictures.
    static func isCurve(_ curve: ToneCurve) -> Bool {
        (0...255).allSatisfy { abs(255 * encoded(curve.value(Double($0) / 255)) - Double($0)) < 0.5 }
    }

    /// Whether colorants differ from sRGB's by less than makes a code of difference, as rounding in profiles does (at most 0.0003 was seen).
    static func areColorants(_ others: [[Double]]) -> Bool {
        zip(colorants, others).allSatisfy { zip($0, $1).allSatisfy { abs($0 - $1) <= 0.001 } }
    }
}
