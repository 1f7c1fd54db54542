// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

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
