// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Rows to records. Every value may be another than the schema allows, for a disk forgets: what cannot be is thrown.
extension RecordCoding {
    static func record(_ row: Row) throws -> PhotoRecord {
        let record = try unchecked(row)
        let sum = RowSums.compared(ComparablePhoto(record), isPresent: record.isPresent)
        guard try row.value("comparedSum") == sum, try row.value("factsSum") == RowSums.facts(record) else { throw wrongSum }
        return record
    }

    static let wrongSum = CatalogError(.damaged, "a record does not agree with its check sum")

    /// A record whose sums are not looked at.
    static func unchecked(_ row: Row) throws -> PhotoRecord {
        guard let orientation = Orientation(rawValue: try row.value("orientation")) else {
            throw CatalogError(.damaged, "a record has an unknown orientation")
        }
        let photo = try comparable(row, at: path(folder: row.value("folderPath"), name: row.value("name") as PathBlob))
        var record = try PhotoRecord(
            path: photo.path, stamp: photo.stamp, state: photo.state, pipeline: row.value("pipeline"),
            depth: row.value("depth") == depthCode(.full) ? .full : .quick, readIn: row.value("readIn"), addedIn: photo.addedIn,
            digest: photo.digest, imageID: photo.pixels.map(ImageID.pixels) ?? photo.digest.map(ImageID.file),
            format: photo.format, size: photo.size, orientation: orientation, fingerprint: photo.fingerprint,
            placeholder: (row.value("placeholder") as PathBlob?).flatMap { Placeholder(bytes: $0.bytes) }, exif: exif(row),
            descriptive: descriptive(
                row.value("fileRating"), row.value("fileKeywords"), row.value("fileTitle"), row.value("fileDescription")),
            problem: problem(row))
        record.isPresent = try row.value("present")
        return record
    }

    /// By position, as `knownFile`.
    static func comparable(_ row: Row, at path: LibraryPath) throws -> ComparablePhoto {
        try ComparablePhoto(
            path: path, stamp: stamp(row, from: 5), state: state(row.value(at: 9)),
            digest: digest(row.value(at: 10)).map(FileDigest.init), pixels: digest(row.value(at: 11)),
            format: format(row.value(at: 12)), size: size(row.value(at: 13), row.value(at: 14)),
            fingerprint: fingerprint(row, from: 15), hasCaptureTime: row.value(at: 20), addedIn: row.value(at: 21) as Int)
    }

    /// What `knownFile` reads, in the order of its positions.
    static let knownColumns = "name, bytes, inode, modified, changed, state, pipeline, present, problemCode"

    /// By position: this is done for every file of every scan, and a column's name costs more than its value.
    static func knownFile(_ row: Row) throws -> KnownFile {
        let name: PathBlob = try row.value(at: 0)
        guard LibraryPath.isName(name.bytes[...]) else { throw CatalogError(.damaged, "a record has an impossible name") }
        let state = try state(row.value(at: 5))
        let problem: String? = state == .indexed ? nil : try row.value(at: 8)
        return try KnownFile(
            name: name.bytes, stamp: stamp(row, from: 1),
            state: state, pipeline: row.value(at: 6), isPresent: row.value(at: 7),
            problem: problem.flatMap(Problem.Code.init(rawValue:)))
    }

    static func path(folder: PathBlob, name: PathBlob?) throws -> LibraryPath {
        guard let path = LibraryPath(bytes: folder.bytes), name.map({ LibraryPath.isName($0.bytes[...]) }) ?? true else {
            throw CatalogError(.damaged, "a record has an impossible path")
        }
        return name.map { path.appending($0.bytes) } ?? path
    }

    private static func state(_ code: Int) throws -> PhotoRecord.State {
        guard let state = PhotoRecord.State(rawValue: code) else {
            throw CatalogError(.damaged, "a record has an unknown state")
        }
        return state
    }

    /// In the columns `bytes`, `inode`, `modified`, `changed`, side by side.
    private static func stamp(_ row: Row, from start: Int) throws -> FileStamp {
        try FileStamp(
            bytes: row.value(at: start), inode: UInt64(bitPattern: row.value(at: start + 1) as Int64),
            modified: row.value(at: start + 2), changed: row.value(at: start + 3))
    }

    private static func digest(_ blob: PathBlob?) -> Digest256? { blob.flatMap { Digest256(bytes: $0.bytes) } }

    private static func format(_ name: String?) -> PhotoFormat? { name.flatMap(PhotoFormat.init(rawValue:)) }

    private static func size(_ width: Int?, _ height: Int?) -> PixelSize? {
        guard let width, let height else { return nil }
        return PixelSize(width: width, height: height)
    }

    /// In the columns `phash`, `dhash`, `bmh`, `cmh`, `information`, side by side.
    private static func fingerprint(_ row: Row, from start: Int) throws -> Fingerprint? {
        func hash(_ place: Int) throws -> Hash64? {
            try (row.value(at: start + place) as Int64?).map { Hash64(UInt64(bitPattern: $0)) }
        }
        guard let phash = try hash(0), let dhash = try hash(1), let bmh = try hash(2),
            let cmh = try (row.value(at: start + 3) as PathBlob?).flatMap({ Hash192(values: $0.bytes) }),
            let information = try row.value(at: start + 4) as Int?
        else { return nil }
        return Fingerprint(phash: phash, dhash: dhash, bmh: bmh, cmh: cmh, information: information)
    }

    private static func exif(_ row: Row) throws -> ExifFacts {
        var exif = ExifFacts()
        exif.make = try row.value("make")
        exif.model = try row.value("model")
        exif.lens = try row.value("lens")
        exif.captured = try (row.value("captured") as String?).map {
            try CaptureTime(local: $0, subsecond: row.value("subsecond"), offset: row.value("utcOffset"))
        }
        exif.iso = try row.value("iso")
        exif.fNumber = try row.value("fNumber")
        exif.exposureSeconds = try row.value("exposureSeconds")
        exif.focalLengthMM = try row.value("focalLengthMM")
        exif.exposureBiasEV = try row.value("exposureBiasEV")
        if let latitude = try row.value("latitude") as Double?, let longitude = try row.value("longitude") as Double? {
            exif.gps = GPSPosition(latitude: latitude, longitude: longitude, altitude: try row.value("altitude"))
        }
        return exif
    }

    static func descriptive(_ rating: Int?, _ keywords: String?, _ title: String?, _ description: String?) -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        facts.rating = rating
        if let keywords { facts.keywords = keywords.split(separator: "\n").map(String.init) }
        facts.title = title
        facts.description = description
        return facts
    }

    private static func problem(_ row: Row) throws -> Problem? {
        guard let code = try (row.value("problemCode") as String?).flatMap(Problem.Code.init(rawValue:)) else { return nil }
        return try Problem(code, row.value("problemSentence") ?? "", remedy: row.value("problemRemedy") ?? "")
    }
}

extension Row {
    /// The column's value; throws `RowDecodingError` where the database holds something else there, unlike a subscript,
    /// which traps.
    func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value { try decode(forColumn: column) }

    /// The value at a position; throws like `value`.
    func value<Value: DatabaseValueConvertible>(at index: Int) throws -> Value { try decode(atIndex: index) }
}
