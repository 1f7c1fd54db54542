// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a TIFF's first picture stores its colours (TIFF 6.0, sections 8 and 21; BigTIFF), as far as libvips does not say it.
public struct TIFFColour: Hashable, Sendable {
    /// PhotometricInterpretation.
    public private(set) var photometric = 0
    /// Compression.
    public private(set) var compression = 1
    /// YCbCrCoefficients, the shares of red, green and blue in luma: those of BT.601 where the file does not say (TIFF 6.0, section 21).
    public private(set) var shares = [0.299, 0.587, 0.114]
    /// Whether ReferenceBlackWhite says that luma and chroma are not of full range.
    public private(set) var isOfNarrowRange = false

    /// Luma and chroma that libvips hands out as if they were red, green and blue; inside JPEG libtiff converts them itself.
    public var isRawYCbCr: Bool { photometric == 6 && compression != 7 && compression != 6 }

    /// Whether they make luma: of other numbers there is no way back, and programs write some.
    private static func areShares(_ shares: ArraySlice<Double>) -> Bool {
        shares.allSatisfy { $0 > 0.001 && $0 < 1 } && abs(shares.reduce(0, +) - 1) < 0.01
    }

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
            case 529, 532:
                // Three or six fractions of two numbers of 32 bits, elsewhere in the file.
                guard let start = number(directory, place + (isBig ? 12 : 8), isBig ? 8 : 4), start < Int.max / 2 else { break }
                let bytes = read(start, 48)
                let fractions = stride(from: 0, to: 48, by: 8).compactMap { offset -> Double? in
                    guard let over = number(bytes, offset, 4), let under = number(bytes, offset + 4, 4), under > 0 else {
                        return nil
                    }
                    return Double(over) / Double(under)
                }
                if number(directory, place, 2) == 532 {
                    isOfNarrowRange = Array(fractions.prefix(6)) != [0, 255, 128, 255, 128, 255]
                } else if fractions.count >= 3, TIFFColour.areShares(fractions.prefix(3)) {
                    shares = Array(fractions.prefix(3))
                }
            default: break
            }
        }
    }
}
