// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinMetadata
import Testing

@Suite struct `Real files say what exiftool reads in them` {
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
        var count = Agreement()
        for (name, entry) in files where entry["expected"]?["FileType"]?.text == "JPEG" {
            let bytes = Corpus.read("metadata", name) ?? []
            count.add(JPEGMetadata.read(bytes.span), entry)
        }
        count.expect(Self.thresholds)
        #expect(count.right.values.reduce(0, +) >= 1303)
    }

    /// What is missed lies in CRW, X3F, MOV and XMP; in sizes, ours are those of the raw pictures, exiftool's of CR2 and RAF those of
    /// previews; of HEIC files that a fuzzer broke exiftool takes any item's size.
    @Test func `each field of the other containers agrees at least as often as it did`() {
        var count = Agreement()
        for area in ["metadata", "formats"] {
            guard let files = Corpus.manifest(area, for: "EXIF of \(area) but JPEG files") else { return }
            for (name, entry) in files where !["JPEG", "XMP"].contains(entry["expected"]?["FileType"]?.text) {
                guard let bytes = Corpus.read(area, name), let format = FormatSniffer.format(of: bytes.span) else { continue }
                count.add(MetadataReader.read(format, from: bytes), entry)
            }
        }
        count.expect([
            ("Make", 0.9), ("Model", 0.9), ("LensModel", 1), ("DateTimeOriginal", 0.9), ("SubSecTimeOriginal", 0.54),
            ("OffsetTimeOriginal", 1), ("ISO", 0.9), ("FNumber", 0.9), ("ExposureTime", 0.9), ("FocalLength", 0.9),
            ("ExposureCompensation", 0.9), ("Orientation", 0.98), ("GPSLatitude", 1), ("GPSLongitude", 1), ("GPSAltitude", 1),
            ("ImageWidth", 0.98), ("ImageHeight", 0.98),
        ])
        #expect(count.right.values.reduce(0, +) >= 1819)
    }

    @Test func `upright sizes are the reference decoder's`() {
        for area in ["metadata", "formats"] {
            guard let files = Corpus.manifest(area, for: "upright sizes of \(area)") else { return }
            var wrong: Set<String> = []
            for (name, entry) in files {
                guard let bytes = Corpus.read(area, name), let format = FormatSniffer.format(of: bytes.span),
                    let width = entry["decode"]?["oriented_width"]?.number,
                    let height = entry["decode"]?["oriented_height"]?.number
                else { continue }
                let size = MetadataReader.read(format, from: bytes).uprightSize
                if size != PixelSize(width: Int(width), height: Int(height)) { wrong.insert(name) }
            }
            // The decoder took a preview; a frame larger than its canvas, twice; a picture that is cropped by `clap`, twice.
            let known: Set = [
                "exiftool-t-images/DNG.dng", "image-rs-tests/gif/anim/oob.gif",
                "image-rs-tests/gif/simple/issue_1455_oversized.gif", "libheif-examples/fuzzing/data/corpus/hevc32.heif",
                "libheif-examples/tests/data/rainbow-451x461.heic",
            ]
            #expect(wrong.subtracting(known).isEmpty)
        }
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
}

/// How often exiftool's values were met, by field.
private struct Agreement {
    private(set) var right: [String: Int] = [:]
    private var total: [String: Int] = [:]

    private static let fields = [
        "Make", "Model", "LensModel", "DateTimeOriginal", "SubSecTimeOriginal", "OffsetTimeOriginal", "ISO", "FNumber",
        "ExposureTime", "FocalLength", "ExposureCompensation", "Orientation", "GPSLatitude", "GPSLongitude", "GPSAltitude",
        "ImageWidth", "ImageHeight",
    ]

    mutating func add(_ metadata: PhotoMetadata, _ entry: JSONValue) {
        for field in Agreement.fields {
            guard let wanted = entry["expected"]?[field], let text = wanted.text, !["", "undef", "inf"].contains(text) else {
                continue
            }
            total[field, default: 0] += 1
            if Agreement.agrees(metadata, field, wanted) { right[field, default: 0] += 1 }
        }
    }

    func expect(_ thresholds: [(String, Double)]) {
        for (field, threshold) in thresholds {
            let share = Double(right[field] ?? 0) / Double(max(1, total[field] ?? 0))
            #expect(share >= threshold, "\(field): \(right[field] ?? 0) of \(total[field] ?? 0)")
        }
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
