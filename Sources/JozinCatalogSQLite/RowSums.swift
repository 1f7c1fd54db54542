// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCore

/// The two check sums of a row. SQLite looks after its pages' structure, not after the values in them: without a sum, a bit
/// that a disk forgot is another digest, and another answer.
///
/// `comparedSum` is of what `ComparablePhoto` holds, `factsSum` of all else in a record, so that each list reads no column for
/// the sum's sake: duplicates need half of the columns, and a sum over all of them would triple what their list costs.
/// They are of the values as they are read back, not of their bytes in the file, which SQLite chooses.
///
/// `comparedSum` is made of parts, so that a change of one needs no other and makes a wrong sum never right:
/// bits 0...31 are the CRC-32 of the values, exclusive-or that of the path; bit 32 is `present`; from bit 33 on there is
/// `addedIn`, which an upsert keeps. A CRC-32 sees every burst of up to 32 bits, and misses other damage once in 2^32.
enum RowSums {
    /// The bit of files that are there.
    static let present: Int64 = 1 << 32
    /// What an upsert brings anew; the bits above are those of `addedIn`.
    static let replaced: Int64 = 1 << RowSums.addedShift - 1
    static let addedShift: Int64 = 33

    /// What stands in `comparedSum`.
    static func compared(_ photo: ComparablePhoto, isPresent: Bool) -> Int64 {
        var bytes = SummedBytes()
        bytes.add(photo.stamp)
        bytes.add(photo.state.rawValue)
        bytes.add(photo.digest?.digest.bytes)
        bytes.add(photo.pixels?.bytes)
        bytes.add(photo.format?.rawValue)
        bytes.add(photo.size?.width)
        bytes.add(photo.size?.height)
        bytes.add(photo.fingerprint)
        bytes.add(photo.hasCaptureTime ? 1 : 0)
        // Folded to 31 bits, so that each bit tells; a number that a library ever sees is its own fold.
        let number = UInt64(bitPattern: Int64(photo.addedIn ?? 0))
        let added = Int64(bitPattern: (number ^ number >> 31 ^ number >> 62) << UInt64(addedShift))
        return added | (isPresent ? present : 0) | Int64(bytes.sum ^ of(photo.path))
    }

    /// What stands in `factsSum`.
    static func facts(_ record: PhotoRecord) -> Int64 {
        var bytes = SummedBytes()
        bytes.add(record.pipeline)
        bytes.add(RecordCoding.depthCode(record.depth))
        bytes.add(record.readIn)
        bytes.add(Int(record.orientation.rawValue))
        bytes.add(record.exif)
        bytes.add(record.problem?.code.rawValue)
        bytes.add(record.problem?.sentence)
        bytes.add(record.problem?.remedy)
        // Parts of their own: rows from before there were these columns keep the sum that they had.
        let placeholder = record.placeholder.map { CRC32.of($0.bytes.span) } ?? 0
        return Int64(bytes.sum ^ placeholder ^ words(record.descriptive))
    }

    private static func words(_ facts: DescriptiveFacts) -> UInt32 {
        if facts.isEmpty { return 0 }
        var bytes = SummedBytes()
        bytes.add(facts.rating)
        bytes.add(facts.keywords.count)
        for text in facts.keywords + [facts.title, facts.description] { bytes.add(text) }
        return bytes.sum
    }

    /// What a move changes in `comparedSum`, by exclusive or.
    static func change(_ move: FileMove) -> Int64 { Int64(of(move.from) ^ of(move.to)) }

    private static func of(_ path: LibraryPath) -> UInt32 { CRC32.of(path.bytes.span) }
}

/// Values in a row, one way for each: what is not there is told from what is empty, and each value's end from the next one's begin.
private struct SummedBytes {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(256) }

    var sum: UInt32 { CRC32.of(bytes.span) }

    mutating func add(_ value: Int?) {
        guard let value else { return bytes.append(0) }
        bytes.append(1)
        add(UInt64(bitPattern: Int64(value)))
    }

    private mutating func add(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    mutating func add(_ value: [UInt8]?) {
        add(value?.count)
        bytes += value ?? []
    }

    /// SQLite's texts end at the first NUL.
    mutating func add(_ value: String?) { add(value.map { Array($0.utf8.prefix { $0 != 0 }) }) }

    /// SQLite has one zero, and NULL in the place of what is no number.
    mutating func add(_ value: Double?) {
        guard let value, !value.isNaN else { return bytes.append(0) }
        bytes.append(1)
        add((value + 0).bitPattern)
    }

    mutating func add(_ stamp: FileStamp) {
        add(UInt64(bitPattern: stamp.bytes))
        add(stamp.inode)
        add(UInt64(bitPattern: stamp.modified))
        add(UInt64(bitPattern: stamp.changed))
    }

    mutating func add(_ fingerprint: Fingerprint?) {
        guard let fingerprint else { return bytes.append(0) }
        bytes.append(1)
        for hash in [fingerprint.phash, fingerprint.dhash, fingerprint.bmh] { add(hash.bits) }
        bytes += fingerprint.cmh.values
        add(fingerprint.information)
    }

    mutating func add(_ exif: ExifFacts) {
        for text in [exif.make, exif.model, exif.lens] { add(text) }
        for text in [exif.captured?.local, exif.captured?.subsecond, exif.captured?.offset] { add(text) }
        add(exif.iso)
        for number in [exif.fNumber, exif.exposureSeconds, exif.focalLengthMM, exif.exposureBiasEV] { add(number) }
        // A place without one of its two numbers is none when it is read back.
        guard let gps = exif.gps, !gps.latitude.isNaN, !gps.longitude.isNaN else { return bytes.append(0) }
        for number in [gps.latitude, gps.longitude, gps.altitude] { add(number) }
    }
}
