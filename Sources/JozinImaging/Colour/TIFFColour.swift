// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a TIFF's first picture stores its colours (TIFF 6.0, sections 8 and 21; BigTIFF), as far as libvips does not say it.
public struct TIFFColour: Hashable, Sendable {
    /// PhotometricInterpretation.
    public private(set) var photometric = 0
    /// Compression.
    public private(set) var compression = 1
    /// Whether YCbCrCoefficients or ReferenceBlackWhite are there.
    public private(set) var hasOwnFormula = false

    /// Luma and chroma that libvips hands out as if they were red, green and blue; inside JPEG libtiff converts them itself.
    public var isRawYCbCr: Bool { photometric == 6 && compression != 7 && compression != 6 }

    /// Reads the first directory; nil where it does not lie in the file. `read` gives up to `count` bytes of the file from `offset`.
    public init?(_ read: (_ offset: Int, _ count: Int) -> [UInt8]) {
        let head = read(0, 16)
        guard head.count >= 8, head[0] == head[1], head[0] == 0x49 || head[0] == 0x4D else { return nil }
        let little = head[0] == 0x49
        func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int? {
            guard offset + width <= bytes.count else { return nil }
            let part = bytes[offset..<offset + width]
            let value = (little ? Array(part.reversed()) : Array(part)).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return Int(exactly: value)
        }
        let isBig = number(head, 2, 2) == 43
        guard let start = isBig ? number(head, 8, 8) : number(head, 4, 4), start < Int.max / 2,
            let count = number(read(start, 8), 0, isBig ? 8 : 2), count <= 10_000
        else { return nil }
        let entry = isBig ? 20 : 12
        let directory = read(start + (isBig ? 8 : 2), count * entry)
        for place in stride(from: 0, through: directory.count - entry, by: entry) {
            let value = number(directory, place + (isBig ? 12 : 8), 2)
            switch number(directory, place, 2) {
            case 262: photometric = value ?? 0
            case 259: compression = value ?? 1
            case 529, 532: hasOwnFormula = true
            default: break
            }
        }
    }
}
