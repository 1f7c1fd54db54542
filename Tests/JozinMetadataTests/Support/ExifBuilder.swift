// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// One value to be written into a directory.
enum ExifValue {
    case text(String)
    case shorts([UInt16])
    case longs([UInt32])
    case rationals([(UInt32, UInt32)])
    case signedRationals([(Int32, Int32)])
    /// Any type code and count, with these bytes, for what no sane program writes.
    case raw(type: UInt16, count: UInt32, bytes: [UInt8])
}

/// Writes EXIF blocks for tests: IFD0, the Exif IFD and the GPS IFD, in either byte order.
struct ExifBuilder {
    let isLittleEndian: Bool
    var image: [(UInt16, ExifValue)] = []
    var exif: [(UInt16, ExifValue)] = []
    var gps: [(UInt16, ExifValue)] = []

    init(littleEndian: Bool = true) { isLittleEndian = littleEndian }

    /// The TIFF structure.
    var bytes: [UInt8] { bytes(movedBy: 0) }

    /// The TIFF structure, so many bytes between its header and its directories.
    func bytes(movedBy distance: Int) -> [UInt8] {
        let pointers = (exif.isEmpty ? 0 : 1) + (gps.isEmpty ? 0 : 1)
        let start = 8 + distance
        let exifOffset = start + size(of: image) + pointers * 12
        let gpsOffset = exifOffset + (exif.isEmpty ? 0 : size(of: exif))
        var first = image
        if !exif.isEmpty { first.append((0x8769, .longs([UInt32(exifOffset)]))) }
        if !gps.isEmpty { first.append((0x8825, .longs([UInt32(gpsOffset)]))) }
        var bytes = isLittleEndian ? Array("II".utf8) : Array("MM".utf8)
        bytes += number(42, 2) + number(UInt64(start), 4) + [UInt8](repeating: 0xAB, count: distance)
        bytes += directory(first, at: start)
        if !exif.isEmpty { bytes += directory(exif, at: exifOffset) }
        if !gps.isEmpty { bytes += directory(gps, at: gpsOffset) }
        return bytes
    }

    /// The number in this byte order.
    func number(_ value: UInt64, _ width: Int) -> [UInt8] {
        let little = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
        return isLittleEndian ? little : little.reversed()
    }

    private func size(of fields: [(UInt16, ExifValue)]) -> Int {
        fields.reduce(6) { size, field in
            let width = parts(field.1).bytes.count
            return size + 12 + (width > 4 ? width + width % 2 : 0)
        }
    }

    private func directory(_ fields: [(UInt16, ExifValue)], at offset: Int) -> [UInt8] {
        var entries = number(UInt64(fields.count), 2)
        var values: [UInt8] = []
        let start = offset + 6 + fields.count * 12
        for (tag, value) in fields {
            let (type, count, bytes) = parts(value)
            entries += number(UInt64(tag), 2) + number(UInt64(type), 2) + number(UInt64(count), 4)
            if bytes.count <= 4 {
                entries += bytes + [UInt8](repeating: 0, count: 4 - bytes.count)
            } else {
                entries += number(UInt64(start + values.count), 4)
                values += bytes + [UInt8](repeating: 0, count: bytes.count % 2)
            }
        }
        return entries + number(0, 4) + values
    }

    private func parts(_ value: ExifValue) -> (type: UInt16, count: UInt32, bytes: [UInt8]) {
        switch value {
        case .text(let text): (2, UInt32(text.utf8.count + 1), Array(text.utf8) + [0])
        case .shorts(let values): (3, UInt32(values.count), values.flatMap { number(UInt64($0), 2) })
        case .longs(let values): (4, UInt32(values.count), values.flatMap { number(UInt64($0), 4) })
        case .rationals(let values):
            (5, UInt32(values.count), values.flatMap { number(UInt64($0.0), 4) + number(UInt64($0.1), 4) })
        case .signedRationals(let values):
            (
                10, UInt32(values.count),
                values.flatMap {
                    number(UInt64(UInt32(bitPattern: $0.0)), 4) + number(UInt64(UInt32(bitPattern: $0.1)), 4)
                }
            )
        case .raw(let type, let count, let bytes): (type, count, bytes)
        }
    }
}
