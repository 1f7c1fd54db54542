// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What EXIF says of a photo; a field that is absent or makes no sense is nil.
public struct ExifFacts: Hashable, Sendable {
    public var make: String?
    public var model: String?
    public var lens: String?
    public var captured: CaptureTime?
    public var iso: Int?
    public var fNumber: Double?
    public var exposureSeconds: Double?
    public var focalLengthMM: Double?
    public var exposureBiasEV: Double?
    public var gps: GPSPosition?

    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { self == ExifFacts() }
}

/// A place on WGS 84.
public struct GPSPosition: Hashable, Sendable {
    /// Degrees, north positive, -90...90.
    public var latitude: Double
    /// Degrees, east positive, -180...180.
    public var longitude: Double
    /// Metres above sea level.
    public var altitude: Double?

    public init(latitude: Double, longitude: Double, altitude: Double? = nil) {
        self.latitude = latitude
        self.longitude = longitude
        self.altitude = altitude
    }
}
