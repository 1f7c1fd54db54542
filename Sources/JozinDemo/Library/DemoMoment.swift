// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A second of the proleptic Gregorian calendar, counted from the start of 2000; local time, no zone.
struct DemoMoment: Hashable, Comparable, Sendable {
    var seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    /// The start of this day's `hour`; months and days count from 1.
    init(year: Int, month: Int, day: Int, hour: Int) {
        let days = DemoMoment.days(before: year) + DemoMoment.monthLengths(year)[..<(month - 1)].reduce(0, +) + day - 1
        seconds = (days * 24 + hour) * 3600
    }

    /// `YYYY-MM-DDThh:mm:ss`.
    var text: String {
        let day = date
        let time = seconds % 86_400
        return "\(DemoMoment.padded(day.year, 4))-\(DemoMoment.padded(day.month, 2))-\(DemoMoment.padded(day.day, 2))T"
            + "\(DemoMoment.padded(time / 3600, 2)):\(DemoMoment.padded(time / 60 % 60, 2)):\(DemoMoment.padded(time % 60, 2))"
    }

    /// `YYYYMMDD`, as phones name files.
    var compactDay: String {
        let day = date
        return DemoMoment.padded(day.year, 4) + DemoMoment.padded(day.month, 2) + DemoMoment.padded(day.day, 2)
    }

    /// `hhmmss`, as phones name files.
    var compactTime: String {
        let time = seconds % 86_400
        return DemoMoment.padded(time / 3600, 2) + DemoMoment.padded(time / 60 % 60, 2) + DemoMoment.padded(time % 60, 2)
    }

    static func < (a: DemoMoment, b: DemoMoment) -> Bool { a.seconds < b.seconds }

    /// The number with leading zeros.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private var date: (year: Int, month: Int, day: Int) {
        var rest = seconds / 86_400
        var year = 2000
        while rest >= DemoMoment.monthLengths(year).reduce(0, +) {
            rest -= DemoMoment.monthLengths(year).reduce(0, +)
            year += 1
        }
        var month = 1
        for length in DemoMoment.monthLengths(year) {
            guard rest >= length else { break }
            rest -= length
            month += 1
        }
        return (year, month, rest + 1)
    }

    private static func days(before year: Int) -> Int {
        (2000..<max(2000, year)).reduce(0) { $0 + monthLengths($1).reduce(0, +) }
    }

    private static func monthLengths(_ year: Int) -> [Int] {
        let leap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }
}
