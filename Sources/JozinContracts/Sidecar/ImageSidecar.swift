// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The facts of one photo, as `contracts/jsonschema/image-sidecar.schema.json` has them. No time of run is in it:
/// the same photo and pipeline give the same bytes.
public struct ImageSidecar: Hashable, Sendable {
    /// The contract's name and major version.
    public static let schema = "jozin.image-sidecar/1"

    /// By pixels where they are known, by file otherwise.
    public var imageID: ImageID
    /// The original.
    public var file: File
    /// The container, by content.
    public var format: PhotoFormat
    /// Upright size; nil where not even the header could be read.
    public var size: PixelSize?
    /// How stored pixels are turned upright.
    public var orientation: Orientation
    /// Mean of the canonical pixels, rounded; exact at full depth only, absent before.
    public var averageColor: [UInt8]?
    /// What EXIF says.
    public var exif: ExifFacts
    /// The perceptual hashes.
    public var fingerprint: Fingerprint?
    /// What kept Jožin from reading all of it.
    public var problem: Problem?
    /// What is odd and did no harm, in the reader's order.
    public var warnings: [String]
    /// Where the decisions stand.
    public var sync: Sync
    /// The owner's decisions, kept to the letter by everything that rewrites facts.
    public var user: JSONValue
    /// By which method the facts were made.
    public var pipeline: Pipeline

    /// The original, as it lay when it was read.
    public struct File: Hashable, Sendable {
        /// The last component of its path.
        public var name: [UInt8]
        /// Its length.
        public var bytes: Int64
        /// SHA-256 of its bytes.
        public var digest: FileDigest

        /// A file as it was read.
        public init(name: [UInt8], bytes: Int64, digest: FileDigest) {
            self.name = name
            self.bytes = bytes
            self.digest = digest
        }
    }

    /// Where the decisions stand between sidecar and catalog.
    public struct Sync: Hashable, Sendable {
        /// How many entries of the decision log the user part carries.
        public var written: Int
        /// Whether the log holds entries that the user part lacks.
        public var dirty: Bool
        /// When the user part was last written (RFC 3339); nil before the first decision.
        public var lastWrite: String?

        /// Before the first decision where nothing is said.
        public init(written: Int = 0, dirty: Bool = false, lastWrite: String? = nil) {
            self.written = written
            self.dirty = dirty
            self.lastWrite = lastWrite
        }
    }

    /// By which method the facts were made; facts of another pipeline are made anew.
    public struct Pipeline: Hashable, Sendable {
        /// The pipeline's version.
        public var version: Int
        /// How far the photo was read.
        public var depth: ScanDepth

        /// A method.
        public init(version: Int, depth: ScanDepth) {
            self.version = version
            self.depth = depth
        }
    }

    /// A photo's sidecar.
    public init(
        imageID: ImageID, file: File, format: PhotoFormat, size: PixelSize?, orientation: Orientation,
        averageColor: [UInt8]?, exif: ExifFacts, fingerprint: Fingerprint?, problem: Problem?, warnings: [String] = [],
        sync: Sync = Sync(), user: JSONValue = .object([]), pipeline: Pipeline
    ) {
        self.imageID = imageID
        self.file = file
        self.format = format
        self.size = size
        self.orientation = orientation
        self.averageColor = averageColor
        self.exif = exif
        self.fingerprint = fingerprint
        self.problem = problem
        self.warnings = warnings
        self.sync = sync
        self.user = user
        self.pipeline = pipeline
    }
}
