// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore

/// What a JPEG says of itself (ITU T.81, B.2.2).
package enum JPEGHead {
    /// The size that its frame header has, as stored.
    package static func size(_ bytes: [UInt8]) -> PixelSize? {
        var at = 2
        while at + 8 < bytes.count, bytes[at] == 0xFF {
            func number(_ place: Int) -> Int { Int(bytes[at + place]) << 8 | Int(bytes[at + place + 1]) }
            if [0xC0, 0xC1, 0xC2].contains(bytes[at + 1]) { return PixelSize(width: number(7), height: number(5)) }
            at += 2 + number(2)
        }
        return nil
    }
}
