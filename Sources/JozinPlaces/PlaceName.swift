// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What a place is called, from the town to the country.
public struct PlaceName: Hashable, Sendable {
    /// The town's; empty where none is near.
    public let name: String
    /// The region's; empty where it has none.
    public let region: String
    /// The country's; empty where it has none.
    public let country: String
    /// The country's codes of two and three letters (ISO 3166-1).
    public let codes: [String]
    /// What else the town is called, and the names of the part of it that is nearest.
    public let otherNames: [String]

    /// A place by its names.
    public init(name: String, region: String = "", country: String = "", codes: [String] = [], otherNames: [String] = []) {
        self.name = name
        self.region = region
        self.country = country
        self.codes = codes
        self.otherNames = otherNames
    }

    /// As a person says it: "Brno, South Moravian, Czechia".
    public var text: String {
        var parts: [String] = []
        for part in [name, region, country] where !part.isEmpty && part != parts.last { parts.append(part) }
        return parts.joined(separator: ", ")
    }

    /// By the names that are shown: the rest follows from them but for parts of a town.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(region)
        hasher.combine(country)
    }
}
