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

    /// Photos that could not be read, by path.
    func failures(after path: LibraryPath?, limit: Int) throws(CatalogError) -> [PhotoRecord]

    /// Opens an eye on changes.
    func watch() throws(CatalogError) -> any CatalogWatch
}

/// An eye on the changes of a catalog.
public protocol CatalogWatch: Sendable {
    /// A number that is another one after every change, of this process or any other.
    func version() throws(CatalogError) -> Int
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
