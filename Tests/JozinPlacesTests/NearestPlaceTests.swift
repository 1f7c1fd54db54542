// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinPlaces
import JozinTestSupport
import Testing

@Suite struct `The nearest place is the nearest of all` {
    /// By the same measure, place by place.
    private func least(_ places: [PlaceRecord], _ latitude: Int32, _ longitude: Int32, within reach: Double) -> Double? {
        let cosine = Sphere.cosine(Double(latitude) * Sphere.unit)
        let all = places.map { Sphere.haversine(latitude, longitude, cosine: cosine, $0.latitude, $0.longitude) }
        return all.min().flatMap { $0 <= reach ? $0 : nil }
    }

    @Test func `whatever the places and wherever one asks`() {
        var world = MadeUpWorld(seed: 1)
        for round in 0..<60 {
            let places = world.places(world.random.number(0...300))
            let index = PlaceIndex(PlaceCompiler(places: places, towns: [], countries: []).compile().table)
            for _ in 0..<100 {
                var (latitude, longitude) = world.position()
                if let place = places.randomElement(using: &world.random), world.random.chance(30) {
                    (latitude, longitude) = (place.latitude, place.longitude)
                }
                let kilometres = [0, 1, 25, 50, 500, 5000, 30_000][world.random.number(0...6)]
                let reach = Sphere.haversine(kilometres: Double(kilometres))
                let found = index.nearest(latitude: latitude, longitude: longitude, within: reach)
                #expect(found?.haversine == least(places, latitude, longitude, within: reach), "round \(round)")
            }
        }
    }

    @Test func `among places as dense as a country's`() {
        var random = SeededGenerator(seed: 2)
        let places = (0..<20_000).map { number in
            PlaceRecord(
                name: "\(number)", latitude: Int32(random.number(485_000_000...510_000_000)),
                longitude: Int32(random.number(120_000_000...190_000_000)), country: "CZ")
        }
        let index = PlaceIndex(PlaceCompiler(places: places, towns: [], countries: []).compile().table)
        for _ in 0..<200 {
            let latitude = Int32(random.number(480_000_000...515_000_000))
            let longitude = Int32(random.number(115_000_000...195_000_000))
            let reach = Sphere.haversine(kilometres: 50)
            #expect(
                index.nearest(latitude: latitude, longitude: longitude, within: reach)?.haversine
                    == least(places, latitude, longitude, within: reach))
        }
    }

    @Test func `of several at one distance it is always the same`() {
        let twins = ["a", "b", "c"].map { PlaceRecord($0, 10, 20, population: 5) }
        for order in [twins, twins.reversed()] {
            let gazetteer = Gazetteer(PlaceCompiler(places: order, towns: [], countries: []))
            #expect(gazetteer.name(10, 20.001)?.name == "a")
        }
    }

    @Test func `distances are those of the haversine formula`() {
        var world = MadeUpWorld(seed: 3)
        for _ in 0..<2000 {
            let (a, b) = (world.position(), world.position())
            let cosine = Sphere.cosine(Double(a.latitude) * Sphere.unit)
            let found = Sphere.haversine(a.latitude, a.longitude, cosine: cosine, b.latitude, b.longitude)
            let across = sin((Double(b.latitude) - Double(a.latitude)) * Sphere.unit / 2)
            let along = sin((Double(b.longitude) - Double(a.longitude)) * Sphere.unit / 2)
            let cosines = cos(Double(a.latitude) * Sphere.unit) * cos(Double(b.latitude) * Sphere.unit)
            #expect(abs(found - (across * across + cosines * along * along)) < 1e-12)
        }
    }
}

@Suite struct `A position gets the name that a person would give it` {
    private static let brno = PlaceRecord("Brno", 49.19522, 16.60796, population: 379_466, otherNames: ["Brünn", "BRQ", "Brno"])
    private static let lisen = PlaceRecord("Líšeň", 49.20711, 16.69484, population: 24_563, otherNames: ["Lösch"])
    private static let modrice = PlaceRecord("Modřice", 49.12776, 16.61455, population: 5_000)

    private func gazetteer(_ more: [PlaceRecord] = []) -> Gazetteer {
        let towns = [Self.brno, Self.modrice].map { TownRecord(place: $0, regionName: "South Moravian") }
        let places = [Self.brno, Self.lisen, Self.modrice] + more
        return Gazetteer(PlaceCompiler(places: places, towns: towns, countries: MadeUpWorld.countries))
    }

    @Test func `the town with its region and country`() {
        let place = gazetteer().name(49.195, 16.608)
        #expect(place?.text == "Brno, South Moravian, Czechia" && place?.codes == ["CZ", "CZE"])
    }

    @Test func `a part of a town goes by the town, and is found by its own name too`() {
        let place = gazetteer().name(49.208, 16.695)
        #expect(place?.name == "Brno" && place?.otherNames == ["Brünn", "Líšeň", "Lösch"])
    }

    @Test func `everything in the middle of a town is the town, and everywhere in a region of its name`() {
        let places = [
            PlaceRecord("Praha", 50.088, 14.421, region: "52", population: 1_165_581),
            PlaceRecord("Malá Strana", 50.0877, 14.4045, region: "52", population: 6350),
            PlaceRecord("Zličín", 50.059, 14.291, region: "52", population: 5000),
            PlaceRecord("Říčany", 49.992, 14.654, region: "88", population: 15_000),
        ]
        for regionName in ["Praha", "Hlavní město Praha", "Bohemia"] {
            let towns = places.map { TownRecord(place: $0, regionName: $0.region == "52" ? regionName : "Central Bohemia") }
            let gazetteer = Gazetteer(PlaceCompiler(places: places, towns: towns, countries: MadeUpWorld.countries))
            #expect(gazetteer.name(50.0877, 14.4045).map { $0.name == "Praha" && $0.otherNames == ["Malá Strana"] } == true)
            #expect(gazetteer.name(50.059, 14.291)?.name == (regionName == "Bohemia" ? "Zličín" : "Praha"))
            #expect(gazetteer.name(49.992, 14.654)?.name == "Říčany")
        }
    }

    @Test func `a town beside a city is itself`() { #expect(gazetteer().name(49.128, 16.614)?.name == "Modřice") }

    @Test func `what is as large, in another region or too far off is no part`() {
        let others = [
            PlaceRecord("Large", 49.21, 16.62, population: 200_000), PlaceRecord("Abroad", 49.2, 16.55, "SK", population: 2000),
            PlaceRecord("Elsewhere", 49.22, 16.58, region: "79", population: 2000),
            PlaceRecord("Far", 49.30, 16.60, population: 2000), PlaceRecord("Village", 49.25, 16.62, population: 600),
            PlaceRecord("Corner", 49.19, 16.60, population: 600),
        ]
        let gazetteer = gazetteer(others)
        for other in others.dropLast() {
            let (latitude, longitude) = (Double(other.latitude) / 1e7, Double(other.longitude) / 1e7)
            #expect(gazetteer.name(latitude, longitude)?.name == other.name)
        }
        #expect(gazetteer.name(49.19, 16.60)?.name == "Brno", "too small to be told from a part, and in the middle of it")
    }

    @Test func `beyond the last houses only the region is certain, and far from them nothing`() {
        let gazetteer = gazetteer()
        // A degree of latitude is 111.2 km.
        #expect(gazetteer.name(49.19522 + 24.9 / 111.195, 16.60796)?.name == "Brno")
        let outside = gazetteer.name(49.19522 + 26 / 111.195, 16.60796)
        #expect(outside?.name == "" && outside?.text == "South Moravian, Czechia")
        #expect(gazetteer.name(49.19522 + 49 / 111.195, 16.60796) != nil)
        #expect(gazetteer.name(49.19522 + 51 / 111.195, 16.60796) == nil)
    }

    @Test func `odd positions have none, and do no harm`() {
        let gazetteer = gazetteer([PlaceRecord("Pole", 90, 12), PlaceRecord("Line", 0.1, 180), PlaceRecord("South", -90, 0)])
        for (latitude, longitude) in [
            (Double.nan, 0), (0, .nan), (.infinity, 0), (0, -.infinity), (90.1, 0), (0, 180.1), (-91, 5), (1e300, 1e300), (0, 0),
        ] { #expect(gazetteer.name(latitude, longitude) == nil) }
        #expect(gazetteer.name(90, -170)?.name == "Pole" && gazetteer.name(89.9, -168)?.name == "Pole")
        #expect(gazetteer.name(-90, 77)?.name == "South")
        #expect(gazetteer.name(0.1, -180)?.name == "Line" && gazetteer.name(0.1, -179.9)?.name == "Line")
        #expect(gazetteer.name(0.1, 179.9)?.name == "Line")
    }

    @Test func `an empty world has no names`() {
        let gazetteer = Gazetteer(PlaceTable()) { _ in nil }
        #expect(gazetteer.count == 0 && gazetteer.name(49, 16) == nil)
    }

    @Test func `names that cannot be read are none`() {
        let table = PlaceCompiler(places: [Self.brno], towns: [], countries: []).compile().table
        #expect(Gazetteer(table) { _ in nil }.name(49.195, 16.608) == nil)
        #expect(Gazetteer(table) { _ in [] }.name(49.195, 16.608) == nil)
    }

    @Test func `a name that says the same again is said once`() {
        #expect(PlaceName(name: "Prague", region: "Prague", country: "Czechia").text == "Prague, Czechia")
        #expect(PlaceName(name: "", region: "", country: "Monaco").text == "Monaco")
    }
}
