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

    /// How many days a month has.
    public static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `YYYY-MM-DD`.
    public static func text(_ number: Int32) -> String {
        let date = DayNumber.date(number)
        return "\(digits(date.year, 4))-\(digits(date.month))-\(digits(date.day))"
    }

    /// `YYYY-MM-DDThh:mm:ss` of so many seconds since 1970 began.
    public static func text(seconds: Int64) -> String {
        let second = Int((seconds % 86_400 + 86_400) % 86_400)
        let day = Int32(truncatingIfNeeded: (seconds - Int64(second)) / 86_400)
        return "\(text(day))T\(digits(second / 3600)):\(digits(second / 60 % 60)):\(digits(second % 60))"
    }

    private static func digits(_ number: Int, _ width: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
