// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
import JozinCatalog
import JozinCore

/// Records to rows; `RecordCoding+Rows` has the way back. The one place that knows the columns.
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

    static func depthCode(_ depth: ScanDepth) -> Int { depth == .quick ? 0 : 1 }
}
