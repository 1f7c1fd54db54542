// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What EXIF says of a photo; a field that is absent or makes no sense is nil.
public struct ExifFacts: Hashable, Sendable {
    /// The camera's maker.
    public var make: String?
    /// The camera's model.
    public var model: String?
    /// The lens by name.
    public var lens: String?
    /// When the shutter opened.
    public var captured: CaptureTime?
    /// Sensitivity, as ISO speed.
    public var iso: Int?
    /// Focal length by aperture.
    public var fNumber: Double?
    /// How long the shutter was open.
    public var exposureSeconds: Double?
    /// Focal length in millimetres, not converted to any film.
    public var focalLengthMM: Double?
    /// How much brighter than metered, in exposure values.
    public var exposureBiasEV: Double?
    /// Where the camera was.
    public var gps: GPSPosition?

    /// Nothing known.
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

    /// A place, with its height where that is known.
    public init(latitude: Double, longitude: Double, altitude: Double? = nil) {
        self.latitude = latitude
        self.longitude = longitude
        self.altitude = altitude
    }
}
