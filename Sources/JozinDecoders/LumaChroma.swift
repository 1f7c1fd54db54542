// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Luma and chroma of full range as they are stored, turned to light by the shares that red, green and blue have in luma.
struct LumaChroma: Hashable {
    /// JFIF's formula (BT.601), rounded as libjpeg does it.
    static let jfif = LumaChroma(redOfRed: 91881, greenOfBlue: 22554, greenOfRed: 46802, blueOfBlue: 116_130)

    // In 2^16ths: how much chroma red, green and blue take; each at most 2^26.
    private let redOfRed: Int
    private let greenOfBlue: Int
    private let greenOfRed: Int
    private let blueOfBlue: Int

    private init(redOfRed: Int, greenOfBlue: Int, greenOfRed: Int, blueOfBlue: Int) {
        self.redOfRed = redOfRed
        self.greenOfBlue = greenOfBlue
        self.greenOfRed = greenOfRed
        self.blueOfBlue = blueOfBlue
    }

    /// Of red, green and blue, each within 0...1 and green not 0; R = Y + (2 - 2 r) Cr, B = Y + (2 - 2 b) Cb, and G what is left of luma.
    init(shares: [Double]) {
        guard shares != [0.299, 0.587, 0.114] else {
            self = .jfif
            return
        }
        func fixed(_ value: Double) -> Int { Int((min(max(value, -1024), 1024) * 65_536).rounded()) }
        redOfRed = fixed(2 - 2 * shares[0])
        greenOfBlue = fixed((2 - 2 * shares[2]) * shares[2] / shares[1])
        greenOfRed = fixed((2 - 2 * shares[0]) * shares[0] / shares[1])
        blueOfBlue = fixed(2 - 2 * shares[2])
    }

    /// Converts whole pixels of three bytes where they lie, rounded to the nearest.
    func light(_ pixels: inout [UInt8]) {
        var at = 0
        while at &+ 2 < pixels.count {
            let y = Int(pixels[at]) &<< 16 &+ 32768
            let (cb, cr) = (Int(pixels[at &+ 1]) &- 128, Int(pixels[at &+ 2]) &- 128)
            pixels[at] = LumaChroma.byte(y &+ redOfRed &* cr)
            pixels[at &+ 1] = LumaChroma.byte(y &- greenOfBlue &* cb &- greenOfRed &* cr)
            pixels[at &+ 2] = LumaChroma.byte(y &+ blueOfBlue &* cb)
            at &+= 3
        }
    }

    private static func byte(_ value: Int) -> UInt8 { UInt8(min(max(value &>> 16, 0), 255)) }
}
