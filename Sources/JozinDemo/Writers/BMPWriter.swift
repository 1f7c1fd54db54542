// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Writes Windows bitmaps: 24 bits, BITMAPINFOHEADER, no compression.
public enum BMPWriter {
    /// The file; rows run from the bottom up unless `topDown`.
    public static func bytes(of picture: Picture, topDown: Bool = false) -> [UInt8] {
        let stride = (picture.size.width * 3 + 3) / 4 * 4
        var file = ByteBuffer(order: .little)
        file.text("BM")
        file.u32(54 + stride * picture.size.height)
        file.u32(0)
        file.u32(54)
        file.u32(40)
        file.u32(picture.size.width)
        file.u32(topDown ? -picture.size.height : picture.size.height)
        file.u16(1)
        file.u16(24)
        for value in [0, stride * picture.size.height, 2835, 2835, 0, 0] { file.u32(value) }
        file.bytes.reserveCapacity(54 + stride * picture.size.height)
        for index in 0..<picture.size.height {
            let start = (topDown ? index : picture.size.height - 1 - index) * picture.size.width * 3
            for x in 0..<picture.size.width {
                file.bytes.append(picture.rgb[start + x * 3 + 2])
                file.bytes.append(picture.rgb[start + x * 3 + 1])
                file.bytes.append(picture.rgb[start + x * 3])
            }
            for _ in picture.size.width * 3..<stride { file.bytes.append(0) }
        }
        return file.bytes
    }
}
