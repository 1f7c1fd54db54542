// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite("A photo has one place in the timeline")
struct MomentTests {
    private static func captured(_ local: String, _ subsecond: String? = nil) -> CaptureTime {
        CaptureTime(local: local, subsecond: subsecond)
    }

    @Test func `the camera's clock counts, to a 64th of a second`() {
        let early = Moment(Self.captured("2019-07-14T12:30:05", "04"), modified: 0, number: 9)
        let late = Moment(Self.captured("2019-07-14T12:30:05", "41"), modified: 0, number: 1)
        #expect(early < late)
        #expect(late < Moment(Self.captured("2019-07-14T12:30:06"), modified: 0, number: 0))
        #expect(late.text == "2019-07-14T12:30:05")
    }

    @Test func `without a capture time the file's counts, before 1970 too`() {
        #expect(Moment(nil, modified: -1_000_000_000, number: 3).text == "1969-12-31T23:59:59")
        #expect(Moment(nil, modified: 86_400_000_000_000, number: 3).text == "1970-01-02T00:00:00")
        #expect(Moment(nil, modified: .min, number: 3) < Moment(nil, modified: .max, number: 3))
    }

    @Test func `a capture time that is no time does not count`() {
        for text in ["0000-00-00T00:00:00", "2019-02-30T10:00:00", "2019-13-01T10:00:00", "", "yesterday", "2019-01-01T25:00:00"]
        {
            #expect(
                Moment(Self.captured(text), modified: 1_000_000_000, number: 1) == Moment(nil, modified: 1_000_000_000, number: 1)
            )
        }
    }

    @Test func `of photos of one instant each has a place of its own`() {
        var generator = SeededGenerator(seed: 7)
        var keys: Set<Int64> = []
        for number in 1...10_000 {
            let second = Int.random(in: 10...12, using: &generator)
            keys.insert(Moment(Self.captured("2020-01-01T00:00:\(second)"), modified: 0, number: Int64(number)).key)
        }
        #expect(keys.count == 10_000)
    }

    @Test func `days and texts are those of the calendar`() {
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<10_000 {
            let (year, month) = (Int.random(in: 1826...2199, using: &generator), Int.random(in: 1...12, using: &generator))
            let day = Int.random(in: 1...28, using: &generator)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let text = "\(year)-\(two(month))-\(two(day))"
            let moment = Moment(Self.captured("\(text)T23:59:59"), modified: 0, number: 16_777_215)
            #expect(moment.text == "\(text)T23:59:59")
            #expect(DayNumber.text(moment.day) == text)
        }
    }
}
