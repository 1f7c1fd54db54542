// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What those who look at a library ask of its catalog, beside what a scan does.
public protocol CatalogBrowsing: Catalog {
    /// What can be searched for of the files that are photos, by their numbers. Of a photo that no file shows any more, those that did.
    func searchableFiles(after number: Int64, limit: Int) throws(CatalogError) -> [SearchableFile]

    /// The files of these numbers, in the order of the numbers asked for; those that do not exist are left out.
    func files(numbered numbers: [Int64]) throws(CatalogError) -> [NumberedFile]

    /// The files that show a photo: those that are there before those that are not, by path.
    func files(of image: ImageID, limit: Int) throws(CatalogError) -> [NumberedFile]

    /// Present files that are not indexed, by path: photos that could not be read, and where it is asked for, what is no photo.
    func failures(
        after path: LibraryPath?, limit: Int, withUnsupported: Bool
    ) throws(CatalogError) -> [PhotoRecord]

    /// How far its changes have come.
    func progress() throws(CatalogError) -> CatalogProgress

    /// The files whose records were made, changed or removed behind a change, in the order of their last changes.
    func filesChanged(after change: Int64, limit: Int) throws(CatalogError) -> [FileChange]

    /// Those of these files that `searchableFiles` has, in the order of the numbers asked for.
    func listedFiles(numbered numbers: [Int64]) throws(CatalogError) -> [NumberedFile]

    /// The photos' files that are not there, by their numbers.
    func absentFiles(after number: Int64, limit: Int) throws(CatalogError) -> [AbsentFile]
}

/// How far the changes of a catalog have come, whoever makes them: each number grows with what it counts.
public struct CatalogProgress: Hashable, Sendable {
    /// The last change of a file's record.
    public var files: Int64
    /// The last search for duplicates.
    public var groups: Int64

    /// Two numbers.
    public init(files: Int64, groups: Int64) {
        self.files = files
        self.groups = groups
    }
}

/// The last change of a file's record.
public struct FileChange: Hashable, Sendable {
    /// The change's number.
    public let change: Int64
    /// The number that the file has, or had.
    public let file: Int64

    /// A change.
    public init(change: Int64, file: Int64) {
        self.change = change
        self.file = file
    }
}

/// A file that is not there.
public struct AbsentFile: Hashable, Sendable {
    /// The record's number.
    public let number: Int64
    /// Whether lists have it, since no file that is there shows its photo.
    public let isListed: Bool

    /// A file by its number.
    public init(number: Int64, isListed: Bool) {
        self.number = number
        self.isListed = isListed
    }
}

/// A record, and the number that it has as long as the catalog.
public struct NumberedFile: Hashable, Sendable {
    /// From 1 on.
    public let number: Int64
    /// What is known of the file.
    public let record: PhotoRecord

    /// A numbered record.
    public init(number: Int64, record: PhotoRecord) {
        self.number = number
        self.record = record
    }
}

/// What of a file queries ask for.
public struct SearchableFile: Hashable, Sendable {
    /// The record's number.
    public var number: Int64
    /// Where it lies.
    public var path: LibraryPath
    /// Its length.
    public var bytes: Int64
    /// When it was last written, in nanoseconds since 1970.
    public var modified: Int64
    /// Whether it was there when it was last looked for.
    public var isPresent: Bool
    /// Whether it could be read.
    public var isFailed: Bool
    /// The container.
    public var format: PhotoFormat?
    /// Upright.
    public var size: PixelSize?
    /// What EXIF says.
    public var exif: ExifFacts
    /// What the file says in words.
    public var descriptive: DescriptiveFacts

    /// A file.
    public init(
        number: Int64, path: LibraryPath, bytes: Int64, modified: Int64, isPresent: Bool, isFailed: Bool, format: PhotoFormat?,
        size: PixelSize?, exif: ExifFacts, descriptive: DescriptiveFacts = DescriptiveFacts()
    ) {
        self.number = number
        self.path = path
        self.bytes = bytes
        self.modified = modified
        self.isPresent = isPresent
        self.isFailed = isFailed
        self.format = format
        self.size = size
        self.exif = exif
        self.descriptive = descriptive
    }
}

extension [NumberedFile] {
    /// Of the files of one photo those that lists have: those that are there; where none is, the photo is missing, and each that was.
    public var listed: [NumberedFile] {
        let present = filter(\.record.isPresent)
        return present.isEmpty ? self : present
    }
}
