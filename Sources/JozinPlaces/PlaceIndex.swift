// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Finds the nearest place, exactly: bands of latitude outwards from one's own, in each of them places east and west of one's meridian,
/// for as long as a nearer one is possible.
public struct PlaceIndex: Sendable {
    /// What is searched.
    public let table: PlaceTable
    /// The first place of each band; and how many places there are.
    private let starts: [UInt32]

    /// An index over a table.
    public init(_ table: PlaceTable) {
        self.table = table
        var counts = [UInt32](repeating: 0, count: Band.count + 1)
        for latitude in table.latitudes { counts[Band.of(latitude) + 1] += 1 }
        var sum: UInt32 = 0
        starts = counts.map { count in
            sum += count
            return sum
        }
    }

    /// The place at the least distance, and its haversine; of several the first. nil where none is within reach, a haversine.
    public func nearest(latitude: Int32, longitude: Int32, within reach: Double) -> (place: Int, haversine: Double)? {
        var nearest: (place: Int, haversine: Double)?
        forEach(latitude: latitude, longitude: longitude, within: reach) { place, haversine, reach in
            guard haversine < reach || haversine == reach && nearest.map({ place < $0.place }) ?? true else { return }
            nearest = (place, haversine)
            reach = haversine
        }
        return nearest
    }

    /// Calls with each place within reach and maybe others, their haversines, and the reach, which may be made smaller.
    @inline(__always)
    func forEach(
        latitude: Int32, longitude: Int32, within reach: Double, _ body: (Int, Double, inout Double) -> Void
    ) {
        let walk = Walk(latitude, longitude)
        var reach = reach
        let home = Band.of(latitude)
        visit(home, walk, &reach, body)
        for band in stride(from: home - 1, through: 0, by: -1) {
            guard walk.across(Int(latitude) - Band.start(band + 1)) <= walk.allowing(reach) else { break }
            visit(band, walk, &reach, body)
        }
        for band in home + 1..<max(home + 1, Band.count) {
            guard walk.across(Band.start(band) - Int(latitude)) <= walk.allowing(reach) else { break }
            visit(band, walk, &reach, body)
        }
    }

    @inline(__always)
    private func visit(_ band: Int, _ walk: Walk, _ reach: inout Double, _ body: (Int, Double, inout Double) -> Void) {
        let (start, end) = (Int(starts[band]), Int(starts[band + 1]))
        guard start < end else { return }
        let (latitudes, longitudes) = (table.latitudes.span, table.longitudes.span)
        var (low, high) = (start, end)
        while low < high {
            let middle = (low + high) / 2
            if longitudes[middle] < walk.longitude { low = middle + 1 } else { high = middle }
        }
        for isEast in [true, false] {
            // Both ways round, across the date line too, until what is left is nearer the other way.
            var place = isEast ? low : low - 1
            for _ in start..<end {
                if place == end { place = start }
                if place < start { place = end - 1 }
                let turn = walk.turn(to: longitudes[place], isEast: isEast)
                if turn > 1_800_000_000 || walk.along(turn) > walk.allowing(reach) { break }
                let haversine = Sphere.haversine(
                    walk.latitude, walk.longitude, cosine: walk.cosine, latitudes[place], longitudes[place])
                body(place, haversine, &reach)
                place += isEast ? 1 : -1
            }
        }
    }
}

/// Where a search begins, and how near what lies beyond a parallel or a meridian can be.
private struct Walk {
    let latitude: Int32
    let longitude: Int32
    let cosine: Double
    /// To the nearer pole.
    private let toPole: Double

    init(_ latitude: Int32, _ longitude: Int32) {
        self.latitude = latitude
        self.longitude = longitude
        cosine = Sphere.cosine(Double(latitude) * Sphere.unit)
        let half = Sphere.sine((Double.pi / 2 - abs(Double(latitude)) * Sphere.unit) / 2)
        toPole = half * half
    }

    /// A reach with what is lost in rounding: the bounds and the distances are off by less than one part in 10^12.
    @inline(__always)
    func allowing(_ reach: Double) -> Double { reach * (1 + 1e-12) }

    /// The haversine to a parallel that is so far, in 1e-7 degrees.
    @inline(__always)
    func across(_ distance: Int) -> Double {
        let half = Sphere.sine(Double(max(0, distance)) * (Sphere.unit / 2))
        return half * half
    }

    /// The haversine to a meridian, from pole to pole, that is so far round, in 1e-7 degrees: a great circle's up to a quarter turn, the
    /// pole's beyond.
    @inline(__always)
    func along(_ turn: Int) -> Double {
        guard turn < 900_000_000 else { return toPole }
        let sine = cosine * Sphere.sine(Double(turn) * Sphere.unit)
        let square = min(1, sine * sine)
        // (1 - sqrt(1 - s^2)) / 2 without the difference of what is nearly equal.
        return square / (2 * (1 + (1 - square).squareRoot()))
    }

    /// How far a meridian is round, eastwards or westwards, 0..<360 degrees in 1e-7.
    @inline(__always)
    func turn(to other: Int32, isEast: Bool) -> Int {
        let difference = isEast ? Int(other) &- Int(longitude) : Int(longitude) &- Int(other)
        return difference < 0 ? difference &+ 3_600_000_000 : difference
    }
}
