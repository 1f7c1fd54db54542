// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The types of a TIFF value (TIFF 6.0, section 2; BigTIFF; Exif 3.0 for UTF-8).
enum TIFFType: UInt16, Sendable {
    case byte = 1
    case ascii, short, long, rational, signedByte, undefined, signedShort, signedLong, signedRational, float, double
    case ifd = 13
    case long8 = 16
    case signedLong8, ifd8
    case utf8 = 129

    /// Bytes per value.
    var size: Int {
        switch self {
        case .byte, .ascii, .signedByte, .undefined, .utf8: 1
        case .short, .signedShort: 2
        case .long, .signedLong, .float, .ifd: 4
        case .rational, .signedRational, .double, .long8, .signedLong8, .ifd8: 8
        }
    }
}

/// One entry of an image file directory, its value located and inside the file.
struct TIFFEntry: Sendable {
    let tag: UInt16
    let type: TIFFType
    /// How many values there are.
    let count: Int
    /// The bytes of the values.
    let value: Range<Int>
}

/// One image file directory, as far as it could be read.
struct TIFFDirectory: Sendable {
    var entries: [TIFFEntry] = []
    /// Where the next directory of the chain begins, as declared; 0 ends the chain.
    var next = 0
    /// How many entries were looked at, good or bad.
    var visited = 0
    /// What was wrong, one word each.
    var faults: Set<Fault> = []

    enum Fault: Hashable, Comparable {
        case outside, cut, type, value, limit
    }
}

extension TIFFStructure {
    /// Reads the directory at `offset`, looking at no more than `limit` entries and keeping what makes sense.
    func directory(at offset: Int, limit: Int, in bytes: ByteRegion) -> TIFFDirectory {
        var directory = TIFFDirectory()
        let countWidth = isBig ? 8 : 2
        let entryWidth = isBig ? 20 : 12
        guard let declared = unsigned(countWidth, at: offset, in: bytes) else {
            directory.faults.insert(.outside)
            return directory
        }
        let start = offset + countWidth
        let room = (bytes.count - start) / entryWidth
        let count = Int(min(declared, UInt64(room), UInt64(max(0, limit))))
        if declared > room { directory.faults.insert(.cut) }
        if declared > limit, room > limit { directory.faults.insert(.limit) }
        for index in 0..<count { read(entryAt: start + index * entryWidth, into: &directory, from: bytes) }
        if count == declared, let next = unsigned(isBig ? 8 : 4, at: start + count * entryWidth, in: bytes) {
            directory.next = Int(exactly: next) ?? 0
        }
        return directory
    }

    private func read(entryAt offset: Int, into directory: inout TIFFDirectory, from bytes: ByteRegion) {
        directory.visited += 1
        let inlineWidth = isBig ? 8 : 4
        guard let tag = unsigned(2, at: offset, in: bytes), let code = unsigned(2, at: offset + 2, in: bytes),
            let count = unsigned(inlineWidth, at: offset + 4, in: bytes),
            let pointer = unsigned(inlineWidth, at: offset + 4 + inlineWidth, in: bytes)
        else { return }
        guard let type = TIFFType(rawValue: UInt16(code)) else {
            directory.faults.insert(.type)
            return
        }
        let (size, overflow) = count.multipliedReportingOverflow(by: UInt64(type.size))
        guard !overflow, size <= bytes.count else {
            directory.faults.insert(.value)
            return
        }
        guard let start = size <= inlineWidth ? offset + 4 + inlineWidth : displaced(pointer),
            start >= 0, start <= bytes.count - Int(size)
        else {
            directory.faults.insert(.value)
            return
        }
        let value = start..<start + Int(size)
        directory.entries.append(TIFFEntry(tag: UInt16(tag), type: type, count: Int(count), value: value))
    }

    private func displaced(_ pointer: UInt64) -> Int? {
        guard let (start, overflow) = Int(exactly: pointer)?.addingReportingOverflow(displacement), !overflow else { return nil }
        return start
    }
}
