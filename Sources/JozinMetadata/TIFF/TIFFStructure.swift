// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The frame of a TIFF file (TIFF 6.0, section 2; BigTIFF; the variants of RW2 and ORF) that EXIF is built in.
///
/// Every offset counts from the first byte of the region that is passed in; nothing outside it is ever read.
struct TIFFStructure: Sendable {
    /// Whether the lowest byte of a number comes first (`II`).
    let isLittleEndian: Bool
    /// BigTIFF: counts and offsets of 8 bytes.
    let isBig: Bool
    /// Where IFD0 begins, as declared.
    let firstDirectory: Int
    /// How far values lie behind where their offsets point: not 0 in a maker note that was moved and not mended.
    var displacement = 0

    /// Reads the header; nil where this is no TIFF.
    init?(_ bytes: ByteRegion) {
        switch bytes.count >= 8 ? bytes.bigEndian(2, at: 0) : nil {
        case 0x4949: isLittleEndian = true
        case 0x4D4D: isLittleEndian = false
        default: return nil
        }
        let little = isLittleEndian
        switch TIFFStructure.number(2, at: 2, little: little, in: bytes) {
        case 42, 0x55, 0x4F52, 0x5352:  // TIFF, RW2, ORF ("RO" and "RS")
            isBig = false
            guard let first = TIFFStructure.number(4, at: 4, little: little, in: bytes) else { return nil }
            firstDirectory = Int(first)
        case 43:
            isBig = true
            guard TIFFStructure.number(4, at: 4, little: little, in: bytes) == (little ? 8 : 8 << 16),
                let first = TIFFStructure.number(8, at: 8, little: little, in: bytes), let offset = Int(exactly: first)
            else { return nil }
            firstDirectory = offset
        default: return nil
        }
    }

    /// The frame of a directory that has no header of its own.
    init(isLittleEndian: Bool, firstDirectory: Int, displacement: Int) {
        self.isLittleEndian = isLittleEndian
        isBig = false
        self.firstDirectory = firstDirectory
        self.displacement = displacement
    }

    /// The unsigned number of `width` bytes at `offset`; nil where it reaches past the end.
    func unsigned(_ width: Int, at offset: Int, in bytes: ByteRegion) -> UInt64? {
        TIFFStructure.number(width, at: offset, little: isLittleEndian, in: bytes)
    }

    private static func number(_ width: Int, at offset: Int, little: Bool, in bytes: ByteRegion) -> UInt64? {
        little ? bytes.littleEndian(width, at: offset) : bytes.bigEndian(width, at: offset)
    }
}
