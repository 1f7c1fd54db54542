// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `Capture dates are read as cameras write them` {
    @Test(arguments: [
        ("2008:05:30 15:56:01", "2008-05-30T15:56:01"),
        ("2008-05-30 15:56:01", "2008-05-30T15:56:01"),
        ("2008/05/30 15:56:01", "2008-05-30T15:56:01"),
        ("2008-05-30T15:56:01", "2008-05-30T15:56:01"),
        ("2008:05:30 15:56", "2008-05-30T15:56:00"),
        ("2008:05:30 15:56:  ", "2008-05-30T15:56:00"),
        ("2008:05:30  5: 6: 1", "2008-05-30T05:06:01"),
        (" 2008:5:3 05:06:01 ", "2008-05-03T05:06:01"),
        ("2004:02:29 00:00:00", "2004-02-29T00:00:00"),
    ])
    func `a date is read`(_ written: String, _ local: String) {
        #expect(captured([(0x9003, .text(written))]) == CaptureTime(local: local))
    }

    @Test(arguments: [
        "0000:00:00 00:00:00", "    :  :     :  :  ", "", "2008:05:30", "2008:05:30 24:00:00", "2008:13:30 15:56:01",
        "2008:02:30 15:56:01", "2005:02:29 15:56:01", "2008:05:30 15:60:01", "2008:05:30 15:56:61", "yesterday",
        "20080530155601", "2008:05", "-008:05:30 15:56:01", "99999999999999999999:05:30 15:56:01",
    ])
    func `what is no date is nil`(_ written: String) {
        #expect(captured([(0x9003, .text(written))]) == nil)
    }

    @Test func `a blank date is silent, a senseless one leaves a warning`() {
        func warnings(_ text: String) -> [String] {
            var builder = ExifBuilder()
            builder.exif = [(0x9003, .text(text))]
            return ExifReader.read(tiff: builder.bytes.span).warnings
        }
        #expect(warnings("0000:00:00 00:00:00").isEmpty)
        #expect(warnings("2008:13:30 15:56:01") == ["a capture date is no date"])
    }

    @Test func `fraction and offset come from their tags, else from the date itself`() {
        let date: (UInt16, ExifValue) = (0x9003, .text("2008:05:30 15:56:01.25-05:00"))
        #expect(captured([date]) == CaptureTime(local: "2008-05-30T15:56:01", subsecond: "25", offset: "-05:00"))
        #expect(
            captured([date, (0x9291, .text("070 ")), (0x9011, .text("+02:00"))])
                == CaptureTime(local: "2008-05-30T15:56:01", subsecond: "070", offset: "+02:00"))
        #expect(
            captured([(0x9003, .text("2008:05:30 15:56:01Z"))]) == CaptureTime(local: "2008-05-30T15:56:01", offset: "Z"))
    }

    @Test(arguments: [
        ("+02:00", "+02:00"), ("-0330", "-03:30"), ("+2:00", "+02:00"), ("Z", "Z"), ("+13", "+13:00"), ("02:00", nil),
        ("+25:00", nil), ("+02:75", nil), ("   :  ", nil), ("UTC", nil),
    ])
    func `an offset is normalised or nil`(_ written: String, _ expected: String?) {
        let fields: [(UInt16, ExifValue)] = [(0x9003, .text("2008:05:30 15:56:01")), (0x9011, .text(written))]
        #expect(captured(fields)?.offset == expected)
    }

    @Test(arguments: [("07", "07"), ("123456", "123456"), ("  ", nil), ("x", nil), ("5x", "5"), ("1234567890123", "123456789")])
    func `a sub-second is digits`(_ written: String, _ expected: String?) {
        let fields: [(UInt16, ExifValue)] = [(0x9003, .text("2008:05:30 15:56:01")), (0x9291, .text(written))]
        #expect(captured(fields)?.subsecond == expected)
    }

    @Test func `DateTimeDigitized with its own fraction and offset stands in for a missing DateTimeOriginal`() {
        let digitized: [(UInt16, ExifValue)] = [
            (0x9004, .text("2009:01:02 03:04:05")), (0x9292, .text("5")), (0x9291, .text("9")), (0x9012, .text("+01:00")),
        ]
        let expected = CaptureTime(local: "2009-01-02T03:04:05", subsecond: "5", offset: "+01:00")
        #expect(captured(digitized) == expected)
        #expect(captured(digitized + [(0x9003, .text("0000:00:00 00:00:00"))]) == expected)
        #expect(captured(digitized + [(0x9003, .text("2008:05:30 15:56:01"))])?.local == "2008-05-30T15:56:01")
    }

    private func captured(_ fields: [(UInt16, ExifValue)]) -> CaptureTime? {
        var builder = ExifBuilder()
        builder.exif = fields
        return ExifReader.read(tiff: builder.bytes.span).facts.captured
    }
}
