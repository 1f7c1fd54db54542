// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// The facts of one photo, as `contracts/jsonschema/image-sidecar.schema.json` has them. No time of run is in it:
/// the same photo and pipeline give the same bytes.
public struct ImageSidecar: Hashable, Sendable {
    /// The contract's name and major version.
    public static let schema = "jozin.image-sidecar/1"

    /// The original.
    public var file: File
    /// What was found in it.
    public var facts: PhotoFacts
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

    /// Whether a person said anything about the photo.
    public var hasDecisions: Bool { user != .object([]) }

    /// A photo's sidecar; without decisions where nothing is said of them.
    public init(
        file: File, facts: PhotoFacts, sync: Sync = Sync(), user: JSONValue = .object([]), pipeline: Pipeline
    ) {
        self.file = file
        self.facts = facts
        self.sync = sync
        self.user = user
        self.pipeline = pipeline
    }
}
