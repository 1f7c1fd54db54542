// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces
import JozinTestSupport

/// Places that nobody lives at: in heaps and alone, at the poles and on both sides of the date line.
struct MadeUpWorld {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func coordinate(_ limit: Int) -> Int32 {
        switch random.number(0...9) {
        case 0: Int32(random.coin() ? limit : -limit)
        case 1: 0
        // Near the end: a pole, the date line.
        case 2: Int32((random.coin() ? 1 : -1) * (limit - random.number(0...20_000_000)))
        default: Int32(random.number(-limit...limit))
        }
    }

    mutating func position() -> (latitude: Int32, longitude: Int32) { (coordinate(900_000_000), coordinate(1_800_000_000)) }

    mutating func places(_ count: Int) -> [PlaceRecord] {
        var places: [PlaceRecord] = []
        while places.count < count {
            var (latitude, longitude) = position()
            if let other = places.randomElement(using: &random), random.chance(60) {
                // A neighbour, or another one at the same place.
                let reach = random.chance(10) ? 0 : 3_000_000
                latitude = Int32(min(max(Int(other.latitude) + random.number(-reach...reach), -900_000_000), 900_000_000))
                longitude = Int32(min(max(Int(other.longitude) + random.number(-reach...reach), -1_800_000_000), 1_800_000_000))
            }
            places.append(
                PlaceRecord(
                    name: "Place \(places.count)", latitude: latitude, longitude: longitude,
                    country: random.coin() ? "CZ" : "SK", region: "\(random.number(1...5))",
                    population: random.number(0...1_000_000)))
        }
        return places
    }

    static let countries = [
        CountryRecord(code: "CZ", longCode: "CZE", name: "Czechia"), CountryRecord(code: "SK", longCode: "SVK", name: "Slovakia"),
    ]
}

extension Gazetteer {
    /// Over what a compiler makes.
    convenience init(_ compiler: PlaceCompiler) {
        let (table, names) = compiler.compile()
        self.init(table) { Array(names[$0]) }
    }

    func name(_ latitude: Double, _ longitude: Double) -> PlaceName? {
        name(of: GPSPosition(latitude: latitude, longitude: longitude))
    }
}

extension PlaceRecord {
    /// In degrees.
    init(
        _ name: String, _ latitude: Double, _ longitude: Double, _ country: String = "CZ", region: String = "78",
        population: Int = 0, otherNames: [String] = []
    ) {
        self.init(
            name: name, latitude: Int32((latitude * 1e7).rounded()), longitude: Int32((longitude * 1e7).rounded()),
            country: country, region: region, population: population, otherNames: otherNames)
    }
}
