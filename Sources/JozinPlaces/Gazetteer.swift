// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
import Synchronization

/// Says what a place on earth is called.
///
/// The names lie in a file and are read when they are first needed; photos of one library were taken at few of the places of the earth.
public final class Gazetteer: Sendable {
    /// Within so many kilometres of a town a photo is of that town.
    static let townReach = 25.0
    /// Within so many it is of the town's region.
    static let regionReach = 50.0

    private let index: PlaceIndex
    private let read: @Sendable (Range<Int>) -> [UInt8]?
    private let named = Mutex<[Int: PlaceName]>([:])
    private let (town, region) = (Sphere.haversine(kilometres: townReach), Sphere.haversine(kilometres: regionReach))

    /// Over a table; `names` reads a part of its names.
    public init(_ table: PlaceTable, names read: @escaping @Sendable (Range<Int>) -> [UInt8]?) {
        index = PlaceIndex(table)
        self.read = read
    }

    /// How many places are known.
    public var count: Int { index.table.count }

    /// What a position is called; nil where nobody lives near, and for what is no position.
    public func name(of position: GPSPosition) -> PlaceName? {
        guard abs(position.latitude) <= 90, abs(position.longitude) <= 180 else { return nil }
        let latitude = Int32((position.latitude * 1e7).rounded())
        let longitude = Int32((position.longitude * 1e7).rounded())
        guard let found = index.nearest(latitude: latitude, longitude: longitude, within: region) else { return nil }
        // Behind the places come the regions.
        let key = found.haversine <= town ? found.place : count + Int(index.table.regions[found.place])
        if let known = named.withLock({ $0[key] }) { return known }
        let name = found.haversine <= town ? name(ofPlace: found.place) : name(ofRegion: key - count)
        named.withLock { $0[key] = name }
        return name
    }

    private func name(ofPlace place: Int) -> PlaceName? {
        let table = index.table
        let town = Int(table.towns[place])
        guard let region = name(ofRegion: Int(table.regions[town])), let names = texts(table.names(ofPlace: town)),
            let first = names.first
        else { return nil }
        let parts = town == place ? [] : texts(table.names(ofPlace: place)) ?? []
        return PlaceName(
            name: first, region: region.region, country: region.country, codes: region.codes,
            otherNames: Array(names.dropFirst()) + parts)
    }

    private func name(ofRegion region: Int) -> PlaceName? {
        let table = index.table
        guard let names = texts(table.names(ofRegion: region)),
            let country = texts(table.names(ofCountry: Int(table.countries[region]))), country.count >= 3
        else { return nil }
        return PlaceName(name: "", region: names.first ?? "", country: country[2], codes: country[..<2].filter { !$0.isEmpty })
    }

    /// Names lie one after another, a line break between them.
    private func texts(_ range: Range<Int>) -> [String]? {
        read(range).map { bytes in
            bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
