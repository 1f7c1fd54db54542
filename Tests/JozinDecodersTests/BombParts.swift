// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Bits from the most significant down, as entropy-coded segments of JPEG want them (ITU T.81, F.1.2.3), or from the least, as deflate does.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count = 0
    let isJPEG: Bool

    init(isJPEG: Bool) { self.isJPEG = isJPEG }

    /// Appends the lowest `length` bits, of which deflate takes the lowest first and JPEG the highest.
    mutating func write(_ bits: Int, _ length: Int) {
        for place in 0..<length {
            let bit = UInt32(bits >> (isJPEG ? length - 1 - place : place) & 1)
            pending = isJPEG ? pending << 1 | bit : pending | bit << count
            count += 1
            if count == 8 { flush() }
        }
    }

    /// Fills the last byte.
    mutating func finish() { while count > 0 { write(isJPEG ? 1 : 0, 1) } }

    private mutating func flush() {
        bytes.append(UInt8(pending))
        if isJPEG, pending == 0xFF { bytes.append(0) }
        pending = 0
        count = 0
    }
}

extension Bytes {
    /// A zlib stream of `count` zeros, at least 258 of them, at 13 bits for 258 bytes (RFC 1951, fixed codes).
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter(isJPEG: false)
        bits.write(0b011, 3)  // the last block, of fixed codes
        // The literal 0 is 00110000 from its highest bit.
        func literal() { bits.write(0b0000_1100, 8) }
        literal()
        let runs = (count - 1) / 258
        for _ in 0..<runs {
            bits.write(0b1010_0011, 8)  // length 258: 11000101 from its highest bit
            bits.write(0, 5)  // distance 1
        }
        for _ in 0..<(count - 1 - runs * 258) { literal() }
        bits.write(0, 7)  // the end
        bits.finish()
        // Adler-32 of zeros: the first sum stays 1, the second counts them.
        return [0x78, 0x01] + bits.bytes + big(count % 65_521 << 16 | 1, 4)
    }

    /// A box of ISO/IEC 14496-12.
    static func box(_ type: String, _ body: [UInt8]) -> [UInt8] { big(body.count + 8, 4) + Array(type.utf8) + body }

    /// A box with version and flags.
    static func fullBox(_ type: String, version: Int = 0, _ body: [UInt8]) -> [UInt8] {
        box(type, [UInt8(version), 0, 0, 0] + body)
    }

    /// A JPEG segment.
    static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] { [0xFF, marker] + big(body.count + 2, 2) + body }
}

/// A grey progressive JPEG of one colour, whose scans of AC coefficients say nothing in a few bytes each.
struct ManyScans {
    let bytes: [UInt8]

    init(width: Int, height: Int, scans: Int) {
        var bytes: [UInt8] = [0xFF, 0xD8] + Bytes.segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
        bytes += Bytes.segment(0xC2, [8] + Bytes.big(height, 2) + Bytes.big(width, 2) + [1, 1, 0x11, 0])
        // One code of one bit each: a DC difference of 0, and 2^14 blocks or more without coefficients.
        let one = [1] + [UInt8](repeating: 0, count: 15)
        bytes += Bytes.segment(0xC4, [0x00] + one + [0]) + Bytes.segment(0xC4, [0x10] + one + [0xE0])
        let blocks = ((width + 7) / 8) * ((height + 7) / 8)
        bytes += Bytes.segment(0xDA, [1, 1, 0x00, 0, 0, 0]) + [UInt8](repeating: 0, count: blocks / 8 + 1)
        var data = BitWriter(isJPEG: true)
        for _ in 0..<(blocks / 32_767 + 1) { data.write(0x3FFF, 15) }
        data.finish()
        let scan = Bytes.segment(0xDA, [1, 1, 0x00, 1, 63, 0]) + data.bytes
        for _ in 1..<scans { bytes += scan }
        self.bytes = bytes + [0xFF, 0xD9]
    }
}
