// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Why a BMP is not read.
public enum BMPFailure: Error, Hashable, Sendable {
    /// No BMP, or a header that contradicts itself.
    case damaged(String)
    /// A kind that is not read.
    case unsupported(String)
    /// The file ends before its picture does.
    case endsEarly
}

/// Everything that a BMP says before its pixels: BITMAPFILEHEADER, one of the DIB headers of Windows (40, 52, 56, 108, 124 bytes)
/// or OS/2 (12, 16...64 bytes), masks and palette (Microsoft, "Bitmap Storage"; IBM, OS/2 2.0 Presentation Manager).
public struct BMPHeader: Hashable, Sendable {
    /// No header with its masks and palette is longer.
    public static let longest = 14 + 124 + 16 + 256 * 4

    /// How pixels are stored.
    public enum Storage: Hashable, Sendable {
        /// Palette indices of 1, 2, 4 or 8 bits.
        case indices
        /// Blue, green, red: a byte each.
        case bytes
        /// 16 or 32 bits, each channel behind a mask.
        case masks(BMPMasks)
        /// Palette indices in runs (RLE4, RLE8).
        case runs
    }

    /// Width and height.
    public let size: PixelSize
    /// Whether the first row is the upper one.
    public let isTopDown: Bool
    /// 1, 2, 4, 8, 16, 24 or 32.
    public let bitsPerPixel: Int
    /// How pixels are stored.
    public let storage: Storage
    /// Colours as red, green, blue.
    public let palette: [[UInt8]]
    /// Where the pixels begin in the file.
    public let pixelOffset: Int
    /// Whether an ICC profile is embedded or linked.
    public let hasProfile: Bool
    /// Where it lies in the file; nil where there is none, or it is linked.
    public let profilePlace: Range<Int>?

    /// Bytes per stored row, padded to four.
    public var rowBytes: Int { (size.width * bitsPerPixel + 31) / 32 * 4 }

    /// Bytes per pixel of an unpacked row: red, green, blue, and alpha where a mask has one.
    public var channels: Int {
        if case .masks(let masks) = storage, masks.alpha.width > 0 { return 4 }
        return 3
    }

    /// The bytes of the pixels; the padding of the last row may be missing. Saturates.
    public var pixelBytes: Int {
        let (rows, overflow) = rowBytes.multipliedReportingOverflow(by: size.height - 1)
        return overflow ? .max : rows.addingReportingOverflow((size.width * bitsPerPixel + 7) / 8).partialValue
    }

    /// Reads the header at the beginning of `bytes`, which holds `longest` bytes or the whole file.
    public init(_ bytes: Span<UInt8>) throws(BMPFailure) {
        let fields = LittleEndianFields(bytes)
        guard fields.byte(0) == UInt8(ascii: "B"), fields.byte(1) == UInt8(ascii: "M"), let headerSize = fields.word32(14),
            let offset = fields.word32(10)
        else { throw .damaged("the file does not begin like a BMP") }
        let dib = try BMPFields(fields, headerSize: headerSize)
        size = PixelSize(width: dib.width, height: abs(dib.height))
        isTopDown = dib.height < 0
        bitsPerPixel = dib.bits
        storage = try dib.storage(fields)
        let paletteStart = 14 + headerSize + dib.maskBytes
        let entry = headerSize == 12 ? 3 : 4
        var room = dib.colors
        // A palette that runs into the pixels ends where they begin.
        if offset >= paletteStart + entry { room = min(room, (offset - paletteStart) / entry) }
        var colors: [[UInt8]] = []
        if bitsPerPixel <= 8 {
            for index in 0..<room {
                let place = paletteStart + index * entry
                guard let blue = fields.byte(place), let green = fields.byte(place + 1), let red = fields.byte(place + 2) else {
                    throw .endsEarly
                }
                colors.append([red, green, blue])
            }
        }
        palette = colors
        // Some writers leave the offset out: the pixels follow the palette.
        pixelOffset = offset > 14 ? offset : paletteStart + entry * colors.count
        hasProfile = dib.hasProfile
        profilePlace = dib.profilePlace
    }
}

/// The fields of a DIB header, of whatever length.
private struct BMPFields {
    let headerSize: Int
    let width: Int
    let height: Int
    let bits: Int
    let compression: Int
    let colors: Int
    let hasProfile: Bool
    let profilePlace: Range<Int>?

    init(_ fields: LittleEndianFields, headerSize: Int) throws(BMPFailure) {
        self.headerSize = headerSize
        guard headerSize == 12 || (16...64).contains(headerSize) || headerSize == 108 || headerSize == 124 else {
            throw .unsupported("its header of \(headerSize) bytes is unknown")
        }
        let isCore = headerSize == 12
        guard let width = isCore ? fields.word16(18) : fields.signed32(18),
            let height = isCore ? fields.word16(20) : fields.signed32(22),
            let bits = fields.word16(isCore ? 24 : 28)
        else { throw .endsEarly }
        guard width > 0, height != 0, height != Int(Int32.min) else { throw .damaged("the header declares no pixels") }
        guard [1, 2, 4, 8, 16, 24, 32].contains(bits) else { throw .unsupported("\(bits) bits per pixel") }
        self.width = width
        self.height = height
        self.bits = bits
        // OS/2 headers may stop after any field; what is left out is 0.
        compression = headerSize >= 20 ? fields.word32(30) ?? 0 : 0
        let used = headerSize >= 36 ? fields.word32(46) ?? 0 : 0
        let all = bits <= 8 ? 1 << bits : 0
        colors = used == 0 ? all : min(used, all)
        let space = headerSize == 124 ? fields.word32(70) ?? 0 : 0
        hasProfile = space == 0x4D42_4544 || space == 0x4C49_4E4B  // PROFILE_EMBEDDED, PROFILE_LINKED
        let (start, size) = (fields.word32(126) ?? 0, fields.word32(130) ?? 0)
        profilePlace = space == 0x4D42_4544 ? 14 + start..<14 + start + size : nil
    }

    /// The masks behind a header that has no room for them.
    var maskBytes: Int { headerSize != 40 ? 0 : compression == 3 ? 12 : compression == 6 ? 16 : 0 }

    func storage(_ fields: LittleEndianFields) throws(BMPFailure) -> BMPHeader.Storage {
        // 3 is BI_BITFIELDS of Windows, but Huffman 1D of OS/2; 4 is BI_JPEG, but RLE24 of OS/2.
        let isOS2 = headerSize < 40 || (headerSize > 40 && headerSize <= 64 && headerSize != 52 && headerSize != 56)
        switch (compression, bits) {
        case (0, ...8): return .indices
        case (0, 16): return .masks(.of16Bits)
        case (0, 24): return .bytes
        case (0, 32): return .masks(.of32Bits)
        case (1, 8), (2, 4): return .runs
        case (3, 16), (3, 32), (6, 16), (6, 32):
            guard !isOS2 else { break }
            return .masks(try masks(fields))
        default: break
        }
        throw .unsupported("compression \(compression) with \(bits) bits per pixel")
    }

    private func masks(_ fields: LittleEndianFields) throws(BMPFailure) -> BMPMasks {
        guard let red = fields.word32(54), let green = fields.word32(58), let blue = fields.word32(62) else { throw .endsEarly }
        // 16-bit pixels with alpha are shown opaque everywhere (GDI, browsers, Pillow): one bit of it is mostly left at 0.
        let alpha = bits == 32 && (headerSize >= 56 || compression == 6) ? fields.word32(66) ?? 0 : 0
        guard let masks = BMPMasks(red: red, green: green, blue: blue, alpha: alpha, bits: bits) else {
            throw .damaged("its colour masks make no sense")
        }
        return masks
    }
}

/// Little-endian integers at offsets; nil past the end.
private struct LittleEndianFields {
    private let bytes: [UInt8]

    init(_ span: Span<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(span.count, BMPHeader.longest))
        for index in 0..<min(span.count, BMPHeader.longest) { bytes.append(span[index]) }
        self.bytes = bytes
    }

    func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    func word16(_ offset: Int) -> Int? {
        guard let low = byte(offset), let high = byte(offset + 1) else { return nil }
        return Int(high) << 8 | Int(low)
    }

    func word32(_ offset: Int) -> Int? {
        guard let low = word16(offset), let high = word16(offset + 2) else { return nil }
        return high << 16 | low
    }

    func signed32(_ offset: Int) -> Int? { word32(offset).map { Int(Int32(truncatingIfNeeded: $0)) } }
}
