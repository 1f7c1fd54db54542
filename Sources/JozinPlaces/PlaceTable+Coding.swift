// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The file of a data set: a head of 36 bytes, the numbers of a `PlaceTable`, then the names; all numbers little-endian.
///
/// Head: `JozPlace`; the format's version; how many places, regions and countries, how many bytes of names; the CRC-32 of the names; the
/// CRC-32 of all before it and of the numbers.
extension PlaceTable {
    /// The version of the format, and of the rules by which it is made.
    public static let version: UInt32 = 1
    /// Bytes of the head.
    public static let headCount = 36
    private static let magic = Array("JozPlace".utf8)

    /// Why a file is no table.
    public enum Failure: Error, Hashable, Sendable {
        /// It is something else.
        case noTable
        /// It was written by another version.
        case otherVersion
        /// Its check sum is wrong, or its numbers make no sense.
        case damaged
    }

    /// What a head says.
    public struct Head: Hashable, Sendable {
        let places, regions, countries, texts: Int
        let textSum: UInt32
        let numberSum: UInt32

        /// Reads the first bytes of a file.
        public init(_ bytes: [UInt8]) throws(Failure) {
            guard bytes.count >= headCount, bytes.starts(with: magic) else { throw .noTable }
            let numbers = bytes[8..<headCount].littleEndians(UInt32.self)
            guard numbers[0] == version else { throw .otherVersion }
            (places, regions, countries) = (Int(numbers[1]), Int(numbers[2]), Int(numbers[3]))
            (texts, textSum, numberSum) = (Int(numbers[4]), numbers[5], numbers[6])
            guard places <= 1 << 24, regions <= 1 << 16, countries <= 1 << 10 else { throw .damaged }
        }

        /// How many bytes of numbers follow the head.
        public var numberCount: Int { places * 14 + regions * 2 + (places + regions + countries + 1) * 4 }
        /// Where the names begin in the file.
        public var textStart: Int { headCount + numberCount }
        /// How many bytes the file has.
        public var fileCount: Int { textStart + texts }

        /// Whether these are the names.
        public func fits(names: [UInt8]) -> Bool { names.count == texts && CRC32.of(names.span) == textSum }
    }

    /// The table of a file's first bytes: its head and its numbers.
    public init(_ bytes: [UInt8]) throws(Failure) {
        let head = try Head(bytes)
        guard bytes.count >= head.textStart else { throw .damaged }
        let summed = Array(bytes[..<32]) + bytes[PlaceTable.headCount..<head.textStart]
        guard CRC32.of(summed.span) == head.numberSum else { throw .damaged }
        var rest = bytes[PlaceTable.headCount..<head.textStart]
        func take<T: FixedWidthInteger>(_ count: Int) -> [T] {
            let size = T.bitWidth / 8
            defer { rest = rest.dropFirst(count * size) }
            return rest.prefix(count * size).littleEndians(T.self)
        }
        latitudes = take(head.places)
        longitudes = take(head.places)
        towns = take(head.places)
        texts = take(head.places + head.regions + head.countries + 1)
        regions = take(head.places)
        countries = take(head.regions)
        countryCount = head.countries
        textCount = head.texts
        guard isSound else { throw .damaged }
    }

    private var isSound: Bool {
        let inOrder = latitudes.indices.dropFirst().allSatisfy { place in
            let (band, before) = (Band.of(latitudes[place]), Band.of(latitudes[place - 1]))
            return before < band || before == band && longitudes[place - 1] <= longitudes[place]
        }
        return inOrder && latitudes.allSatisfy { abs(Int($0)) <= 900_000_000 }
            && longitudes.allSatisfy { abs(Int($0)) <= 1_800_000_000 } && towns.allSatisfy { $0 < latitudes.count }
            && regions.allSatisfy { $0 < countries.count } && countries.allSatisfy { $0 < countryCount }
            && zip(texts, texts.dropFirst()).allSatisfy { $0 <= $1 } && texts.last.map { $0 <= textCount } ?? false
    }

    /// The file of this table and its names.
    public func encoded(names: [UInt8]) -> [UInt8] {
        var numbers: [UInt8] = []
        numbers.append(littleEndians: latitudes)
        numbers.append(littleEndians: longitudes)
        numbers.append(littleEndians: towns)
        numbers.append(littleEndians: texts)
        numbers.append(littleEndians: regions)
        numbers.append(littleEndians: countries)
        var head = PlaceTable.magic
        let counts = [count, countries.count, countryCount, names.count].map { UInt32($0) }
        head.append(littleEndians: [PlaceTable.version] + counts + [CRC32.of(names.span)])
        let summed = head + numbers
        head.append(littleEndians: [CRC32.of(summed.span)])
        return head + numbers + names
    }
}

extension Array<UInt8> {
    fileprivate mutating func append<T: FixedWidthInteger>(littleEndians numbers: [T]) {
        for number in numbers {
            for shift in stride(from: 0, to: T.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> T(shift))) }
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func littleEndians<T: FixedWidthInteger>(_ type: T.Type) -> [T] {
        let size = T.bitWidth / 8
        var numbers: [T] = []
        numbers.reserveCapacity(count / size)
        for start in stride(from: startIndex, to: endIndex, by: size) {
            var number: T = 0
            for byte in 0..<size { number |= T(truncatingIfNeeded: self[start + byte]) << T(byte * 8) }
            numbers.append(number)
        }
        return numbers
    }
}
