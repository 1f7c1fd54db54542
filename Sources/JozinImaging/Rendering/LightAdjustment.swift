// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Exposure and warmth as a table for each of red, green and blue: light is multiplied, what becomes brighter than white is white.
///
/// Warmth w multiplies red by 2^(w/2) and blue by 2^(-w/2), and all three by what keeps a grey's luminance (Rec. 709).
public struct LightAdjustment: Sendable {
    private let tables: [[UInt8]]

    /// Nil where a recipe leaves light alone.
    public init?(_ adjustments: Adjustments) {
        guard adjustments.changesLight else { return nil }
        let exposure = Power.of(2, adjustments.exposure)
        let (red, blue) = (Power.of(2, adjustments.warmth / 2), Power.of(2, -adjustments.warmth / 2))
        let luminance = 0.2126 * red + 0.7152 + 0.0722 * blue
        tables = [red, 1, blue].map { gain in
            (0...255).map { code in
                let light = SRGB.linear(Double(code) / 255) * exposure * gain / luminance
                return UInt8((255 * SRGB.encoded(min(light, 1))).rounded())
            }
        }
    }

    /// The picture in another light.
    public func apply(to picture: RGBPicture) -> RGBPicture {
        var picture = picture
        let reds = tables[0]
        let greens = tables[1]
        let blues = tables[2]
        for pixel in 0..<picture.size.count {
            let at = pixel &* 3
            picture.bytes[at] = reds[Int(picture.bytes[at])]
            picture.bytes[at &+ 1] = greens[Int(picture.bytes[at &+ 1])]
            picture.bytes[at &+ 2] = blues[Int(picture.bytes[at &+ 2])]
        }
        return picture
    }
}
