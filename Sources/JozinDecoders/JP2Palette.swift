// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Tells JPEG 2000 with a palette (ISO/IEC 15444-1, I.5.3.4) apart: openjpeg makes three channels of one there, for which libvips 8.14 has
/// made no room.
enum JP2Palette {
    /// Whether there may be one: whether its box's name stands anywhere before the codestream, since in which boxes openjpeg finds it is
    /// its own affair. `read` gives up to `count` bytes of the file from `offset`.
    static func mayBe(in read: (_ offset: Int, _ count: Int) -> [UInt8]) -> Bool {
        var position = 0
        for _ in 0..<boxLimit {
            let head = read(position, 16)
            // A bare codestream has no boxes.
            guard head.count >= 8, !head.starts(with: [0xFF, 0x4F, 0xFF, 0x51]) else { return false }
            func number(_ from: Int, _ count: Int) -> Int { head[from..<from + count].reduce(0) { $0 << 8 | Int($1) } }
            if Array(head[4..<8]) == Array("jp2c".utf8) { return false }
            // Lengths of 64 bits openjpeg takes up to 32.
            var length = number(0, 4)
            if length == 1 {
                guard head.count == 16, number(8, 4) == 0 else { return true }
                length = number(12, 4)
            }
            // Nothing but a codestream is long, or goes to the end.
            guard length >= 8, length <= contentLimit else { return true }
            if holdsName(read(position, length)) { return true }
            position += length
        }
        return true
    }

    private static func holdsName(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 4 else { return false }
        let name = Array("pclr".utf8)
        return (0...bytes.count - 4).contains { start in (0..<4).allSatisfy { bytes[start &+ $0] == name[$0] } }
    }

    /// Metadata lie in a handful of boxes, the largest of them EXIF with a thumbnail, or a profile.
    private static let boxLimit = 256
    private static let contentLimit = 16 << 20
}
