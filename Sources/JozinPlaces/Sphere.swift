// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Distances over ground on a sphere of the earth's mean radius, as haversines: the squared sine of half the angle between two places
/// (Sinnott, "Virtues of the Haversine", 1984). They grow with the distance, and cost no root and no arc.
public enum Sphere {
    /// Mean radius of the earth in kilometres (IUGG).
    public static let radius = 6371.0088
    /// Radians in 1e-7 degrees.
    public static let unit = Double.pi / 180e7

    /// The haversine of a distance in kilometres, half the earth's girth at most.
    public static func haversine(kilometres: Double) -> Double {
        let half = sine(min(kilometres / radius, Double.pi) / 2)
        return half * half
    }

    /// The haversine between two places in 1e-7 degrees, the cosine of the first one's latitude being known.
    @inlinable @inline(__always)
    public static func haversine(
        _ latitude: Int32, _ longitude: Int32, cosine: Double, _ otherLatitude: Int32, _ otherLongitude: Int32
    ) -> Double {
        let across = sine((Double(otherLatitude) - Double(latitude)) * (unit / 2))
        let turn = abs(Double(otherLongitude) - Double(longitude))
        let along = sine(min(turn, 3.6e9 - turn) * (unit / 2))
        return across * across + cosine * self.cosine(Double(otherLatitude) * unit) * along * along
    }

    /// For angles of -pi/2 to pi/2, by Taylor's series; the next term is below 5e-14.
    @inlinable @inline(__always)
    public static func sine(_ angle: Double) -> Double {
        let square = angle * angle
        var sum = 1.0 / 355_687_428_096_000
        sum = sum * square - 1.0 / 1_307_674_368_000
        sum = sum * square + 1.0 / 6_227_020_800
        sum = sum * square - 1.0 / 39_916_800
        sum = sum * square + 1.0 / 362_880
        sum = sum * square - 1.0 / 5040
        sum = sum * square + 1.0 / 120
        sum = sum * square - 1.0 / 6
        return angle * (sum * square + 1)
    }

    /// For angles of -pi/2 to pi/2.
    @inlinable @inline(__always)
    public static func cosine(_ angle: Double) -> Double { sine(Double.pi / 2 - abs(angle)) }
}
