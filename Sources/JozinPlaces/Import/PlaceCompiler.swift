// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Makes the table of a data set: gives regions their names, and parts of a town to the town.
public struct PlaceCompiler {
    private var places: [PlaceRecord]
    private let countries: [CountryRecord]
    /// Whether each place is among the towns of the second list, and with which region's name.
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
        table.towns = towns(PlaceIndex(table), regions.map(\.name))
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

    /// So many people live on a square kilometre in the middle of a town, and so many within all that people call by its name.
    private static let (core, whole) = (10_000.0, 1500.0)
    /// However many they are, a town reaches so many kilometres.
    private static let widest = 30.0
    /// A town is so many times as large as its parts, and has so many inhabitants.
    private static let (ratio, smallestTown) = (4, 4000)
    /// Outside the core, what is larger is a town by itself, and what is smaller a village.
    private static let parts = 1000...100_000

    /// The radius, as a haversine, that a town needs for its inhabitants.
    private static func radius(_ population: Int, density: Double) -> Double {
        Sphere.haversine(kilometres: min((Double(population) / (density * Double.pi)).squareRoot(), widest))
    }

    /// By place, the town that it is a part of: a much larger one of its region, of several the largest. In a town's core everything is a
    /// part of it. Outside, what no list knows as a town is; and everything where the region is the town itself (Prague, Berlin).
    private func towns(_ index: PlaceIndex, _ regionNames: [String]) -> [UInt32] {
        var towns = index.table.towns
        for (number, town) in places.enumerated() where town.population >= PlaceCompiler.smallestTown {
            let core = PlaceCompiler.radius(town.population, density: PlaceCompiler.core)
            let whole = PlaceCompiler.radius(town.population, density: PlaceCompiler.whole)
            let isRegion = regionNames[Int(index.table.regions[number])].split(separator: " ").contains { $0 == town.name }
            index.forEach(latitude: town.latitude, longitude: town.longitude, within: whole) { other, haversine, _ in
                let part = places[other]
                let isPart = PlaceCompiler.parts.contains(part.population) && (isRegion || townRegions[other] == nil)
                guard haversine <= core || haversine <= whole && isPart, part.country == town.country,
                    part.region == town.region, part.population * PlaceCompiler.ratio <= town.population,
                    towns[other] == other || places[Int(towns[other])].population < town.population
                else { return }
                towns[other] = UInt32(number)
            }
        }
        // A part's town may itself be a part of a larger one.
        return towns.map { town in towns[Int(town)] }
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
