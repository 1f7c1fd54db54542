// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinPlaces
import JozinTestSupport
import Testing

@Suite struct `Places that everybody knows have their names` {
    /// The installed table; nil, and said so, where it is not there.
    private func gazetteer(_ test: String) -> Gazetteer? {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let path = "\(root)/place-data/places-\(PlaceTable.version).table"
        guard let bytes = WholeFile.read(Array(path.utf8)), let head = try? PlaceTable.Head(bytes),
            let table = try? PlaceTable(bytes)
        else {
            print("not run: \(test): the names of places are not installed")
            return nil
        }
        print("RUN: \(test)")
        #expect(head.fits(names: Array(bytes[head.textStart...])))
        return Gazetteer(table) { Array(bytes[head.textStart + $0.lowerBound..<head.textStart + $0.upperBound]) }
    }

    @Test func `squares, towers and islands`() {
        guard let gazetteer = gazetteer("well-known places") else { return }
        let known: [(Double, Double, String, String)] = [
            (49.1951, 16.6068, "Brno", "Czechia"), (50.0865, 14.4114, "Prague", "Czechia"), (48.8584, 2.2945, "Paris", "France"),
            (41.8902, 12.4922, "Rome", "Italy"), (52.5163, 13.3777, "Berlin", "Germany"),
            (51.5007, -0.1246, "London", "United Kingdom"),
            (35.6586, 139.7454, "Tokyo", "Japan"), (-33.8568, 151.2153, "Sydney", "Australia"),
            (-22.9519, -43.2105, "Rio de Janeiro", "Brazil"), (64.1466, -21.9426, "Reykjavík", "Iceland"),
            (55.7539, 37.6208, "Moscow", "Russia"), (48.2082, 16.3738, "Vienna", "Austria"),
            (48.1486, 17.1077, "Bratislava", "Slovakia"),
            (49.4875, 16.6600, "Boskovice", "Czechia"), (49.1278, 16.6145, "Modřice", "Czechia"),
            (40.7580, -73.9855, "New York City", "United States"),
            (40.7282, -74.0776, "Jersey City", "United States"), (47.4979, 19.0402, "Budapest", "Hungary"),
            (31.2397, 121.4998, "Shanghai", "China"), (-18.1416, 178.4419, "Suva", "Fiji"),
            (78.2232, 15.6267, "Longyearbyen", "Svalbard and Jan Mayen"),
        ]
        for (latitude, longitude, name, country) in known {
            let found = gazetteer.name(latitude, longitude)
            #expect(found?.name == name && found?.country == country, "\(found?.text ?? "nothing")")
        }
        for (latitude, longitude) in [(0.0, 0.0), (90, 0), (-90, 0), (25, -40), (0, 180), (-48.9, -123.4)] {
            #expect(gazetteer.name(latitude, longitude) == nil)
        }
    }

    @Test func `in the tongues of those who live there`() {
        guard let gazetteer = gazetteer("other names") else { return }
        #expect(gazetteer.name(50.0865, 14.4114)?.otherNames.contains("Praha") == true)
        #expect(gazetteer.name(49.1951, 16.6068)?.text == "Brno, South Moravian, Czechia")
        #expect(gazetteer.name(49.2071, 16.6948).map { $0.name == "Brno" && $0.otherNames.contains("Líšeň") } == true)
        #expect(gazetteer.name(35.6586, 139.7454)?.otherNames.contains("東京") == true)
    }

    @Test func `a million positions`() {
        guard let gazetteer = gazetteer("a million positions") else { return }
        var random = SeededGenerator(seed: 4)
        let start = ContinuousClock.now
        var named = 0
        for _ in 0..<1_000_000 {
            let latitude = Double(random.number(-60_000...70_000)) / 1000
            let longitude = Double(random.number(-180_000...180_000)) / 1000
            if gazetteer.name(latitude, longitude) != nil { named += 1 }
        }
        print("a million positions: \(ContinuousClock.now - start), \(named) with a name")
        #expect(named > 100_000 && named < 900_000)
    }
}
