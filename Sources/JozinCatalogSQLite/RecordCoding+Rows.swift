// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Rows to records. Every value may be another than the schema allows, for a disk forgets: what cannot be is thrown.
extension RecordCoding {
    static func record(_ row: Row) throws -> PhotoRecord {
        guard let orientation = Orientation(rawValue: try row.value("orientation")) else {
            throw CatalogError(.damaged, "a record has an unknown orientation")
        }
        let digest = try (row.value("digest") as PathBlob?).flatMap { Digest256(bytes: $0.bytes) }.map(FileDigest.init)
        let pixels = try (row.value("pixels") as PathBlob?).flatMap { Digest256(bytes: $0.bytes) }
        var record = try PhotoRecord(
            path: path(folder: row.value("folderPath"), name: row.value("name") as PathBlob), stamp: stamp(row),
            state: state(row),
            pipeline: row.value("pipeline"), depth: row.value("depth") == depthCode(.full) ? .full : .quick,
            readIn: row.value("readIn"), addedIn: row.value("addedIn") as Int, digest: digest,
            imageID: pixels.map(ImageID.pixels) ?? digest.map(ImageID.file),
            format: (row.value("format") as String?).flatMap(PhotoFormat.init(rawValue:)), size: size(row),
            orientation: orientation,
            fingerprint: fingerprint(row), exif: exif(row), problem: problem(row))
        record.isPresent = try row.value("present")
        return record
    }

    /// What `knownFile` reads, in the order of its positions.
    static let knownColumns = "name, bytes, inode, modified, changed, state, pipeline, present, problemCode"

    /// By position: this is done for every file of every scan, and a column's name costs more than its value.
    static func knownFile(_ row: Row) throws -> KnownFile {
        let name: PathBlob = try row.value(at: 0)
        guard LibraryPath.isName(name.bytes[...]) else { throw CatalogError(.damaged, "a record has an impossible name") }
        guard let state = PhotoRecord.State(rawValue: try row.value(at: 5)) else {
            throw CatalogError(.damaged, "a record has an unknown state")
        }
        let problem: String? = state == .indexed ? nil : try row.value(at: 8)
        return try KnownFile(
            name: name.bytes,
            stamp: FileStamp(
                bytes: row.value(at: 1), inode: UInt64(bitPattern: row.value(at: 2) as Int64), modified: row.value(at: 3),
                changed: row.value(at: 4)),
            state: state, pipeline: row.value(at: 6), isPresent: row.value(at: 7),
            problem: problem.flatMap(Problem.Code.init(rawValue:)))
    }

    static func path(folder: PathBlob, name: PathBlob?) throws -> LibraryPath {
        guard let path = LibraryPath(bytes: folder.bytes), name.map({ LibraryPath.isName($0.bytes[...]) }) ?? true else {
            throw CatalogError(.damaged, "a record has an impossible path")
        }
        return name.map { path.appending($0.bytes) } ?? path
    }

    private static func state(_ row: Row) throws -> PhotoRecord.State {
        guard let state = PhotoRecord.State(rawValue: try row.value("state")) else {
            throw CatalogError(.damaged, "a record has an unknown state")
        }
        return state
    }

    private static func stamp(_ row: Row) throws -> FileStamp {
        try FileStamp(
            bytes: row.value("bytes"), inode: UInt64(bitPattern: row.value("inode") as Int64), modified: row.value("modified"),
            changed: row.value("changed"))
    }

    private static func size(_ row: Row) throws -> PixelSize? {
        guard let width = try row.value("width") as Int?, let height = try row.value("height") as Int? else { return nil }
        return PixelSize(width: width, height: height)
    }

    private static func fingerprint(_ row: Row) throws -> Fingerprint? {
        func hash(_ column: String) throws -> Hash64? { try (row.value(column) as Int64?).map { Hash64(UInt64(bitPattern: $0)) } }
        guard let phash = try hash("phash"), let dhash = try hash("dhash"), let bmh = try hash("bmh"),
            let cmh = try (row.value("cmh") as PathBlob?).flatMap({ Hash192(values: $0.bytes) }),
            let information = try row.value("information") as Int?
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
