// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinPlaces

/// Whether places lie within a distance over ground.
struct SphereDistance {
    /// The latitudes within reach, 1e-7 degrees: all others are too far whatever their longitude.
    let latitudes: ClosedRange<Int32>
    private let latitude: Int32
    private let longitude: Int32
    private let cosine: Double
    private let haversine: Double

    init(_ circle: Circle) {
        latitude = Int32((circle.latitude * 1e7).rounded())
        longitude = Int32((circle.longitude * 1e7).rounded())
        cosine = Sphere.cosine(Double(latitude) * Sphere.unit)
        let angle = min(circle.kilometres / Sphere.radius, Double.pi)
        // All of the earth is within half of its girth, whatever is lost in rounding.
        haversine = angle < Double.pi ? Sphere.haversine(kilometres: circle.kilometres) : .infinity
        // One more for the rounding.
        let reach = Int(angle / Sphere.unit) + 1
        latitudes = Int32(max(-900_000_000, Int(latitude) - reach))...Int32(min(900_000_000, Int(latitude) + reach))
    }

    @inline(__always)
    func reaches(_ otherLatitude: Int32, _ otherLongitude: Int32) -> Bool {
        Sphere.haversine(latitude, longitude, cosine: cosine, otherLatitude, otherLongitude) <= haversine
    }
}
