// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Rows to records and back; the one place that knows the columns.
enum RecordCoding {
    /// The columns behind `folder` and `name`, in the order of `values`.
    private static let columns = [
        "bytes", "inode", "modified", "changed", "state", "pipeline", "depth", "readIn", "digest", "pixels", "format", "width",
        "height",
        "orientation", "phash", "dhash", "bmh", "cmh", "information", "make", "model", "lens", "captured", "subsecond",
        "utcOffset", "iso", "fNumber", "exposureSeconds", "focalLengthMM", "exposureBiasEV", "latitude", "longitude",
        "altitude", "problemCode", "problemSentence", "problemRemedy",
    ]

    static let selection = "SELECT photo.*, folder.path AS folderPath FROM photo JOIN folder ON folder.id = photo.folder"

    static let upsert: String = {
        let marks = Array(repeating: "?", count: columns.count + 3).joined(separator: ", ")
        let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO photo (folder, name, addedIn, \(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (folder, name) DO UPDATE SET present = 1, \(updates)
            """
    }()

    static func arguments(_ record: PhotoRecord, folder: Int64) -> StatementArguments {
        StatementArguments(
            [folder, PathBlob(record.path.name), record.readIn] + stampValues(record) + lookValues(record) + exifValues(record)
                + [record.problem?.code.rawValue, record.problem?.sentence, record.problem?.remedy])
    }

    private static func stampValues(_ record: PhotoRecord) -> [(any DatabaseValueConvertible)?] {
        [
            record.stamp.bytes, Int64(bitPattern: record.stamp.inode), record.stamp.modified, record.stamp.changed,
            record.state.rawValue, record.pipeline, depthCode(record.depth), record.readIn,
            record.digest.map { PathBlob($0.digest.bytes) },
        ]
    }

    private static func lookValues(_ record: PhotoRecord) -> [(any DatabaseValueConvertible)?] {
        let pixels: PathBlob? = if case .pixels(let digest) = record.imageID { PathBlob(digest.bytes) } else { nil }
        let fingerprint = record.fingerprint
        return [
            pixels, record.format?.rawValue, record.size?.width, record.size?.height, record.orientation.rawValue,
            fingerprint.map { Int64(bitPattern: $0.phash.bits) }, fingerprint.map { Int64(bitPattern: $0.dhash.bits) },
            fingerprint.map { Int64(bitPattern: $0.bmh.bits) }, fingerprint.map { PathBlob($0.cmh.values) },
            fingerprint?.information,
        ]
    }

    private static func exifValues(_ record: PhotoRecord) -> [(any DatabaseValueConvertible)?] {
        let exif = record.exif
        return [
            exif.make, exif.model, exif.lens, exif.captured?.local, exif.captured?.subsecond, exif.captured?.offset, exif.iso,
            exif.fNumber, exif.exposureSeconds, exif.focalLengthMM, exif.exposureBiasEV, exif.gps?.latitude,
            exif.gps?.longitude, exif.gps?.altitude,
        ]
    }

    static func record(_ row: Row) throws -> PhotoRecord {
        guard let state = PhotoRecord.State(rawValue: row["state"]), let orientation = Orientation(rawValue: row["orientation"])
        else { throw CatalogError(.damaged, "a record has an unknown state or orientation") }
        let digest = (row["digest"] as PathBlob?).flatMap { Digest256(bytes: $0.bytes) }.map(FileDigest.init)
        let pixels = (row["pixels"] as PathBlob?).flatMap { Digest256(bytes: $0.bytes) }
        return PhotoRecord(
            path: try path(folder: row["folderPath"], name: row["name"]), stamp: stamp(row), state: state,
            pipeline: row["pipeline"], depth: row["depth"] == depthCode(.full) ? .full : .quick,
            readIn: row["readIn"], addedIn: row["addedIn"], digest: digest,
            imageID: pixels.map(ImageID.pixels) ?? digest.map(ImageID.file),
            format: (row["format"] as String?).flatMap(PhotoFormat.init(rawValue:)), size: size(row), orientation: orientation,
            fingerprint: fingerprint(row), exif: exif(row), problem: problem(row))
    }

    static func stamp(_ row: Row) -> FileStamp {
        FileStamp(
            bytes: row["bytes"], inode: UInt64(bitPattern: row["inode"] as Int64), modified: row["modified"],
            changed: row["changed"])
    }

    static func path(folder: PathBlob, name: PathBlob?) throws -> LibraryPath {
        guard let path = LibraryPath(bytes: folder.bytes), name.map({ LibraryPath.isName($0.bytes[...]) }) ?? true else {
            throw CatalogError(.damaged, "a record has an impossible path")
        }
        return name.map { path.appending($0.bytes) } ?? path
    }

    static func depthCode(_ depth: ScanDepth) -> Int { depth == .quick ? 0 : 1 }

    private static func size(_ row: Row) -> PixelSize? {
        guard let width = row["width"] as Int?, let height = row["height"] as Int? else { return nil }
        return PixelSize(width: width, height: height)
    }

    private static func fingerprint(_ row: Row) -> Fingerprint? {
        func hash(_ column: String) -> Hash64? { (row[column] as Int64?).map { Hash64(UInt64(bitPattern: $0)) } }
        guard let phash = hash("phash"), let dhash = hash("dhash"), let bmh = hash("bmh"),
            let cmh = (row["cmh"] as PathBlob?).flatMap({ Hash192(values: $0.bytes) }),
            let information = row["information"] as Int?
        else { return nil }
        return Fingerprint(phash: phash, dhash: dhash, bmh: bmh, cmh: cmh, information: information)
    }

    private static func exif(_ row: Row) -> ExifFacts {
        var exif = ExifFacts()
        exif.make = row["make"]
        exif.model = row["model"]
        exif.lens = row["lens"]
        exif.captured = (row["captured"] as String?).map {
            CaptureTime(local: $0, subsecond: row["subsecond"], offset: row["utcOffset"])
        }
        exif.iso = row["iso"]
        exif.fNumber = row["fNumber"]
        exif.exposureSeconds = row["exposureSeconds"]
        exif.focalLengthMM = row["focalLengthMM"]
        exif.exposureBiasEV = row["exposureBiasEV"]
        if let latitude = row["latitude"] as Double?, let longitude = row["longitude"] as Double? {
            exif.gps = GPSPosition(latitude: latitude, longitude: longitude, altitude: row["altitude"])
        }
        return exif
    }

    private static func problem(_ row: Row) -> Problem? {
        guard let code = (row["problemCode"] as String?).flatMap(Problem.Code.init(rawValue:)) else { return nil }
        return Problem(code, row["problemSentence"] ?? "", remedy: row["problemRemedy"] ?? "")
    }
}

extension KnownFile {
    init(row: Row) throws {
        guard let state = PhotoRecord.State(rawValue: row["state"]) else {
            throw CatalogError(.damaged, "a record has an unknown state")
        }
        let name: PathBlob = row["name"]
        self.init(
            name: name.bytes, stamp: RecordCoding.stamp(row), state: state, pipeline: row["pipeline"],
            isPresent: row["present"])
    }
}
