// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// All places of a data set, but for their names, which stay in the file.
///
/// Invariants: 1. Places are in the order of their bands, south to north, and in each of their longitudes. 2. Every number stands for
/// a place, a region or a country that is there. 3. `texts` rise, and end within `textCount`.
public struct PlaceTable: Sendable {
    /// 1e-7 degrees.
    var latitudes: [Int32] = []
    /// 1e-7 degrees.
    var longitudes: [Int32] = []
    /// By place, the one that it is a part of; its own number where it is a town by itself.
    var towns: [UInt32] = []
    /// By place, its region.
    var regions: [UInt16] = []
    /// By region, its country.
    var countries: [UInt16] = []
    /// Where the names of each place begin, then those of regions, then those of countries; and where the last ones end.
    var texts: [UInt32] = [0]
    var countryCount = 0
    /// Bytes of names.
    var textCount = 0

    /// No places.
    public init() {}

    /// How many places there are.
    public var count: Int { latitudes.count }

    /// What the table takes in memory.
    public var byteCount: Int { count * 14 + countries.count * 2 + texts.count * 4 }

    /// Where the names of a place are.
    func names(ofPlace place: Int) -> Range<Int> { names(place) }
    /// Where the names of a region are.
    func names(ofRegion region: Int) -> Range<Int> { names(count + region) }
    /// Where the codes and names of a country are.
    func names(ofCountry country: Int) -> Range<Int> { names(count + countries.count + country) }

    private func names(_ index: Int) -> Range<Int> { Int(texts[index])..<Int(texts[index + 1]) }
}

/// Parts of the earth between two parallels a tenth of a degree apart, from the South Pole on.
enum Band {
    /// 1e-7 degrees.
    static let height = 1_000_000
    private static let lowest = -900_000_000
    /// The last one is the North Pole alone.
    static let count = 1801

    /// The band of a latitude in 1e-7 degrees.
    static func of(_ latitude: Int32) -> Int { min(max((Int(latitude) - lowest) / height, 0), count - 1) }

    /// The latitude at which a band begins.
    static func start(_ band: Int) -> Int { lowest + band * height }
}
