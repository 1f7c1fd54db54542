// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Luma and chroma as a TIFF may store them outside JPEG, turned to light by JFIF's formula (BT.601, full range).
enum LumaChroma {
    /// Converts whole pixels of three bytes where they lie. 2^16ths, rounded to the nearest.
    static func light(_ pixels: inout [UInt8]) {
        var at = 0
        while at &+ 2 < pixels.count {
            let y = Int(pixels[at]) &<< 16 &+ 32768
            let (cb, cr) = (Int(pixels[at &+ 1]) &- 128, Int(pixels[at &+ 2]) &- 128)
            pixels[at] = byte(y &+ 91881 &* cr)
            pixels[at &+ 1] = byte(y &- 22554 &* cb &- 46802 &* cr)
            pixels[at &+ 2] = byte(y &+ 116130 &* cb)
            at &+= 3
        }
    }

    private static func byte(_ value: Int) -> UInt8 { UInt8(min(max(value &>> 16, 0), 255)) }
}
