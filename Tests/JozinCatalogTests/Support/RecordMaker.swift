// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinCatalog
import JozinTestSupport

/// Records of every kind that a scan can make, from a seed.
struct RecordMaker {
    var random: SeededGenerator

    init(_ seed: UInt64) { random = SeededGenerator(seed: seed) }

    static func path(_ bytes: [UInt8]) -> LibraryPath {
        guard let path = LibraryPath(bytes: bytes) else { fatalError("not a path: \(bytes)") }
        return path
    }

    static func path(_ text: String) -> LibraryPath { path(Array(text.utf8)) }

    /// A record with every optional there or not by a coin, and numbers to the ends of their types.
    mutating func record(_ path: LibraryPath, scan: Int = 1) -> PhotoRecord {
        var record = full(path, scan: scan)
        for (_, remove) in RecordMaker.removals where random.coin() { remove(&record) }
        return record
    }

    /// A record with everything in it.
    mutating func full(_ path: LibraryPath, scan: Int = 1) -> PhotoRecord {
        PhotoRecord(
            path: path, stamp: stamp(), state: pick([.indexed, .failed, .unsupported]), pipeline: Int(integer()),
            depth: pick([.quick, .full]), readIn: scan, digest: FileDigest(digest()), imageID: .pixels(digest()),
            format: pick(PhotoFormat.allCases), size: PixelSize(width: Int(integer()), height: Int(integer())),
            orientation: pick(Orientation.allCases), fingerprint: fingerprint(), placeholder: placeholder(),
            exif: exif(), descriptive: descriptive(), problem: Problem(pick(Problem.Code.allCases), text(), remedy: text()))
    }

    /// A photo that was read quickly, of one of a few looks, so that some collide.
    mutating func shallow(_ path: LibraryPath, looks: Int, scan: Int = 1) -> PhotoRecord {
        var record = PhotoRecord(
            path: path, stamp: stamp(), state: .indexed, pipeline: 1, depth: .quick, readIn: scan,
            digest: FileDigest(digest()), size: PixelSize(width: random.number(1...2), height: 3), fingerprint: fingerprint())
        record.imageID = record.digest.map(ImageID.file)
        record.fingerprint?.phash = Hash64(UInt64(random.number(1...looks)))
        switch random.number(0...9) {
        case 0: record.state = pick([.failed, .unsupported])
        case 1: record.depth = .full
        case 2: record.fingerprint = nil
        case 3: record.size = nil
        default: break
        }
        return record
    }

    /// What can be taken from a full record, one by one. Without its pixels' digest an image is called by its file's,
    /// and without both it has no name.
    static let removals: [(name: String, remove: @Sendable (inout PhotoRecord) -> Void)] = [
        ("pixels", { $0.imageID = $0.digest.map(ImageID.file) }),
        (
            "digest",
            { record in
                if case .file = record.imageID { record.imageID = nil }
                record.digest = nil
            }
        ),
        ("format", { $0.format = nil }), ("size", { $0.size = nil }), ("fingerprint", { $0.fingerprint = nil }),
        ("placeholder", { $0.placeholder = nil }),
        ("problem", { $0.problem = nil }), ("make", { $0.exif.make = nil }), ("model", { $0.exif.model = nil }),
        ("lens", { $0.exif.lens = nil }), ("captured", { $0.exif.captured = nil }),
        ("subsecond", { $0.exif.captured = $0.exif.captured.map { CaptureTime(local: $0.local, offset: $0.offset) } }),
        ("offset", { $0.exif.captured = $0.exif.captured.map { CaptureTime(local: $0.local, subsecond: $0.subsecond) } }),
        ("iso", { $0.exif.iso = nil }), ("fNumber", { $0.exif.fNumber = nil }),
        ("exposure", { $0.exif.exposureSeconds = nil }), ("focal length", { $0.exif.focalLengthMM = nil }),
        ("bias", { $0.exif.exposureBiasEV = nil }), ("place", { $0.exif.gps = nil }),
        ("altitude", { $0.exif.gps?.altitude = nil }), ("rating of the file", { $0.descriptive.rating = nil }),
        ("keywords", { $0.descriptive.keywords = [] }), ("title", { $0.descriptive.title = nil }),
        ("description", { $0.descriptive.description = nil }),
    ]
}

extension RecordMaker {
    mutating func pick<Value>(_ values: [Value]) -> Value {
        guard let value = values.randomElement(using: &random) else { fatalError("nothing to pick from") }
        return value
    }

    mutating func integer() -> Int64 {
        pick([.min, .min + 1, -1, 0, 1, 1 << 47, .max - 1, .max, Int64(bitPattern: random.next())])
    }

    mutating func stamp() -> FileStamp {
        FileStamp(bytes: integer(), inode: UInt64(bitPattern: integer()), modified: integer(), changed: integer())
    }

    mutating func digest() -> Digest256 {
        guard let digest = Digest256(bytes: random.bytes(32)) else { fatalError("32 bytes are a digest") }
        return digest
    }

    mutating func fingerprint() -> Fingerprint {
        guard let cmh = Hash192(values: random.bytes(24)) else { fatalError("24 values are a hash") }
        return Fingerprint(
            phash: hash(), dhash: hash(), bmh: hash(), cmh: cmh, information: pick([0, 1, 50, 100]))
    }

    mutating func placeholder() -> Placeholder {
        guard let placeholder = Placeholder(bytes: [UInt8(random.number(1...255))] + random.bytes(23)) else {
            fatalError("24 bytes are a placeholder")
        }
        return placeholder
    }

    private mutating func hash() -> Hash64 { Hash64(UInt64(bitPattern: integer())) }

    private mutating func real() -> Double {
        pick([
            0, -0.0, 1, 0.1, 1.0 / 3, -2.5, 1e300, -1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .infinity, 4096,
            Double(1 << 53), Double.random(in: -1000...1000, using: &random),
        ])
    }

    /// No NUL: it ends every text of EXIF, and SQLite's.
    private mutating func text() -> String {
        pick(["", " ", "Nikon", "Jožin", "cafe\u{301}", "café", "\u{202E}gnp.exe", "'); DROP TABLE photo; --", "📷", "a\nb"])
    }

    private mutating func descriptive() -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        facts.rating = random.number(-1...5)
        facts.keywords = pick([["sea"], ["Žižka", "travel/Prague"], ["'); DROP TABLE photo; --", "a", "b c"]])
        facts.title = text()
        facts.description = text()
        return facts
    }

    private mutating func exif() -> ExifFacts {
        var exif = ExifFacts()
        exif.make = text()
        exif.model = text()
        exif.lens = text()
        exif.captured = CaptureTime(
            local: "2026-11-23T12:00:00", subsecond: pick(["07", "", "999"]), offset: pick(["Z", "-03:30"]))
        exif.iso = Int(integer())
        exif.fNumber = real()
        exif.exposureSeconds = real()
        exif.focalLengthMM = real()
        exif.exposureBiasEV = real()
        exif.gps = GPSPosition(latitude: real(), longitude: real(), altitude: real())
        return exif
    }
}
