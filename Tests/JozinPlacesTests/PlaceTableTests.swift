// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinPlaces
import JozinTestSupport
import Testing

@Suite struct `A table of places comes back as it was written` {
    private func made(_ seed: UInt64, _ count: Int) -> (table: PlaceTable, names: [UInt8], file: [UInt8]) {
        var world = MadeUpWorld(seed: seed)
        let places = world.places(count)
        let (table, names) = PlaceCompiler(places: places, towns: [], countries: MadeUpWorld.countries).compile()
        return (table, names, table.encoded(names: names))
    }

    @Test func `with every number and every name`() throws {
        for (seed, count) in [(1, 0), (2, 1), (3, 50), (4, 1000)] as [(UInt64, Int)] {
            let (table, names, file) = made(seed, count)
            let head = try PlaceTable.Head(file)
            #expect(head.fileCount == file.count && head.fits(names: Array(file[head.textStart...])))
            let read = try PlaceTable(Array(file[..<head.textStart]))
            #expect(read.encoded(names: names) == file && read.count == table.count && read.count == count)
        }
    }

    @Test func `the same table in whatever order the records come`() {
        var world = MadeUpWorld(seed: 5)
        var places = world.places(500)
        let first = PlaceCompiler(places: places, towns: [], countries: MadeUpWorld.countries).compile()
        places.shuffle(using: &world.random)
        let second = PlaceCompiler(places: places, towns: [], countries: MadeUpWorld.countries).compile()
        #expect(first.table.encoded(names: first.names) == second.table.encoded(names: second.names))
    }

    @Test func `and not at all with any byte changed or missing`() throws {
        let (_, _, file) = made(6, 20)
        let head = try PlaceTable.Head(file)
        let numbers = Array(file[..<head.textStart])
        for place in numbers.indices {
            var damaged = numbers
            damaged[place] ^= 1 << UInt8(place % 8)
            #expect(throws: PlaceTable.Failure.self, "byte \(place)") { try PlaceTable(damaged) }
            #expect(throws: PlaceTable.Failure.self, "\(place) bytes") { try PlaceTable(Array(numbers[..<place])) }
        }
        var names = Array(file[head.textStart...])
        names[names.count / 2] ^= 4
        #expect(!head.fits(names: names) && !head.fits(names: Array(names.dropLast())))
    }

    @Test func `what is something else is told apart`() throws {
        #expect(throws: PlaceTable.Failure.noTable) { try PlaceTable([]) }
        #expect(throws: PlaceTable.Failure.noTable) { try PlaceTable(Array(repeating: 7, count: 100)) }
        var (_, _, file) = made(7, 3)
        file[8] += 1
        #expect(throws: PlaceTable.Failure.otherVersion) { try PlaceTable.Head(file) }
        #expect(throws: PlaceTable.Failure.damaged) {
            try PlaceTable.Head(Array("JozPlace".utf8) + [1, 0, 0, 0] + Array(repeating: 255, count: 24))
        }
    }

    @Test func `any bytes, without a trap`() {
        var random = SeededGenerator(seed: 8)
        let (_, _, file) = made(9, 5)
        for _ in 0..<2000 {
            var bytes = file
            for _ in 0..<random.number(1...4) { bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255)) }
            if let table = try? PlaceTable(bytes) {
                _ = PlaceIndex(table).nearest(latitude: 0, longitude: 0, within: 1)
            }
        }
    }
}

@Suite struct `The data set is read as it comes` {
    @Test func `places with their other names, whatever the names hold`() throws {
        let text = #"""
            {"1": {"geonameid": 1, "name": "Žďár \"{nad}\" \\", "latitude": 49.5, "longitude": -15.25, "countrycode": "CZ",
             "population": 20, "admin1code": "80", "alternatenames": ["\u017d\u010f\u00e1r", "}]", ""]},
             "2": {"name": "", "latitude": 1, "longitude": 2, "countrycode": "CZ"}, "3": {"name": "No place"},
             "4": {"name": "Off", "latitude": 91, "longitude": 2, "countrycode": "CZ"}}
            """#
        let places = try PlaceSource.places(Array(text.utf8))
        #expect(places.count == 1)
        let place = try #require(places.first)
        #expect(place.name == "Žďár \"{nad}\" \\" && place.latitude == 495_000_000 && place.longitude == -152_500_000)
        #expect(place.region == "80" && place.population == 20 && place.otherNames == ["Žďár", "}]", ""])
    }

    @Test func `towns in a list, and countries`() throws {
        let towns = try PlaceSource.towns(
            Array(
                #"[{"country_code":"CZ","city":"Brno","latitude":49.1,"longitude":16.6,"population":3,"state":"South"},{}]"#.utf8)
        )
        #expect(towns.map(\.place.name) == ["Brno"] && towns.map(\.regionName) == ["South"])
        let countries = try PlaceSource.countries(Array(#"{"CZ": {"name": "Czechia", "iso": "CZ", "iso3": "CZE"}}"#.utf8))
        #expect(countries == [MadeUpWorld.countries[0]])
    }

    @Test func `and what is cut off or no JSON is refused`() throws {
        let text = Array(#"{"1": {"name": "A", "latitude": 1.5, "longitude": 2, "countrycode": "CZ"}}"#.utf8)
        #expect(try PlaceSource.places(text).count == 1)
        for end in 1..<text.count { #expect(throws: PlaceSource.Failure.self) { try PlaceSource.places(Array(text[..<end])) } }
        #expect(throws: PlaceSource.Failure.self) { try PlaceSource.places(Array("{\"1\": {nonsense}}".utf8)) }
        #expect(throws: PlaceSource.Failure.self) { try PlaceSource.places(Array("}{".utf8)) }
    }

    @Test func `regions are called what most of their towns say`() {
        let places = (0..<5).map { PlaceRecord("Town \($0)", Double($0), 10) }
        let towns = zip(places, ["A", "B", "B", "", "B"]).map { TownRecord(place: $0, regionName: $1) }
        let gazetteer = Gazetteer(PlaceCompiler(places: places, towns: towns, countries: MadeUpWorld.countries))
        for place in 0..<5 { #expect(gazetteer.name(Double(place), 10)?.region == "B") }
    }
}
