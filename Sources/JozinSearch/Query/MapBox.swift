// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A part of the earth between two meridians and two parallels; where west is east of east, it crosses the date line.
public struct MapBox: Hashable, Sendable {
    /// Degrees, -180...180.
    public let west, east: Double
    /// Degrees, -90...90.
    public let south, north: Double

    /// nil where south is north of north, and for what is no place.
    public init?(west: Double, south: Double, east: Double, north: Double) {
        guard south <= north, abs(south) <= 90, abs(north) <= 90, abs(west) <= 180, abs(east) <= 180 else { return nil }
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Degrees from west to east.
    public var width: Double { west <= east ? east - west : east - west + 360 }
}

/// A box in the units of the columns, 1e-7 degrees.
struct CodedBox {
    private let south, north: Int32
    private let west, east: Int32
    private let crossesDateLine, touchesDateLine: Bool

    init(_ box: MapBox) {
        // As places are kept, so that a place is in the box that is drawn through it.
        func coded(_ degrees: Double) -> Int32 { Int32((degrees * 1e7).rounded()) }
        (south, north) = (coded(box.south), coded(box.north))
        (west, east) = (coded(box.west), coded(box.east))
        crossesDateLine = box.west > box.east
        touchesDateLine = box.west == -180 || box.east == 180
    }

    /// Places that are not known are south of every box.
    @inline(__always)
    func contains(_ latitude: Int32, _ longitude: Int32) -> Bool {
        let isBetween = crossesDateLine ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
        // One meridian has two numbers.
        let isOnLine = touchesDateLine && (longitude == 1_800_000_000 || longitude == -1_800_000_000)
        return latitude >= south && latitude <= north && (isBetween || isOnLine)
    }
}
