// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `Photos may say anything` {
    private func ids(_ rows: [PhotoRow], _ text: String) throws -> [UInt32] {
        var builder = PhotoColumns.Builder()
        for row in rows { builder.append(row) }
        return builder.build().search(try QueryParser.parse(text)).ids(from: 0, count: .max)
    }

    @Test func `numbers at the ends of their types`() throws {
        var huge = PhotoRow(id: .max, moment: .max)
        huge.day = .max
        huge.size = PixelSize(width: .max, height: .max)
        huge.bytes = .max
        huge.iso = .max
        huge.fNumber = .greatestFiniteMagnitude
        huge.exposure = .infinity
        huge.focalLength = 1e38
        huge.rating = .max
        huge.marks = PhotoMarks(rawValue: .max)
        var tiny = PhotoRow(id: 0, moment: .min)
        tiny.day = .min
        tiny.size = PixelSize(width: .min, height: 0)
        tiny.bytes = .min
        tiny.iso = .min
        tiny.fNumber = -.infinity
        tiny.exposure = .leastNonzeroMagnitude
        tiny.focalLength = .nan
        tiny.rating = .min
        let rows = [tiny, huge]
        #expect(try ids(rows, "") == [.max, 0])
        for text in [
            "pixels:>1M", "width:>=1000000", "bytes:>1GB", "iso:>6400", "focal:>1000mm", "rating:5", "date:2019..", "favourite",
        ] {
            #expect(try ids(rows, text) == [.max], "\(text)")
        }
        for text in ["f:>0", "exposure:>0", "has:gps", "has:tag", "has:title", "date:..2019", "date:9999", "pixels:0", "iso:0"] {
            #expect(try ids(rows, text) == [], "\(text)")
        }
        #expect(try ids(rows, "bytes:0") == [0] && ids(rows, "rating:0") == [0] && ids(rows, "has:date") == [.max])
    }

    @Test func `places at the poles and on both sides of the date line`() throws {
        let places: [(Double, Double)] = [(90, 0), (-90, 77), (0, 180), (0, -180), (0, 179.99), (52, 13.4), (-52, -166.6)]
        let rows = places.enumerated().map { index, place in
            var row = PhotoRow(id: UInt32(index), moment: -Int64(index))
            row.position = GPSPosition(latitude: place.0, longitude: place.1)
            return row
        }
        #expect(try ids(rows, "near:90,123,1") == [0] && ids(rows, "near:-90,0,0.1") == [1])
        #expect(try ids(rows, "near:0,-180,5") == [2, 3, 4] && ids(rows, "near:0,180,0.5") == [2, 3])
        #expect(try ids(rows, "near:52,13.4,0") == [5])
        // Half the way round: 20,015.1 km.
        #expect(try ids(rows, "near:52,13.4,20015") == [0, 1, 2, 3, 4, 5] && ids(rows, "near:52,13.4,20016").count == 7)
        #expect(try ids(rows, "near:0,0,1e6").count == 7)
        #expect(try ids(rows, "box:-1,179,1,-179") == [2, 3, 4] && ids(rows, "box:-1,-180,1,-180") == [2, 3])
        #expect(try ids(rows, "box:-90,-180,90,180").count == 7 && ids(rows, "box:-1,170,1,180") == [2, 3, 4])
        #expect(try ids(rows, "box:52,13.4,52,13.4") == [5] && ids(rows, "box:51,13.41,53,13.39").isEmpty)
        #expect(try ids(rows, "box:90,5,90,4") == [0] && ids(rows, "-box:-60,-170,60,170") == [0, 1, 2, 3, 4])
        // A degree of longitude at 52 degrees is 68.458 km.
        #expect(try ids(rows, "near:52,14.4,68.4") == [] && ids(rows, "near:52,14.4,68.5") == [5])
    }

    @Test func `a folder's neighbours are not in it`() throws {
        let names = ["", "a", "a/b", "ab", "a b", "A", "a/b/c"]
        let rows = names.enumerated().map { index, name in
            var row = PhotoRow(id: UInt32(index), moment: -Int64(index))
            row.folder = LibraryPath(bytes: Array(name.utf8)) ?? .root
            return row
        }
        #expect(try ids(rows, "in:a") == [1, 2, 6] && ids(rows, "in:=a") == [1] && ids(rows, "in:a/b") == [2, 6])
        #expect(try ids(rows, "in:/") == [0, 1, 2, 3, 4, 5, 6] && ids(rows, "in:=/") == [0] && ids(rows, "in:\"a b\"") == [4])
        #expect(try ids(rows, "in:b") == [] && ids(rows, "in:zzz") == [])
    }

    @Test func `texts without end and words without end`() throws {
        var row = PhotoRow(id: 1, moment: 1)
        row.caption =
            (0..<3000).map { "w\(String($0, radix: 26).map { $0.isNumber ? "q" : String($0) }.joined())" }.joined(separator: " ")
            + " last"
        row.title = String(repeating: "ab", count: 50_000) + " end"
        row.name = [UInt8](repeating: 0x80, count: 200) + Array("x.jpg".utf8)
        row.tags = [String(repeating: "t/", count: 3000), "//", ""]
        #expect(try ids([row], "end") == [1] && ids([row], "x") == [1] && ids([row], "last") == [])
        #expect(try ids([row], "title:" + String(repeating: "ab", count: 1000)) == [1])
        #expect(try ids([row], "title:" + String(repeating: "ab", count: 40)) == [])
        #expect(try ids([row], "tag:t/t/t") == [1])
    }

    @Test func `many words in many photos, rare and common`() throws {
        var random = SeededGenerator(seed: 41)
        var rows: [PhotoRow] = []
        for id in 0..<20_000 {
            var row = PhotoRow(id: UInt32(id), moment: -Int64(id))
            row.name = Array("IMG_\(id % 5000).jpg".utf8)
            row.tags = random.chance(50) ? ["even/tag\(id % 7)", "t\(id % 3)"] : []
            row.title = random.chance(10) ? "rare\(id % 100) words" : nil
            rows.append(row)
        }
        var builder = PhotoColumns.Builder()
        for row in rows { builder.append(row) }
        let columns = builder.build()
        let texts = [
            "jpg", "4711", "img_47", "img_47*", "rare*", "\"rare 17 words\"", "tag:even", "tag:even/tag*", "tag:\"tag 3\"",
            "even jpg 17",
            "-words", "rare or tag:t", "title:words -tag:even", "name:words", "4711 or 17 or 99", "1* 2* 3*",
        ]
        for text in texts {
            let query = try QueryParser.parse(text)
            #expect(columns.search(query).ids(from: 0, count: .max) == NaiveSearch.ids(query, in: rows), "\(text)")
        }
        #expect(columns.byteCount < 20_000 * 200)
    }
}
