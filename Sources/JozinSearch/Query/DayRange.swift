// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Days as numbers: 0 is 1970-01-01, in the proleptic Gregorian calendar.
public enum DayNumber {
    /// nil where the calendar has no such day in the years 1 to 9999.
    public static func of(year: Int, month: Int, day: Int) -> Int32? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= length(ofMonth: month, in: year) else {
            return nil
        }
        // Years begin in March, so that the leap day is the last; 719,468 days before 1970 the first of them begins.
        let shifted = month > 2 ? month - 3 : month + 9
        let years = month > 2 ? year : year - 1
        return Int32(years * 365 + years / 4 - years / 100 + years / 400 + (153 * shifted + 2) / 5 + day - 1 - 719_468)
    }

    /// Year, month and day of a number.
    public static func date(_ number: Int32) -> (year: Int, month: Int, day: Int) {
        let days = Int(number) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let inEra = days - era * 146_097
        let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let shifted = (5 * inYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (era * 400 + year + (month <= 2 ? 1 : 0), month, inYear - (153 * shifted + 2) / 5 + 1)
    }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// The days from one to another, both included; an end that is nil is open.
public struct DayRange: Hashable, Sendable {
    /// The first day.
    public let first: Int32?
    /// The last day.
    public let last: Int32?

    /// nil where it ends before it begins, or has neither end.
    public init?(first: Int32?, last: Int32?) {
        guard first != nil || last != nil, first ?? .min <= last ?? .max else { return nil }
        self.first = first
        self.last = last
    }

    /// Whether a day is one of them.
    public func contains(_ day: Int32) -> Bool { day >= first ?? .min && day <= last ?? .max }

    /// `2019`, `2019-05` or `2019-05-17`; nil for anything else.
    init?(date text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard parts.count <= 3 else { return nil }
        var numbers: [Int] = []
        for (part, width) in zip(parts, widths) {
            guard part.utf8.count == width, part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let number = Int(part) else {
                return nil
            }
            numbers.append(number)
        }
        let (year, month) = (numbers[0], numbers.count > 1 ? numbers[1] : nil)
        let lastMonth = month ?? 12
        guard
            let first = DayNumber.of(year: year, month: month ?? 1, day: numbers.count > 2 ? numbers[2] : 1),
            let last = DayNumber.of(
                year: year, month: lastMonth, day: numbers.count > 2 ? numbers[2] : DayNumber.length(ofMonth: lastMonth, in: year)
            )
        else { return nil }
        self.init(first: first, last: last)
    }
}
