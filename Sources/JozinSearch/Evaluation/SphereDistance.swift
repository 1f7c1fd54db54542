// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Whether places lie within a distance over ground: the haversine formula (Sinnott, "Virtues of the Haversine", 1984).
struct SphereDistance {
    /// The latitudes within reach, 1e-7 degrees: all others are too far whatever their longitude.
    let latitudes: ClosedRange<Int32>
    private let latitude: Int32
    private let longitude: Int32
    private let cosine: Double
    private let haversine: Double

    /// Mean radius of the earth in kilometres (IUGG).
    private static let radius = 6371.0088
    /// Radians in 1e-7 degrees.
    private static let unit = Double.pi / 180e7

    init(_ circle: Circle) {
        latitude = Int32((circle.latitude * 1e7).rounded())
        longitude = Int32((circle.longitude * 1e7).rounded())
        cosine = SphereDistance.cosine(Double(latitude) * SphereDistance.unit)
        let angle = min(circle.kilometres / SphereDistance.radius, Double.pi)
        let half = SphereDistance.sine(angle / 2)
        // All of the earth is within half of its girth, whatever is lost in rounding.
        haversine = angle < Double.pi ? half * half : .infinity
        // One more for the rounding.
        let reach = Int(angle / SphereDistance.unit) + 1
        latitudes = Int32(max(-900_000_000, Int(latitude) - reach))...Int32(min(900_000_000, Int(latitude) + reach))
    }

    @inline(__always)
    func reaches(_ otherLatitude: Int32, _ otherLongitude: Int32) -> Bool {
        let across = SphereDistance.sine(Double(otherLatitude &- latitude) * (SphereDistance.unit / 2))
        let turn = abs(Double(otherLongitude) - Double(longitude))
        let along = SphereDistance.sine(min(turn, 3.6e9 - turn) * (SphereDistance.unit / 2))
        let other = SphereDistance.cosine(Double(otherLatitude) * SphereDistance.unit)
        return across * across + cosine * other * along * along <= haversine
    }

    /// For angles of -pi/2 to pi/2, by Taylor's series; the next term is below 5e-14.
    @inline(__always)
    private static func sine(_ angle: Double) -> Double {
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
    @inline(__always)
    private static func cosine(_ angle: Double) -> Double { sine(Double.pi / 2 - abs(angle)) }
}
