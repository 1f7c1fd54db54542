// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ExifTags {
    /// DateTimeOriginal; where it is absent or blank DateTimeDigitized, which is the same moment for a camera.
    mutating func captured(in bytes: ByteRegion) -> CaptureTime? {
        captured(
            ExifTag.dateTimeOriginal, subsecond: ExifTag.subSecTimeOriginal, offset: ExifTag.offsetTimeOriginal, in: bytes)
            ?? captured(
                ExifTag.dateTimeDigitized, subsecond: ExifTag.subSecTimeDigitized, offset: ExifTag.offsetTimeDigitized,
                in: bytes)
    }

    private mutating func captured(
        _ date: UInt16, subsecond: UInt16, offset: UInt16, in bytes: ByteRegion
    ) -> CaptureTime? {
        guard let text = text(date, in: bytes) else { return nil }
        guard let written = WrittenDate(text) else {
            if text.utf8.contains(where: { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }) {
                warn("a capture date is no date")
            }
            return nil
        }
        let digits = self.text(subsecond, in: bytes).map { Array($0.utf8.prefix { WrittenDate.isDigit($0) }) }
        let fraction = digits.flatMap { $0.isEmpty ? nil : String(decoding: $0.prefix(9), as: UTF8.self) }
        return CaptureTime(
            local: written.local, subsecond: fraction ?? written.subsecond,
            offset: self.text(offset, in: bytes).flatMap(WrittenDate.offset) ?? written.offset)
    }
}

/// A date as cameras and programs write it: `YYYY:MM:DD hh:mm:ss` by Exif, with other separators, without seconds,
/// or with a fraction and an offset behind it in real life.
struct WrittenDate {
    /// `YYYY-MM-DDThh:mm:ss`.
    let local: String
    let subsecond: String?
    let offset: String?

    /// Nil where it is no date of the calendar, or has no time of day.
    init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.number(4...4), year > 0,
            let month = scanner.number(1...2, after: ":-/. "), let day = scanner.number(1...2, after: ":-/. "),
            WrittenDate.isDay(year, month, day),
            let hour = scanner.number(1...2, after: " T"), let minute = scanner.number(1...2, after: ":.-"),
            hour < 24, minute < 60
        else { return nil }
        let second = scanner.number(1...2, after: ":.-") ?? 0
        guard second < 60 else { return nil }
        let two = WrittenDate.twoDigits
        let zeros = String(repeating: "0", count: 4 - String(year).utf8.count)
        local = "\(zeros)\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))"
        subsecond = scanner.fraction()
        offset = WrittenDate.offset(scanner.rest)
    }

    /// `+hh:mm`, `-hh:mm` or `Z`; nil where the text is no offset that any place has.
    static func offset(_ text: String) -> String? {
        if text == "Z" { return "Z" }
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        var scanner = DigitScanner(String(text.dropFirst()))
        guard let hour = scanner.number(1...2), hour <= 14 else { return nil }
        let minute = scanner.number(2...2, after: ":") ?? scanner.number(2...2) ?? 0
        guard minute < 60 else { return nil }
        return "\(text.prefix(1))\(twoDigits(hour)):\(twoDigits(minute))"
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }
}

/// Takes numbers off the front of a text.
private struct DigitScanner {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// What was not taken yet.
    var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

    /// A number of so many digits, spaces before it allowed, behind one of `separators` where they are given.
    mutating func number(_ digits: ClosedRange<Int>, after separators: StaticString = "") -> Int? {
        var end = position
        if separators.utf8CodeUnitCount > 0 {
            guard end < bytes.count, separators.description.utf8.contains(bytes[end]) else { return nil }
            end += 1
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
        }
        let found = bytes[end...].prefix { WrittenDate.isDigit($0) }.prefix(digits.upperBound)
        guard digits.contains(found.count) else { return nil }
        position = found.endIndex
        return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The digits behind a point, at most 9.
    mutating func fraction() -> String? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: ".") else { return nil }
        let found = bytes[(position + 1)...].prefix { WrittenDate.isDigit($0) }
        guard !found.isEmpty else { return nil }
        position = found.endIndex
        return String(decoding: found.prefix(9), as: UTF8.self)
    }
}
