// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Writes WebP files for tests, chunk by chunk; pixels are left out.
struct WebPBuilder {
    private var chunks: [UInt8] = []

    private static let little = ExifBuilder()

    func chunk(_ kind: String, _ content: [UInt8], length: Int? = nil) -> WebPBuilder {
        var copy = self
        copy.chunks += Array(kind.utf8) + WebPBuilder.little.number(UInt64(length ?? content.count), 4) + content
        if content.count % 2 == 1 { copy.chunks.append(0) }
        return copy
    }

    /// VP8X.
    func canvas(_ width: Int, _ height: Int) -> WebPBuilder {
        let sides = WebPBuilder.little.number(UInt64(width - 1), 3) + WebPBuilder.little.number(UInt64(height - 1), 3)
        return chunk("VP8X", [8, 0, 0, 0] + sides)
    }

    /// A key frame's header, scales of the highest kind in the upper bits.
    func lossy(_ width: Int, _ height: Int) -> WebPBuilder {
        let sides = WebPBuilder.little.number(UInt64(width | 0xC000), 2) + WebPBuilder.little.number(UInt64(height | 0x8000), 2)
        return chunk("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A] + sides + [1, 2, 3])
    }

    func lossless(_ width: Int, _ height: Int) -> WebPBuilder {
        chunk("VP8L", [0x2F] + WebPBuilder.little.number(UInt64(width - 1 | (height - 1) << 14 | 1 << 28), 4) + [7])
    }

    var bytes: [UInt8] {
        Array("RIFF".utf8) + WebPBuilder.little.number(UInt64(chunks.count + 4), 4) + Array("WEBP".utf8) + chunks
    }
}
