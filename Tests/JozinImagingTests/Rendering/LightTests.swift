// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinImaging
import Testing

@Suite struct `Exposure and warmth change light, not codes` {
    private let ramp = RGBPicture(
        size: PixelSize(width: 256, height: 1), bytes: (0..<256).flatMap { [UInt8($0), UInt8($0), UInt8($0)] })

    private func light(_ code: UInt8) -> Double {
        let value = Double(code) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    @Test func `nothing is nothing`() {
        #expect(LightAdjustment(.none) == nil && LightAdjustment(Adjustments(straighten: 3)) == nil)
    }

    @Test func `a stop is twice the light, until it is white`() throws {
        let brighter = try #require(LightAdjustment(Adjustments(exposure: 1))).apply(to: ramp)
        let darker = try #require(LightAdjustment(Adjustments(exposure: -1))).apply(to: ramp)
        for code in 0..<256 {
            let before = light(UInt8(code))
            #expect(abs(light(brighter.bytes[code * 3]) - min(2 * before, 1)) < 0.006)
            #expect(abs(light(darker.bytes[code * 3]) - before / 2) < 0.006)
        }
    }

    @Test func `warmth makes red more than blue, and keeps a grey's luminance`() throws {
        for warmth in [-1, -0.4, 0.3, 1] {
            let warm = try #require(LightAdjustment(Adjustments(warmth: warmth))).apply(to: ramp)
            for code in stride(from: 20, to: 150, by: 10) {
                let (red, green, blue) = (
                    light(warm.bytes[code * 3]), light(warm.bytes[code * 3 + 1]), light(warm.bytes[code * 3 + 2])
                )
                #expect(abs(0.2126 * red + 0.7152 * green + 0.0722 * blue - light(UInt8(code))) < 0.006)
                #expect(warmth > 0 ? red > blue : red < blue)
                #expect(abs(log2(red / blue) - warmth) < 0.25)
            }
        }
    }

    @Test func `codes never change their order`() throws {
        for (exposure, warmth) in [(5.0, 1.0), (-5, -1), (0.3, 0.2)] {
            let changed = try #require(LightAdjustment(Adjustments(exposure: exposure, warmth: warmth))).apply(to: ramp)
            for code in 3..<768 { #expect(changed.bytes[code] >= changed.bytes[code - 3]) }
        }
    }
}
