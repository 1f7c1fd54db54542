// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `Real JPEG files say what exiftool reads in them` {
    /// The share of exiftool's values that must be met, per field: what is reached, rounded down. What is missed lies in
    /// maker notes, CIFF, IPTC and XMP, which EXIF cannot supply.
    private static let thresholds: [(String, Double)] = [
        ("Make", 0.97), ("Model", 0.97), ("LensModel", 0.85), ("DateTimeOriginal", 0.93), ("SubSecTimeOriginal", 1),
        ("OffsetTimeOriginal", 1), ("ISO", 0.9), ("FNumber", 0.96), ("ExposureTime", 0.95), ("FocalLength", 0.98),
        ("ExposureCompensation", 0.96), ("Orientation", 1), ("GPSLatitude", 0.95), ("GPSLongitude", 0.95),
        ("GPSAltitude", 1), ("ImageWidth", 1), ("ImageHeight", 1),
    ]

    @Test func `each field agrees at least as often as it did`() {
        guard let files = Corpus.manifest("metadata", for: "EXIF of JPEG files") else { return }
        var right: [String: Int] = [:]
        var total: [String: Int] = [:]
        for (name, entry) in files where entry["expected"]?["FileType"]?.text == "JPEG" {
            let bytes = Corpus.read("metadata", name) ?? []
            let metadata = JPEGMetadata.read(bytes.span)
            for (field, _) in Self.thresholds {
                guard let wanted = entry["expected"]?[field], let text = wanted.text, !["", "undef", "inf"].contains(text)
                else { continue }
                total[field, default: 0] += 1
                if Self.agrees(metadata, field, wanted) { right[field, default: 0] += 1 }
            }
        }
        for (field, threshold) in Self.thresholds {
            let share = Double(right[field] ?? 0) / Double(max(1, total[field] ?? 0))
            #expect(share >= threshold, "\(field): \(right[field] ?? 0) of \(total[field] ?? 0)")
        }
        #expect(right.values.reduce(0, +) >= 1303)
    }

    @Test func `sizes, orientations and profiles of JPEG, PNG and TIFF are the reference decoder's`() {
        guard let files = Corpus.manifest("formats", for: "sizes of JPEG, PNG and TIFF") else { return }
        for (name, entry) in files {
            guard let bytes = Corpus.read("formats", name), let metadata = Self.metadata(bytes),
                let width = entry["expected"]?["ImageWidth"]?.number, let height = entry["expected"]?["ImageHeight"]?.number
            else { continue }
            #expect(metadata.storedSize == PixelSize(width: Int(width), height: Int(height)), "\(name)")
            let orientation = entry["expected"]?["Orientation"]?.number.flatMap { Orientation(rawValue: Int($0)) }
            #expect(metadata.orientation == orientation ?? .upright, "\(name)")
            if case .bool(let hasICC) = entry["decode"]?["has_icc"] { #expect(metadata.hasICCProfile == hasICC, "\(name)") }
        }
    }

    private static func metadata(_ bytes: [UInt8]) -> PhotoMetadata? {
        guard let format = FormatSniffer.format(of: bytes.span), [.jpeg, .png, .tiff].contains(format) else { return nil }
        return MetadataReader.read(format, from: bytes)
    }

    private static func agrees(_ metadata: PhotoMetadata, _ field: String, _ wanted: JSONValue) -> Bool {
        let exif = metadata.exif
        switch field {
        case "Make": return exif.make == trimmed(wanted)
        case "Model": return exif.model == trimmed(wanted)
        case "LensModel": return exif.lens == trimmed(wanted)
        case "DateTimeOriginal":
            let digits = exif.captured.map { captured in captured.local.filter { $0.isNumber } }
            return digits == String(wanted.text?.prefix(19).filter { $0.isNumber } ?? "none")
        case "SubSecTimeOriginal":
            return exif.captured?.subsecond.map(withoutZeros) == wanted.text.map(withoutZeros)
        case "OffsetTimeOriginal": return exif.captured?.offset == wanted.text
        case "ISO": return near(exif.iso.map(Double.init), wanted)
        case "FNumber": return near(exif.fNumber, wanted)
        case "ExposureTime": return near(exif.exposureSeconds, wanted)
        case "FocalLength": return near(exif.focalLengthMM, wanted)
        case "ExposureCompensation": return near(exif.exposureBiasEV, wanted, absolute: 0.01)
        case "Orientation":
            return metadata.orientation == wanted.number.flatMap { Orientation(rawValue: Int($0)) } ?? .upright
        case "GPSLatitude": return near(exif.gps?.latitude, wanted, absolute: 1e-5)
        case "GPSLongitude": return near(exif.gps?.longitude, wanted, absolute: 1e-5)
        case "GPSAltitude": return near(exif.gps?.altitude, wanted, absolute: 0.1)
        case "ImageWidth": return near(metadata.storedSize.map { Double($0.width) }, wanted)
        case "ImageHeight": return near(metadata.storedSize.map { Double($0.height) }, wanted)
        default: return false
        }
    }

    private static func near(_ value: Double?, _ wanted: JSONValue, absolute: Double? = nil) -> Bool {
        guard let value, let wanted = wanted.number else { return false }
        return abs(value - wanted) <= absolute ?? (abs(wanted) * 1e-3 + 1e-9)
    }

    private static func trimmed(_ wanted: JSONValue) -> String? {
        wanted.text.map { text in
            var text = text[...]
            while text.last == " " { text.removeLast() }
            while text.first == " " { text.removeFirst() }
            return String(text)
        }
    }

    private static func withoutZeros(_ digits: String) -> String {
        var digits = digits[...]
        while digits.last == "0" { digits.removeLast() }
        return String(digits)
    }
}
