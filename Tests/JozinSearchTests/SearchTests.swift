// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces
import JozinSearch
import JozinTestSupport
import Testing

@Suite struct `A search finds what a look at every photo finds` {
    private func columns(_ rows: [PhotoRow]) -> PhotoColumns {
        var builder = PhotoColumns.Builder()
        for row in rows { builder.append(row) }
        return builder.build()
    }

    private func ids(_ columns: PhotoColumns, _ query: Query) -> [UInt32] {
        columns.search(query).ids(from: 0, count: .max)
    }

    @Test func `for random queries over random photos`() {
        var library = RandomLibrary(seed: 1)
        var hits = 0
        for count in [0, 1, 63, 64, 65, 300, 1000] {
            let rows = library.rows(count)
            let columns = columns(rows)
            for _ in 0..<400 {
                let query = library.query()
                let wanted = NaiveSearch.ids(query, in: rows)
                hits += wanted.isEmpty ? 0 : 1
                if ids(columns, query) != wanted { Issue.record("\(query) over \(rows.count)") }
            }
        }
        #expect(hits > 500)
    }

    @Test func `for every single filter over random photos`() {
        var library = RandomLibrary(seed: 2)
        let rows = library.rows(500)
        let columns = columns(rows)
        for _ in 0..<3000 {
            let query = Query.filter(library.filter())
            if ids(columns, query) != NaiveSearch.ids(query, in: rows) { Issue.record("\(query)") }
        }
    }

    @Test func `changes leave what building anew gives`() {
        var library = RandomLibrary(seed: 3)
        var rows: [UInt32: PhotoRow] = [:]
        var columns = PhotoColumns()
        var moment: Int64 = 0
        for _ in 0..<60 {
            var changes: [PhotoChange] = []
            for _ in 0..<library.random.number(0...25) {
                let id = UInt32(library.random.number(1...120))
                if library.random.chance(30) {
                    changes.append(.remove(id))
                    rows[id] = nil
                } else {
                    moment += 1
                    // Anywhere in the timeline, and never twice at one place.
                    let row = library.row(id: id, moment: Int64(library.random.number(0...500)) * 10_000 + moment)
                    changes.append(.put(row))
                    rows[id] = row
                }
            }
            columns = columns.applying(changes)
            let anew = self.columns(Array(rows.values))
            #expect(columns.count == rows.count)
            for _ in 0..<20 {
                let query = library.query()
                let (changed, built) = (columns.search(query), anew.search(query))
                if changed.ids(from: 0, count: .max) != built.ids(from: 0, count: .max) || changed.shapes() != built.shapes() {
                    Issue.record("\(query)")
                }
            }
            for field in CompletableField.allCases {
                for begun in ["", "p", "2019", "trav"] {
                    #expect(
                        columns.values(of: field, beginning: begun, limit: 20)
                            == anew.values(of: field, beginning: begun, limit: 20))
                }
            }
        }
    }

    @Test func `photos are known by their ids through the catalog`() throws {
        let rows = [PhotoRow(id: 7, moment: 1), PhotoRow(id: 9, moment: 2)]
        let id = try #require(ImageID(text: "sha256:" + String(repeating: "ab", count: 32)))
        let query = try QueryParser.parse("id:\(id.text)")
        #expect(ids(columns(rows), query) == [])
        let asked = columns(rows).search(query) { $0 == id ? [7, 100] : [] }
        #expect(asked.ids(from: 0, count: 9) == [7])
    }

    @Test func `a photo that comes twice counts as it came last`() {
        var first = PhotoRow(id: 1, moment: 1)
        first.rating = 1
        var last = PhotoRow(id: 1, moment: 5)
        last.rating = 5
        let columns = columns([first, last])
        #expect(columns.count == 1 && columns.moment(at: 0) == 5)
        #expect(ids(columns, .filter(.number(.rating, .exactly(5)))) == [1])
    }

    @Test func `words of all fields are found, each in its own`() throws {
        var row = PhotoRow(id: 1, moment: 1)
        row.name = Array("IMG_4711.JPG".utf8)
        row.title = "Old town"
        row.caption = "Straße at night"
        row.camera = "Canon EOS 5D Mark II"
        row.lens = "EF50mm f/1.8"
        row.place = PlaceName(
            name: "Český Krumlov", region: "South Bohemian", country: "Česko", codes: ["NO", "CZE"],
            otherNames: ["Krumau", "Latrán"])
        row.tags = ["travel/prague castle"]
        row.albums = ["Best of"]
        row.folder = try #require(LibraryPath(bytes: Array("2019/Dovolená".utf8)))
        let columns = columns([row])
        let found = [
            "4711", "img", "img_4711", "IMG_4711.jpg", "\"old town\"", "strasse", "\"eos 5d\"", "50mm", "cesky", "castle",
            "\"best of\"",
            "dovolena", "dov*", "name:4711", "title:town", "description:night", "camera:\"canon eos\"", "lens:50",
            "place:krumlov",
            "country:cesko", "country:cze", "country:no", "place:krumau", "latran", "krum*", "\"south bohemian\"", "cesko",
            "tag:travel", "tag:travel/prague*", "tag:\"prague castle\"", "album:best", "in:2019",
            "in:\"2019/Dovolená\"",
        ]
        for text in found { #expect(ids(columns, try QueryParser.parse(text)) == [1], "\(text)") }
        let missed = [
            "471", "\"town old\"", "\"town straße\"", "title:night", "place:cesko", "place:cze", "country:krumau", "cze",
            "\"no\"", "\"krumlov south\"", "tag:prague", "tag:castle", "album:castle",
            "in:=2019",
            "camera:50mm", "name:town", "dov",
        ]
        for text in missed { #expect(ids(columns, try QueryParser.parse(text)) == [], "\(text)") }
    }
}
