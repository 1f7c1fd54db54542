// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import Testing

@Suite struct `Queries mean what they say` {
    /// Each text and how the query it is prints.
    private static let readings: [(String, String)] = [
        ("", ""), ("  \t ", ""), ("praha", "praha"), ("Praha léto", "Praha léto"), ("praha*", "praha*"), ("4711", "4711"),
        ("img_4711", "img_4711"), ("IMG_4711.jpg", "\"IMG_4711.jpg\""), ("\"old town\"", "\"old town\""),
        ("“old town”", "\"old town\""),
        ("„old town“*", "\"old town\"*"), ("a & b - c", "a b c"), ("rock-n-roll", "\"rock-n-roll\""),
        ("a\u{A0}b\u{3000}c", "a b c"),
        ("-night", "-night"), ("not night", "-night"), ("NOT NOT night", "--night"), ("-(a b)", "-(a b)"),
        ("-\"a b\"", "-\"a b\""),
        ("a or b c", "a or b c"), ("(a OR b) c", "(a or b) c"), ("a (b (c d))", "a b c d"), ("a or (b or c)", "a or b or c"),
        ("\"or\" \"not\" or*", "\"or\" \"not\" \"or\"*"), ("IMG (1).jpg", "IMG 1 \".jpg\""), ("12:30", "\"12:30\""),
        ("favourite Favorite rejected", "favourite favourite rejected"), ("missing -failed", "missing -failed"),
        ("is:favorite has:GPS is:failed", "favourite has:gps failed"),
        ("iso:>800", "iso:>800"), ("ISO:800..1600", "iso:800..1600"), ("iso:800..", "iso:>=800"), ("iso:..800", "iso:<=800"),
        ("iso:=800 iso:5..5", "iso:800 iso:5"), ("f:<2.8 aperture:2", "f:<2.8 f:2"), ("focal:24..70mm", "focal:24..70"),
        ("exposure:1/200 shutter:>=2s", "exposure:0.005 exposure:>=2"), ("exposure:250ms", "exposure:0.25"),
        ("pixels:>20M pixels:<500k", "pixels:>20000000 pixels:<500000"),
        ("size:>5MB bytes:<=2GiB", "bytes:>5000000 bytes:<=2147483648"),
        ("width:>=1920px height:1080", "width:>=1920 height:1080"), ("rating:>=4 rating:0", "rating:>=4 rating:0"),
        ("2019", "date:2019"), ("2020-05", "date:2020-05"), ("2020-05-17", "date:2020-05-17"),
        ("2019..2021", "date:2019-01-01..2021-12-31"),
        ("2019..", "date:2019-01-01.."), ("..2021-06", "date:..2021-06-30"), ("date:0800", "date:0800"), ("1799", "1799"),
        ("2020-13", "\"2020-13\""), ("2020-02..2020-02-29", "date:2020-02"),
        ("date:>2019 date:<=2020-02", "date:2020-01-01.. date:..2020-02-29"),
        ("in:2019/Praha", "in:2019/Praha"), ("in:/2019/", "in:2019"), ("in:=2019", "in:=2019"), ("in:/", "in:/"),
        ("in:\"old town/a \\\"b\\\"\"", "in:\"old town/a \\\"b\\\"\""), ("in:Říp", "in:\"Říp\""),
        ("folder:\"\\xff\\xFE\"", "in:\"\\xff\\xfe\""),
        ("camera:canon lens:\"50mm f/1.8\"", "camera:canon lens:\"50mm f/1.8\""),
        ("tag:travel/prague*", "tag:\"travel/prague\"*"),
        ("type:RAW type:jpg format:tif", "type:raw type:jpeg type:tiff"),
        ("duplicates:any duplicates:Exact", "duplicates:any duplicates:exact"),
        ("near:50.087,-14.5,2km", "near:50.087,-14.5,2"), ("near:-33,151,0.5", "near:-33,151,0.5"),
        ("box:-10.5,170,10,-170", "box:-10.5,170,10,-170"), ("BOX:-90,-180,90,180", "box:-90,-180,90,180"),
        ("title:x description:y place:z country:w album:v name:u", "title:x description:y place:z country:w album:v name:u"),
    ]

    @Test func `as printed`() throws {
        for (text, printed) in Self.readings {
            let query = try QueryParser.parse(text)
            #expect(query.description == printed, "\(text)")
            #expect(try QueryParser.parse(printed) == query, "\(text)")
        }
    }

    @Test func `printed and read again, random queries are the same`() throws {
        var library = RandomLibrary(seed: 11)
        for _ in 0..<20_000 {
            let query = library.query(depth: 4)
            let text = query.description
            do throws(QueryFailure) {
                let read = try QueryParser.parse(text)
                if read != query { Issue.record("\(text) became \(read)") }
            } catch {
                // Random queries may be longer than queries can be.
                if !error.sentence.contains("more than") { Issue.record("\(text): \(error.sentence)") }
            }
        }
    }

    @Test func `while it is typed, the last word may go on`() throws {
        func typed(_ text: String) throws -> String { try QueryParser.read(text, isTyping: true).query.description }
        #expect(try typed("old tow") == "old tow*")
        #expect(try typed("old tow ") == "old tow")
        #expect(try typed("camera:can") == "camera:can*")
        #expect(try typed("\"old to") == "\"old to\"*")
        #expect(try typed("\"old to\"") == "\"old to\"")
        #expect(try typed("lens:\"50mm f") == "lens:\"50mm f\"*")
        #expect(try typed("2019") == "date:2019")
        #expect(try QueryParser.parse("old tow").description == "old tow")
    }

    @Test func `numbers and dates are compared as they are written`() throws {
        #expect(try QueryParser.parse("iso:>800") == .filter(.number(.iso, .moreThan(800))))
        #expect(NumberRange.moreThan(800).contains(801) && !NumberRange.moreThan(800).contains(800))
        #expect(NumberRange.between(1, 2).contains(2) && !NumberRange.lessThan(2).contains(2))
        let may = try #require(DayNumber.of(year: 2020, month: 5, day: 1))
        #expect(try QueryParser.parse("2020-05") == .filter(.days(try #require(DayRange(first: may, last: may + 30)))))
    }

    @Test func `days are numbered as the calendar has them`() throws {
        #expect(DayNumber.of(year: 1970, month: 1, day: 1) == 0 && DayNumber.of(year: 2000, month: 3, day: 1) == 11_017)
        #expect(DayNumber.of(year: 1900, month: 2, day: 29) == nil && DayNumber.of(year: 2000, month: 2, day: 29) != nil)
        var expected = try #require(DayNumber.of(year: 1, month: 1, day: 1))
        for year in 1...9999 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let number = DayNumber.of(year: year, month: month, day: day) else { continue }
                    guard number == expected, DayNumber.date(number) == (year, month, day) else {
                        Issue.record("\(year)-\(month)-\(day)")
                        return
                    }
                    expected += 1
                }
            }
        }
    }
}

@Suite struct `A query falls into parts that can be taken away` {
    @Test func `each with its text and place`() throws {
        let text = "žluť  iso:>800 (a or b) -\"x y\""
        let read = try QueryParser.read(text)
        #expect(read.chips.map(\.text) == ["žluť", "iso:>800", "(a or b)", "-\"x y\""])
        #expect(read.chips.map(\.range.column) == [1, 7, 16, 25])
        #expect(read.chips.map(\.range.characterCount) == [4, 8, 8, 6])
        for chip in read.chips {
            let bytes = Array(text.utf8)[chip.range.utf8Offset..<chip.range.utf8Offset + chip.range.utf8Count]
            #expect(String(decoding: bytes, as: UTF8.self) == chip.text)
            #expect(try QueryParser.parse(chip.text) == chip.query)
        }
        #expect(read.removing(read.chips[1]) == "žluť (a or b) -\"x y\"")
        #expect(read.removing(read.chips[0]) == "iso:>800 (a or b) -\"x y\"")
        #expect(read.removing(read.chips[3]) == "žluť  iso:>800 (a or b)")
    }

    @Test func `alternatives are one part, nothing is none`() throws {
        #expect(try QueryParser.read("a or b c").chips.map(\.text) == ["a or b c"])
        #expect(try QueryParser.read(" ").chips == [])
    }

    @Test func `what is left after one is taken away is a query of the others`() throws {
        var library = RandomLibrary(seed: 12)
        for _ in 0..<2000 {
            let text = Query.and((0..<3).map { _ in library.query(depth: 2) }).description
            guard let read = try? QueryParser.read(text) else { continue }
            for (index, chip) in read.chips.enumerated() {
                var others = read.chips.map(\.query)
                others.remove(at: index)
                let left = read.removing(chip)
                if try QueryParser.parse(left) != .and(others) { Issue.record("\(text) without \(chip.text): \(left)") }
            }
        }
    }
}
