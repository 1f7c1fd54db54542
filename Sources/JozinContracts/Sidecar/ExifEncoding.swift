// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The `exif` member; fields that are not known are left out.
public enum ExifEncoding {
    /// Writes the member.
    public static func write(_ exif: ExifFacts, to writer: inout JSONWriter) {
        writer.key("exif")
        writer.object { writer in
            text("make", exif.make, to: &writer)
            text("model", exif.model, to: &writer)
            text("lens", exif.lens, to: &writer)
            if let captured = exif.captured { write(captured, to: &writer) }
            if let iso = exif.iso {
                writer.key("iso")
                writer.int(iso)
            }
            number("fNumber", exif.fNumber, to: &writer)
            number("exposureSeconds", exif.exposureSeconds, to: &writer)
            number("focalLengthMM", exif.focalLengthMM, to: &writer)
            number("exposureBiasEV", exif.exposureBiasEV, to: &writer)
            if let gps = exif.gps, gps.latitude.isFinite, gps.longitude.isFinite { write(gps, to: &writer) }
        }
    }

    private static func write(_ captured: CaptureTime, to writer: inout JSONWriter) {
        writer.key("captured")
        writer.object { writer in
            writer.key("local")
            writer.string(captured.local)
            text("subsecond", captured.subsecond, to: &writer)
            text("offset", captured.offset, to: &writer)
        }
    }

    private static func write(_ gps: GPSPosition, to writer: inout JSONWriter) {
        writer.key("gps")
        writer.object { writer in
            writer.key("latitude")
            writer.double(gps.latitude)
            writer.key("longitude")
            writer.double(gps.longitude)
            number("altitude", gps.altitude, to: &writer)
        }
    }

    private static func text(_ key: StaticString, _ value: String?, to writer: inout JSONWriter) {
        guard let value else { return }
        writer.key(key)
        writer.string(value)
    }

    private static func number(_ key: StaticString, _ value: Double?, to writer: inout JSONWriter) {
        guard let value, value.isFinite else { return }
        writer.key(key)
        writer.double(value)
    }
}
