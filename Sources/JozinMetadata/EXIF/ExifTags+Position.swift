// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

extension ExifTags {
    /// Latitude and longitude, both or nothing; altitude where it makes sense.
    mutating func position(in bytes: ByteRegion) -> GPSPosition? {
        guard let latitude = degrees(ExifTag.gpsLatitude, in: bytes),
            let longitude = degrees(ExifTag.gpsLongitude, in: bytes)
        else { return nil }
        let north = hemisphere(ExifTag.gpsLatitudeRef, in: bytes)
        let east = hemisphere(ExifTag.gpsLongitudeRef, in: bytes)
        // Without a fix, cameras write 0, 0 and leave the references empty.
        if latitude == 0, longitude == 0, north == nil, east == nil { return nil }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else {
            warn("the GPS position is not on Earth")
            return nil
        }
        return GPSPosition(
            latitude: north == "S" ? -abs(latitude) + 0 : latitude, longitude: east == "W" ? -abs(longitude) + 0 : longitude,
            altitude: altitude(in: bytes))
    }

    /// Degrees, minutes and seconds; minutes and seconds that are missing or undefined count as zero.
    private func degrees(_ tag: UInt16, in bytes: ByteRegion) -> Double? {
        guard let entry = gpsEntry(tag) else { return nil }
        if let text = structure.text(of: entry, in: bytes), entry.type == .ascii { return ExifTags.degrees(written: text) }
        guard let degrees = structure.number(0, of: entry, in: bytes) else { return nil }
        let minutes = structure.number(1, of: entry, in: bytes) ?? 0
        let seconds = structure.number(2, of: entry, in: bytes) ?? 0
        return ExifTags.degrees(degrees, minutes, seconds)
    }

    private static func degrees(_ degrees: Double, _ minutes: Double, _ seconds: Double) -> Double {
        let size = abs(degrees) + minutes / 60 + seconds / 3600
        return degrees < 0 ? -size : size
    }

    /// Degrees as text, against the standard: `52 50 34.01`, and from a few phones `52,00000,50,00000,34,01180`,
    /// where every other comma is a decimal one.
    private static func degrees(written text: String) -> Double? {
        var parts = text.split { $0 == "," || $0 == " " }.map(String.init)
        if parts.count == 6, text.contains(",") {
            parts = stride(from: 0, to: 6, by: 2).map { parts[$0] + "." + parts[$0 + 1] }
        }
        let numbers = parts.compactMap { Double($0) }.filter { $0.isFinite }
        guard (1...3).contains(parts.count), numbers.count == parts.count else { return nil }
        return degrees(numbers[0], numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
    }

    /// The first letter of the reference, upper case: `N`, `S`, `E` or `W`; nil for anything else.
    private func hemisphere(_ tag: UInt16, in bytes: ByteRegion) -> String? {
        let text = gpsEntry(tag).flatMap { structure.text(of: $0, in: bytes) }
        return text.flatMap { text in
            ["N", "S", "E", "W"].first { text.uppercased().hasPrefix($0) }
        }
    }

    private func altitude(in bytes: ByteRegion) -> Double? {
        guard let entry = gpsEntry(ExifTag.gpsAltitude), var metres = structure.number(of: entry, in: bytes) else { return nil }
        // A negative number in an unsigned type.
        if metres > Self.highestAltitude { metres = structure.number(of: entry, as: .signed, in: bytes) ?? metres }
        guard abs(metres) <= Self.highestAltitude else { return nil }
        return isBelowSeaLevel(in: bytes) ? -abs(metres) + 0 : metres
    }

    /// 100 km, where space begins.
    private static let highestAltitude = 100_000.0

    /// GPSAltitudeRef 1, or 3 by Exif 3.0; some write the digit as text.
    private func isBelowSeaLevel(in bytes: ByteRegion) -> Bool {
        guard let entry = gpsEntry(ExifTag.gpsAltitudeRef) else { return false }
        if let text = structure.text(of: entry, in: bytes) { return text == "1" || text == "3" }
        let reference = structure.wholeNumber(of: entry, in: bytes)
        return reference == 1 || reference == 3
    }
}
