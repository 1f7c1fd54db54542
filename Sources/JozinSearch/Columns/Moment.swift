// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A file's place in the timeline, which no other file of its catalog has: when it was taken, to a 64th of a second, and the number of
/// its record.
///
/// Invariant: greater is newer. Bits 24 to 63 are 64ths of a second since 1970 by the photo's own clock, the lower 24 the number, of
/// which a catalog in one file has fewer than 16,777,216.
public struct Moment: Hashable, Comparable, Sendable {
    /// The whole of it.
    public let key: Int64

    private static let numberBits: Int64 = 24
    private static let secondsPerDay = 86_400

    /// A moment by its key.
    public init(key: Int64) { self.key = key }

    /// Of a record: by its capture time, or by the time its file was last written where there is none, in nanoseconds since 1970.
    public init(_ time: CaptureTime?, modified: Int64, number: Int64) {
        let ticks = time.flatMap(Moment.ticks) ?? Moment.floored(modified, by: 15_625_000)
        let bounded = min(max(ticks, -(1 << 39)), (1 << 39) - 1)
        key = bounded << Moment.numberBits | number & (1 << Moment.numberBits - 1)
    }

    /// Seconds since 1970 by the photo's clock.
    public var seconds: Int64 { key >> (Moment.numberBits + 6) }

    /// Days since 1970 by the photo's clock.
    public var day: Int32 { Int32(truncatingIfNeeded: Moment.floored(seconds, by: Int64(Moment.secondsPerDay))) }

    /// The least key of a day; one of the days that there are, or the next.
    static func firstKey(ofDay day: Int32) -> Int64 { (Int64(day) * Int64(secondsPerDay)) << (numberBits + 6) }

    /// `YYYY-MM-DDThh:mm:ss` by the photo's clock.
    public var text: String { DayNumber.text(seconds: seconds) }

    /// Older before newer.
    public static func < (a: Moment, b: Moment) -> Bool { a.key < b.key }

    private static func ticks(_ time: CaptureTime) -> Int64? {
        let numbers = time.local.split { !$0.isASCII || !$0.isNumber }.compactMap { Int64($0) }
        guard numbers.count == 6, numbers[3] < 24, numbers[4] < 60, numbers[5] < 61,
            let day = DayNumber.of(year: Int(numbers[0]), month: Int(numbers[1]), day: Int(numbers[2]))
        else { return nil }
        let second = Int64(day) * Int64(secondsPerDay) + numbers[3] * 3600 + numbers[4] * 60 + numbers[5]
        return second * 64 + (time.subsecond.flatMap { ticks(subsecond: $0) } ?? 0)
    }

    /// 64ths of a second of its decimal digits.
    private static func ticks(subsecond digits: String) -> Int64? {
        let digits = digits.prefix(9)
        guard let number = Int64(digits), number >= 0 else { return nil }
        let scale = digits.utf8.reduce(Int64(1)) { scale, _ in scale * 10 }
        return number * 64 / scale
    }

    private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }
}
