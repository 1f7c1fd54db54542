// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCatalogSQLite
import JozinCore

/// A catalog of photos that nobody took: twenty years, trips with places, a dozen cameras, a few duplicates.
struct MadeUpCatalog {
    private var random = SplitMix64(state: 2026)
    private let count: Int
    private static let cameras = [
        ("Canon", "Canon EOS 5D Mark III"), ("NIKON CORPORATION", "NIKON D750"), ("SONY", "ILCE-7M3"), ("FUJIFILM", "X-T3"),
        ("Apple", "iPhone 12"), ("Google", "Pixel 6"), ("OLYMPUS", "E-M1"), ("Panasonic", "DMC-GX80"),
    ]
    private static let lenses = ["EF24-70mm f/2.8L", "50mm f/1.8", "XF35mmF1.4 R", "FE 85mm F1.8", "12-40mm f/2.8"]
    private static let words = [
        "sea", "hiking", "birthday", "Žluťoučký", "garden", "Prague", "wedding", "museum", "lake", "school",
    ]

    init(count: Int) { self.count = count }

    /// Fills the catalog in a folder that is open.
    mutating func write(to catalog: SQLiteCatalog) throws {
        let scan = try catalog.beginScan()
        var changes = CatalogChanges()
        for index in 0..<count {
            changes.records.append(record(index, scan: scan))
            if changes.records.count == 10_000 || index == count - 1 {
                try catalog.apply(changes)
                changes = CatalogChanges()
            }
        }
        try catalog.endWalk(ofScan: scan)
    }

    private mutating func next(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

    private mutating func digest() -> Digest256? {
        Digest256(bytes: (0..<32).map { _ in UInt8(next(256)) })
    }

    private mutating func record(_ index: Int, scan: Int) -> PhotoRecord {
        // 250 photos a folder, a folder a day or two of some trip.
        let folder = index / 250
        let day = folder * 7300 / max(1, count / 250)
        let (year, month) = (2004 + day / 365, day % 365 / 31 + 1)
        let word = MadeUpCatalog.words[folder % MadeUpCatalog.words.count]
        let name = Array("\(year)/\(word) \(folder)/IMG_\(10_000 + index).jpg".utf8)
        let isUpright = next(4) > 0
        let size = isUpright ? PixelSize(width: 4032, height: 3024) : PixelSize(width: 3024, height: 4032)
        let (make, model) = MadeUpCatalog.cameras[next(MadeUpCatalog.cameras.count)]
        var exif = ExifFacts()
        exif.make = make
        exif.model = model
        exif.lens = MadeUpCatalog.lenses[next(MadeUpCatalog.lenses.count)]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        exif.captured = CaptureTime(
            local: "\(year)-\(two(min(12, month)))-\(two(day % 28 + 1))T\(two(next(24))):\(two(next(60))):\(two(next(60)))")
        exif.iso = 100 << next(7)
        exif.fNumber = [1.4, 1.8, 2.8, 4, 5.6, 8][next(6)]
        exif.exposureSeconds = 1 / Double(1 << next(12))
        exif.focalLengthMM = Double(12 + next(200))
        if next(3) == 0 {
            exif.gps = GPSPosition(latitude: 48 + Double(folder % 40) / 10, longitude: 12 + Double(folder % 70) / 10)
        }
        let pixels = digest()
        return PhotoRecord(
            path: LibraryPath(bytes: name) ?? .root,
            stamp: FileStamp(
                bytes: Int64(2_000_000 + next(4_000_000)), inode: UInt64(index + 1), modified: Int64(day) * 86_400_000_000_000,
                changed: 0),
            state: .indexed, pipeline: 1, depth: .full, readIn: scan, digest: digest().map(FileDigest.init),
            imageID: pixels.map(ImageID.pixels), format: next(20) == 0 ? .raw : .jpeg, size: size,
            fingerprint: fingerprint(), placeholder: Placeholder(bytes: [128] + (0..<23).map { _ in UInt8(next(256)) }),
            exif: exif)
    }

    private mutating func fingerprint() -> Fingerprint? {
        guard let moments = Hash192(values: (0..<36).map({ _ in UInt8(next(32)) })) else { return nil }
        func hash(_ low: Int, _ high: Int) -> Hash64 { Hash64(UInt64(low) << 32 | UInt64(high)) }
        return Fingerprint(
            phash: hash(next(1 << 32), next(1 << 32)), dhash: hash(next(1 << 32), next(1 << 32)),
            bmh: hash(next(1 << 32), next(1 << 32)), cmh: moments, information: 50 + next(50))
    }
}
