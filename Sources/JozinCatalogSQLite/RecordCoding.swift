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
        "altitude", "fileRating", "fileKeywords", "fileTitle", "fileDescription", "problemCode", "problemSentence",
        "problemRemedy", "placeholder", "factsSum",
    ]

    /// Where a row lies, its sum and whether its file is there; from position 5 on what `comparable` reads, in its order.
    static let comparedColumns = """
        folder.id AS folderID, folder.path AS folderPath, name, comparedSum, present, bytes, inode, modified, changed, state,
        digest, pixels, format, width, height, phash, dhash, bmh, cmh, information, captured IS NOT NULL AS isDated, addedIn
        """

    static let selection = selecting(later.joined(separator: ", "))

    /// Of a table that has no column yet that came later.
    static let selectionAtFirst = selecting(later.map { "NULL AS \($0)" }.joined(separator: ", "))

    private static let later = ["placeholder", "fileRating", "fileKeywords", "fileTitle", "fileDescription"]

    private static func selecting(_ later: String) -> String {
        """
        SELECT \(comparedColumns), photo.id, pipeline, depth, readIn, orientation, make, model, lens, captured, subsecond,
            utcOffset, iso, fNumber, exposureSeconds, focalLengthMM, exposureBiasEV, latitude, longitude, altitude, problemCode,
            problemSentence, problemRemedy, \(later), factsSum
        FROM photo JOIN folder ON folder.id = photo.folder
        """
    }

    /// What is kept of a record that was there is `addedIn`, and with it the upper bits of `comparedSum`.
    static let upsert: String = {
        let marks = Array(repeating: "?", count: columns.count + 4).joined(separator: ", ")
        let shift = RowSums.addedShift
        let updates = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return """
            INSERT INTO photo (folder, name, addedIn, comparedSum, \(columns.joined(separator: ", "))) VALUES (\(marks))
            ON CONFLICT (folder, name) DO UPDATE SET present = 1, comparedSum =
                (coalesce(comparedSum, addedIn << \(shift)) >> \(shift) << \(shift)) | (excluded.comparedSum & \(RowSums.replaced)),
                \(updates)
            """
    }()

    static func arguments(_ record: PhotoRecord, folder: Int64) -> StatementArguments {
        var photo = ComparablePhoto(record)
        photo.addedIn = record.readIn
        let place: [(any DatabaseValueConvertible)?] = [
            folder, PathBlob(record.path.name), record.readIn, RowSums.compared(photo, isPresent: true),
        ]
        let problem = record.problem
        return StatementArguments(
            place + stampValues(record) + lookValues(record) + exifValues(record)
                + wordValues(record.descriptive)
                + [
                    problem?.code.rawValue, problem?.sentence, problem?.remedy, record.placeholder.map { PathBlob($0.bytes) },
                    RowSums.facts(record),
                ])
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

    /// Keywords have no line breaks.
    private static func wordValues(_ facts: DescriptiveFacts) -> [(any DatabaseValueConvertible)?] {
        let keywords = facts.keywords.isEmpty ? nil : facts.keywords.joined(separator: "\n")
        return [facts.rating, keywords, facts.title, facts.description]
    }

    static func depthCode(_ depth: ScanDepth) -> Int { depth == .quick ? 0 : 1 }
}
