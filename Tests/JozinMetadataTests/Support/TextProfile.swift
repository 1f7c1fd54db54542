// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// EXIF in the text chunks of a PNG, as ImageMagick writes it.
enum TextProfile {
    static func text(_ block: [UInt8], name: String = "exif") -> [UInt8] { keyword(name) + lines(block, name: name) }

    static func packed(_ block: [UInt8], name: String = "exif") -> [UInt8] {
        keyword(name) + [0] + ZlibWriter.stored(lines(block, name: name))
    }

    static func international(_ block: [UInt8]) -> [UInt8] {
        keyword("APP1") + [1, 0] + Array("en\0Profil\0".utf8) + ZlibWriter.fixed(lines(block, name: "generic"))
    }

    static func keyword(_ name: String) -> [UInt8] { Array("Raw profile type \(name)\0".utf8) }

    /// A name, a length, and hexadecimal digits in lines of 72.
    static func lines(_ block: [UInt8], name: String) -> [UInt8] {
        let digits = block.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        var text = "\n\(name)\n    \(block.count)\n"
        var rest = digits[...]
        while !rest.isEmpty {
            text += rest.prefix(72) + "\n"
            rest = rest.dropFirst(72)
        }
        return Array(text.utf8)
    }
}

/// Packs bytes for tests in the two simple ways of DEFLATE, checksums left zero.
enum ZlibWriter {
    /// Blocks of bytes as they are (RFC 1951, section 3.2.4).
    static func stored(_ bytes: [UInt8], block: Int = 100) -> [UInt8] {
        var stream: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: max(bytes.count, 1), by: block) {
            let part = bytes[start..<min(start + block, bytes.count)]
            let count = UInt16(part.count)
            stream.append(start + block >= bytes.count ? 1 : 0)
            stream += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)] + part
        }
        return stream + [0, 0, 0, 0]
    }

    /// One block of literals in the fixed code (section 3.2.6).
    static func fixed(_ bytes: [UInt8]) -> [UInt8] {
        var bits = BitWriter()
        bits.number(1, 1)
        bits.number(1, 2)
        for byte in bytes { bits.literal(byte) }
        bits.code(0, 7)
        return [0x78, 0x5E] + bits.bytes + [0, 0, 0, 0]
    }

    /// A byte, and `count` times the longest repetition of it: 258 bytes for 13 bits.
    static func bomb(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.number(1, 1)
        bits.number(1, 2)
        bits.literal(0x30)
        for _ in 0..<count {
            bits.code(0b1100_0101, 8)  // 285: length 258
            bits.code(0, 5)  // distance 1
        }
        bits.code(0, 7)
        return [0x78, 0x5E] + bits.bytes
    }
}

/// Writes bits from the lowest of each byte.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func number(_ value: Int, _ width: Int) {
        for place in 0..<width { bit(value >> place & 1) }
    }

    /// A prefix code, its first bit first.
    mutating func code(_ value: Int, _ width: Int) {
        for place in (0..<width).reversed() { bit(value >> place & 1) }
    }

    mutating func literal(_ byte: UInt8) {
        if byte < 144 { code(0x30 + Int(byte), 8) } else { code(0x190 + Int(byte) - 144, 9) }
    }

    private mutating func bit(_ value: Int) {
        if used == 8 {
            bytes.append(0)
            used = 0
        }
        bytes[bytes.count - 1] |= UInt8(value) << UInt8(used)
        used += 1
    }
}
