// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Cyan, magenta, yellow and black, turned to light without a profile: what ink leaves of what black leaves.
///
/// Good enough for a grid; canonical pixels of inks wait for their profile.
enum Inks {
    /// Four bytes a pixel to three. `areInverted` is Adobe's habit of storing 255 minus the ink.
    static func light(_ inks: Span<UInt8>, areInverted: Bool, into rgb: inout [UInt8]) {
        let count = inks.count / 4
        precondition(rgb.count >= count * 3)
        let flip: UInt8 = areInverted ? 0 : 255
        for pixel in 0..<count {
            let left = Int(inks[pixel &* 4 &+ 3] ^ flip)
            for channel in 0..<3 {
                // At most 255 x 255.
                let product = Int(inks[pixel &* 4 &+ channel] ^ flip) &* left
                rgb[pixel &* 3 &+ channel] = UInt8(truncatingIfNeeded: (product &+ 127) / 255)
            }
        }
    }
}
