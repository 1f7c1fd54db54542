// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinDemo
import JozinTestHarness
import Testing

@Suite struct `Photos with GPS are found by the names of places` {
    private static let sources = [
        "cities500.json": #"""
        {"1": {"name": "Brno", "latitude": 49.19522, "longitude": 16.60796, "countrycode": "CZ", "admin1code": "78",
         "population": 379466, "alternatenames": ["Brünn"]},
         "2": {"name": "Líšeň", "latitude": 49.20711, "longitude": 16.69484, "countrycode": "CZ", "admin1code": "78",
         "population": 24563, "alternatenames": []}}
        """#,
        "geocode.json": #"""
        [{"country_code": "CZ", "city": "Brno", "latitude": 49.19522, "longitude": 16.60796, "population": 379466,
          "state": "South Moravian"}]
        """#,
        "countries.json": #"{"CZ": {"name": "Czechia", "iso": "CZ", "iso3": "CZE"}}"#,
    ]

    /// A library with one photo in a quarter of Brno and one nowhere, and a folder with the data set.
    private func library() throws -> (place: Place, data: SystemPath) {
        let place = try Place()
        for (name, position) in [
            ("a.jpg", GPSPosition(latitude: 49.2071, longitude: 16.6948)), ("b.jpg", GPSPosition(latitude: 0, longitude: 0)),
        ] {
            var facts = ExifFacts()
            facts.gps = position
            let picture = DemoPicture(seed: name.hasPrefix("a") ? 1 : 2, size: PixelSize(width: 120, height: 80)).drawn()
            try place.put(try JPEGWriter().bytes(of: picture, app1: ExifWriter(facts: facts).app1), at: "\(name)")
        }
        let data = place.base.appending("data")
        try place.shell("mkdir \"$1\"", Word(data))
        for (name, text) in Self.sources { try Disk.write(Array(text.utf8), to: data.appending(name)) }
        return (place, data)
    }

    private func table(in data: SystemPath) -> Word { Word(Array("JOZIN_PLACES=".utf8) + data.appending("places-1.table").bytes) }

    @Test func `where their table was made`() throws {
        let (place, data) = try library()
        let made = try place.run("places", "import", Word(data))
        #expect(made.code == 0 && made.said.contains("2 places (GeoNames"), "\(made.said)")
        #expect(try place.run("places", "import", Word(data)).said.contains("is there already"))
        let table = table(in: data)
        try place.scan()
        for (query, found) in [
            ("place:lisen", "a.jpg\n"), ("brunn", "a.jpg\n"), ("place:brno country:cz", "a.jpg\n"),
            ("\"south moravian\"", "a.jpg\n"),
            ("cz", ""), ("has:gps -country:czechia", "b.jpg\n"), ("box:49,16,50,17", "a.jpg\n"),
        ] {
            let outcome = try place.run("search", Word(place.photos), "\(query)", environment: [table])
            #expect(outcome.code == 0 && outcome.text == found, "\(query): \(outcome.text)\(outcome.said)")
        }
        let text = try place.run("inspect", "a.jpg", "--metadata-only", environment: [table]).text
        #expect(text.contains(", Brno, South Moravian, Czechia\n"), "\(text)")
        let json = try place.run("inspect", "a.jpg", "--metadata-only", "--json-lines", environment: [table]).output
        #expect(try JSONReader.read(json)["place"]?.text == "Brno, South Moravian, Czechia")
        #expect(try doctor(place, table)["state"]?.text == "ok")
    }

    @Test func `in lists and in a photo's details`() throws {
        let (place, data) = try library()
        _ = try place.run("places", "import", Word(data))
        try place.scan()
        let server = try RunningServer(place, environment: [table(in: data)])
        _ = try Processes.wait(seconds: 20) { try server.get("/api/timeline").json?["total"]?.integer == 2 }
        let found = try server.get("/api/photos?q=place:brno").json?["photos"]?.elements ?? []
        #expect(found.count == 1 && found.first?["name"]?.text == "a.jpg")
        let id = found.first?["id"]?.text ?? ""
        #expect(try server.get("/api/photos/\(id)").json?["place"]?.text == "Brno, South Moravian, Czechia")
        let cells = try server.get("/api/map?q=has:gps").json?["cells"]?.elements ?? []
        #expect(cells.contains { $0["place"]?.text == "Brno, South Moravian, Czechia" } && cells.count == 2)
        let completions = try server.get("/api/completions?q=place:li").json?["completions"]?.elements ?? []
        #expect(completions.map { $0["text"]?.text } == ["place:Brno"])
    }

    @Test func `and without it, or with a damaged one, all else works`() throws {
        let (place, data) = try library()
        try place.scan()
        let table = table(in: data)
        #expect(try doctor(place, table)["state"]?.text == "note")
        func found(_ query: Word) throws -> [Substring] {
            let outcome = try place.run("search", Word(place.photos), query, environment: [table])
            #expect(outcome.code == 0, "\(outcome.said)")
            return outcome.text.split(separator: "\n").sorted()
        }
        #expect(try found("has:gps") == ["a.jpg", "b.jpg"])
        for bytes in [[], Array("JozPlace".utf8), [UInt8](repeating: 0, count: 5000)] as [[UInt8]] {
            try Disk.write(bytes, to: data.appending("places-1.table"))
            #expect(try found("brno or has:gps") == ["a.jpg", "b.jpg"])
            let check = try doctor(place, table)
            #expect(check["state"]?.text == "warning" && check["remedy"]?.text?.isEmpty == false)
        }
    }

    @Test func `a data set that is none is refused, and leaves nothing`() throws {
        let (place, data) = try library()
        try Disk.write(Array("{\"1\": {".utf8), to: data.appending("geocode.json"))
        let refused = try place.run("places", "import", Word(data))
        #expect(refused.code == 2 && refused.said.contains("no table of places (at byte"), "\(refused.said)")
        #expect(try place.shell("ls -A \"$1\"", Word(data)).text == "cities500.json\ncountries.json\ngeocode.json\n")
        #expect(try place.run("places", "import", Word(data.appending("nowhere"))).code == 2)
    }

    private func doctor(_ place: Place, _ table: Word) throws -> JSONValue {
        let checks = try JSONReader.read(try place.run("doctor", "--json", environment: [table]).output)["checks"]?.elements ?? []
        return try #require(checks.first { $0["name"]?.text == "places" })
    }
}
