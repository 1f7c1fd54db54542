// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import GRDB
public import JozinCatalog
public import JozinCore

extension SQLiteCatalog: CatalogBrowsing {
    /// See `CatalogBrowsing`.
    public func searchableFiles(after number: Int64, limit: Int) throws(CatalogError) -> [SearchableFile] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT \(RecordCoding.searchableColumns) FROM photo JOIN folder ON folder.id = photo.folder
                    WHERE photo.id > ? AND photo.state < 2 AND (photo.present OR \(RecordCoding.isLost))
                    ORDER BY photo.id LIMIT ?
                    """)
            let rows = try Row.fetchCursor(statement, arguments: [number, limit])
            var files: [SearchableFile] = []
            var folders: [Int64: LibraryPath] = [:]
            while let row = try rows.next() { files.append(try RecordCoding.searchableFile(row, &folders)) }
            return files
        }
    }

    /// See `CatalogBrowsing`.
    public func files(numbered numbers: [Int64]) throws(CatalogError) -> [NumberedFile] {
        try read { connection in
            let statement = try connection.cachedStatement(sql: RecordCoding.selection + " WHERE photo.id = ?")
            return try numbers.compactMap { number in
                try Row.fetchOne(statement, arguments: [number]).map {
                    NumberedFile(number: number, record: try RecordCoding.record($0))
                }
            }
        }
    }

    /// See `CatalogBrowsing`.
    public func files(of image: ImageID, limit: Int) throws(CatalogError) -> [NumberedFile] {
        try read { connection in
            let (column, digest) =
                switch image {
                case .pixels(let digest): ("photo.pixels = ?", digest)
                case .file(let file): ("photo.digest = ?", file.digest)
                }
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection + " WHERE \(column) ORDER BY photo.present DESC, folder.path, photo.name LIMIT ?")
            return try Row.fetchAll(statement, arguments: [PathBlob(digest.bytes), limit]).map { row in
                NumberedFile(number: try row.value("id"), record: try RecordCoding.record(row))
            }
        }
    }

    /// See `CatalogBrowsing`.
    public func failures(
        after path: LibraryPath?, limit: Int, withUnsupported: Bool
    ) throws(CatalogError) -> [PhotoRecord] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection + """
                     WHERE photo.state BETWEEN 1 AND ?4 AND photo.present AND (folder.path, photo.name) > (?1, ?2)
                    ORDER BY folder.path, photo.name LIMIT ?3
                    """)
            // Every name is behind the empty one.
            let arguments: StatementArguments = [
                PathBlob(path?.folder.bytes ?? []), PathBlob(path?.name ?? []), limit, withUnsupported ? 2 : 1,
            ]
            return try Row.fetchAll(statement, arguments: arguments).map(RecordCoding.record)
        }
    }

    /// See `CatalogBrowsing`.
    public func progress() throws(CatalogError) -> CatalogProgress {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: "SELECT (SELECT coalesce(max(number), 0) FROM photoChange), (SELECT number FROM duplicateSearch)")
            guard let row = try Row.fetchOne(statement), let groups: Int64 = try row.value(at: 1) else {
                throw CatalogError(.damaged, "it does not say how often duplicates were looked for")
            }
            return CatalogProgress(files: try row.value(at: 0), groups: groups)
        }
    }

    /// See `CatalogBrowsing`.
    public func filesChanged(after change: Int64, limit: Int) throws(CatalogError) -> [FileChange] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: "SELECT number, photo FROM photoChange WHERE number > ? ORDER BY number LIMIT ?")
            return try Row.fetchAll(statement, arguments: [change, limit]).map {
                FileChange(change: try $0.value(at: 0), file: try $0.value(at: 1))
            }
        }
    }

    /// See `CatalogBrowsing`.
    public func listedFiles(numbered numbers: [Int64]) throws(CatalogError) -> [NumberedFile] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: RecordCoding.selection
                    + " WHERE photo.id = ? AND photo.state < 2 AND (photo.present OR \(RecordCoding.isLost))")
            return try numbers.compactMap { number in
                try Row.fetchOne(statement, arguments: [number]).map {
                    NumberedFile(number: number, record: try RecordCoding.record($0))
                }
            }
        }
    }

    /// See `CatalogBrowsing`.
    public func absentFiles(after number: Int64, limit: Int) throws(CatalogError) -> [AbsentFile] {
        try read { connection in
            let statement = try connection.cachedStatement(
                sql: """
                    SELECT photo.id, \(RecordCoding.isLost) FROM photo
                    WHERE photo.present = 0 AND photo.state < 2 AND photo.id > ? ORDER BY photo.id LIMIT ?
                    """)
            return try Row.fetchAll(statement, arguments: [number, limit]).map {
                AbsentFile(number: try $0.value(at: 0), isListed: try $0.value(at: 1))
            }
        }
    }
}

extension RecordCoding {
    /// What `searchableFile` reads, in the order of its positions.
    static let searchableColumns = """
        photo.id, photo.folder, photo.name, photo.bytes, photo.modified, photo.state, photo.format, photo.width, photo.height,
        photo.make, photo.model, photo.lens, photo.captured, photo.subsecond, photo.iso,
        photo.fNumber, photo.exposureSeconds, photo.focalLengthMM, photo.latitude, photo.longitude, folder.path,
        photo.present, photo.fileRating, photo.fileKeywords, photo.fileTitle, photo.fileDescription
        """

    /// Whether no file that is there shows the photo that a file did: by the same columns as `files(of:)`.
    static let isLost = """
        NOT EXISTS (SELECT 1 FROM photo AS other WHERE other.present AND other.pixels = photo.pixels)
        AND (photo.pixels IS NOT NULL OR NOT EXISTS (SELECT 1 FROM photo AS other WHERE other.present AND other.digest = photo.digest))
        """

    /// By position, as in `knownFile`; `folders` has the paths of those that were met before.
    static func searchableFile(_ row: Row, _ folders: inout [Int64: LibraryPath]) throws -> SearchableFile {
        let key: Int64 = try row.value(at: 1)
        let folder = try folders[key] ?? path(folder: row.value(at: 20), name: nil)
        folders[key] = folder
        let name: PathBlob = try row.value(at: 2)
        guard LibraryPath.isName(name.bytes[...]) else { throw CatalogError(.damaged, "a record has an impossible name") }
        var exif = ExifFacts()
        exif.make = try row.value(at: 9)
        exif.model = try row.value(at: 10)
        exif.lens = try row.value(at: 11)
        exif.captured = try (row.value(at: 12) as String?).map { CaptureTime(local: $0, subsecond: try row.value(at: 13)) }
        exif.iso = try row.value(at: 14)
        exif.fNumber = try row.value(at: 15)
        exif.exposureSeconds = try row.value(at: 16)
        exif.focalLengthMM = try row.value(at: 17)
        if let latitude = try row.value(at: 18) as Double?, let longitude = try row.value(at: 19) as Double? {
            exif.gps = GPSPosition(latitude: latitude, longitude: longitude, altitude: nil)
        }
        var size: PixelSize?
        if let width = try row.value(at: 7) as Int?, let height = try row.value(at: 8) as Int? {
            size = PixelSize(width: width, height: height)
        }
        return try SearchableFile(
            number: row.value(at: 0), path: folder.appending(name.bytes),
            bytes: row.value(at: 3), modified: row.value(at: 4), isPresent: row.value(at: 21), isFailed: row.value(at: 5) == 1,
            format: (row.value(at: 6) as String?).flatMap(PhotoFormat.init(rawValue:)), size: size, exif: exif,
            descriptive: descriptive(row.value(at: 22), row.value(at: 23), row.value(at: 24), row.value(at: 25)))
    }
}
