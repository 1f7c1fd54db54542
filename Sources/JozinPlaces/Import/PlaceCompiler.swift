// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Makes the table of a data set: gives regions their names, and parts of a town to the town.
public struct PlaceCompiler {
    private var places: [PlaceRecord]
    private let countries: [CountryRecord]
    /// Whether each place is among the towns, and with which region's name.
    private var townRegions: [String?] = []

    /// Over the records of the sources.
    public init(places: [PlaceRecord], towns: [TownRecord], countries: [CountryRecord]) {
        self.places = places.sorted { a, b in
            (Band.of(a.latitude), a.longitude, a.latitude, b.population, a.name)
                < (Band.of(b.latitude), b.longitude, b.latitude, a.population, b.name)
        }
        self.countries = countries
        let known = TownList(towns)
        townRegions = self.places.map { known.region(of: $0) }
    }

    /// The table, and its names.
    public func compile() -> (table: PlaceTable, names: [UInt8]) {
        var table = PlaceTable()
        table.latitudes = places.map(\.latitude)
        table.longitudes = places.map(\.longitude)
        var texts = NameWriter()
        for place in places { texts.add([place.name] + PlaceCompiler.telling(place)) }
        let (numbers, regions) = regions()
        table.regions = numbers
        let codes = Array(Set(regions.map(\.country))).sorted()
        let codeNumbers = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, UInt16($0)) })
        for region in regions {
            texts.add([region.name])
            table.countries.append(codeNumbers[region.country] ?? 0)
        }
        let known = Dictionary(countries.map { ($0.code, $0) }) { first, _ in first }
        for code in codes { texts.add([code, known[code]?.longCode ?? "", known[code]?.name ?? code]) }
        table.countryCount = codes.count
        table.texts = texts.starts
        table.textCount = texts.bytes.count
        table.towns = (0..<UInt32(places.count)).map { $0 }
        table.towns = towns(PlaceIndex(table))
        return (table, texts.bytes)
    }

    /// The names but for those that say nothing: the same again, and codes of airports, which are words of other meaning (SEA, SUN).
    private static func telling(_ place: PlaceRecord) -> [String] {
        var seen: Set = [place.name]
        return place.otherNames.filter { name in
            let isCode = name.utf8.count <= 3 && name.utf8.allSatisfy { (0x41...0x5A).contains($0) }
            return !name.isEmpty && !isCode && !name.utf8.contains(UInt8(ascii: "\n")) && seen.insert(name).inserted
        }
    }

    // MARK: Regions

    private struct Region: Hashable {
        let country: String
        let code: String
    }

    /// By place the number of its region; and the regions, each with the name that most of its towns give it.
    private func regions() -> (numbers: [UInt16], regions: [(country: String, name: String)]) {
        var votes: [Region: [String: Int]] = [:]
        for (place, name) in zip(places, townRegions) {
            let region = Region(country: place.country, code: place.region)
            votes[region, default: [:]][name ?? "", default: 0] += 1
        }
        let regions = votes.keys.sorted { ($0.country, $0.code) < ($1.country, $1.code) }
        let numbers = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($1, UInt16(truncatingIfNeeded: $0)) })
        let named = regions.map { region in
            let best = (votes[region] ?? [:]).filter { !$0.key.isEmpty }.max { ($0.value, $1.key) < ($1.value, $0.key) }
            return (country: region.country, name: best?.key ?? "")
        }
        return (places.map { numbers[Region(country: $0.country, code: $0.region)] ?? 0 }, named)
    }

    // MARK: Parts of towns

    /// Towns have so many inhabitants a square kilometre, on the whole.
    private static let density = 1500.0
    /// However many they are, a town reaches so many kilometres.
    private static let widest = 30.0
    /// Places of fewer inhabitants are not among the towns, be they villages or parts of a town.
    private static let smallest = 1000
    /// A town is so many times as large as its parts.
    private static let ratio = 4

    /// By place, the town that it is a part of. What is no town by itself lies in a much larger one of its region, within the radius that
    /// the town's inhabitants need; of several in the largest. What may be a village has to lie in the inner half.
    private func towns(_ index: PlaceIndex) -> [UInt32] {
        var towns = index.table.towns
        for (number, town) in places.enumerated() where townRegions[number] != nil && town.population > 4 * PlaceCompiler.smallest {
            let square = Double(town.population) / (PlaceCompiler.density * Double.pi)
            let radius = min(square.squareRoot(), PlaceCompiler.widest)
            let (reach, inner) = (Sphere.haversine(kilometres: radius), Sphere.haversine(kilometres: radius / 2))
            index.forEach(latitude: town.latitude, longitude: town.longitude, within: reach) { other, haversine, _ in
                let part = places[other]
                let near = part.population < PlaceCompiler.smallest ? inner : reach
                guard townRegions[other] == nil, haversine <= near, part.country == town.country, part.region == town.region,
                    part.population * PlaceCompiler.ratio <= town.population,
                    towns[other] == other || places[Int(towns[other])].population < town.population
                else { return }
                towns[other] = UInt32(number)
            }
        }
        return towns
    }
}

/// Which places are towns.
private struct TownList {
    private struct Key: Hashable {
        let country: String
        let name: String
    }

    private var named: [Key: [TownRecord]] = [:]
    /// Two editions of one data set give a town somewhat different places.
    private let reach = Sphere.haversine(kilometres: 10)

    init(_ towns: [TownRecord]) {
        for town in towns { named[Key(country: town.place.country, name: town.place.name), default: []].append(town) }
    }

    /// The name of a town's region; nil for what is no town.
    func region(of place: PlaceRecord) -> String? {
        let cosine = Sphere.cosine(Double(place.latitude) * Sphere.unit)
        return named[Key(country: place.country, name: place.name)]?.first { town in
            Sphere.haversine(
                place.latitude, place.longitude, cosine: cosine, town.place.latitude, town.place.longitude) <= reach
        }?.regionName
    }
}

/// Names one after another.
private struct NameWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]

    mutating func add(_ names: [String]) {
        bytes += names.joined(separator: "\n").utf8
        starts.append(UInt32(bytes.count))
    }
}
