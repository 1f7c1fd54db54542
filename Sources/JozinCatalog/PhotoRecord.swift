// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One file of the library as the catalog knows it: an index entry over its sidecar.
public struct PhotoRecord: Hashable, Sendable {
    /// What became of the file when it was last read.
    public enum State: Int, Sendable {
        /// Its facts are known.
        case indexed = 0
        /// It is a photo, and could not be read whole; `problem` says why.
        case failed = 1
        /// It is no photo that Jožin reads.
        case unsupported = 2
    }

    /// Where the file lies.
    public var path: LibraryPath
    /// Its status when it was read.
    public var stamp: FileStamp
    /// What became of it.
    public var state: State
    /// The pipeline that read it; another one reads it again.
    public var pipeline: Int
    /// How far it was read.
    public var depth: ScanDepth
    /// The number of the scan that last read the file.
    public var readIn: Int
    /// The number of the scan that first met it; the catalog's to say.
    public var addedIn: Int?
    /// Of its bytes; nil where it was not read to its end.
    public var digest: FileDigest?
    /// By pixels where they are known, by file otherwise.
    public var imageID: ImageID?
    /// The container; nil for what is no photo.
    public var format: PhotoFormat?
    /// Upright size.
    public var size: PixelSize?
    /// How stored pixels are turned upright.
    public var orientation: Orientation
    /// The perceptual hashes.
    public var fingerprint: Fingerprint?
    /// What is shown before there is a thumbnail.
    public var placeholder: Placeholder?
    /// What EXIF says.
    public var exif: ExifFacts
    /// What the file says in words.
    public var descriptive: DescriptiveFacts
    /// Why it is not indexed.
    public var problem: Problem?
    /// Whether the file was there when its folder was last looked at; the catalog's to say.
    public var isPresent = true

    /// A record; what is left out is not known.
    public init(
        path: LibraryPath, stamp: FileStamp, state: State, pipeline: Int, depth: ScanDepth, readIn: Int, addedIn: Int? = nil,
        digest: FileDigest? = nil, imageID: ImageID? = nil, format: PhotoFormat? = nil, size: PixelSize? = nil,
        orientation: Orientation = .upright,
        fingerprint: Fingerprint? = nil, placeholder: Placeholder? = nil, exif: ExifFacts = ExifFacts(),
        descriptive: DescriptiveFacts = DescriptiveFacts(), problem: Problem? = nil
    ) {
        self.path = path
        self.stamp = stamp
        self.state = state
        self.pipeline = pipeline
        self.depth = depth
        self.readIn = readIn
        self.addedIn = addedIn
        self.digest = digest
        self.imageID = imageID
        self.format = format
        self.size = size
        self.orientation = orientation
        self.fingerprint = fingerprint
        self.placeholder = placeholder
        self.exif = exif
        self.descriptive = descriptive
        self.problem = problem
    }
}

/// What a scan needs to know of a file to see that it is unchanged.
public struct KnownFile: Hashable, Sendable {
    /// The last component of its path.
    public var name: [UInt8]
    /// Its status when it was last read.
    public var stamp: FileStamp
    /// What became of it then.
    public var state: PhotoRecord.State
    /// The pipeline that read it.
    public var pipeline: Int
    /// Whether the file was there at the last scan.
    public var isPresent: Bool
    /// Why it is not indexed.
    public var problem: Problem.Code?

    /// A file of some folder.
    public init(
        name: [UInt8], stamp: FileStamp, state: PhotoRecord.State, pipeline: Int, isPresent: Bool, problem: Problem.Code? = nil
    ) {
        self.name = name
        self.stamp = stamp
        self.state = state
        self.pipeline = pipeline
        self.isPresent = isPresent
        self.problem = problem
    }
}
