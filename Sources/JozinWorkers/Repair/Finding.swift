// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One thing that is not as it should be, with a sentence and a remedy.
public struct Finding: Hashable, Sendable {
    /// What it is about.
    public enum Subject: String, Sendable, CaseIterable {
        case sidecar, catalog, original, state
    }

    /// What is the matter.
    public enum Kind: String, Sendable, CaseIterable {
        /// It should be there, and is not.
        case missing
        /// It is there, and not as it was written.
        case damaged
        /// The system does not let it be read.
        case unreadable
        /// It says other things than the catalog.
        case disagrees
        /// The catalog knows of no photo that it belongs to.
        case orphan
        /// A damaged sidecar that a scan kept, since it may hold decisions.
        case setAside
        /// The original's bytes changed, and nothing that would tell of a change did.
        case rotten
        /// The original's bytes changed, and its length and time did not: rot, or a change that hides itself.
        case rottenOrChanged
        /// The original was changed since it was scanned.
        case changed
        /// What a run that was killed left behind.
        case leftover
        /// It is none of Jožin's files.
        case foreign
    }

    /// What it is about.
    public var subject: Subject
    /// What is the matter.
    public var kind: Kind
    /// The photo, where it is about one.
    public var path: LibraryPath?
    /// The file of Jožin's own that it is about, relative to the state folder.
    public var file: [UInt8]?
    /// In words.
    public var problem: Problem

    /// A finding.
    public init(_ subject: Subject, _ kind: Kind, path: LibraryPath? = nil, file: [UInt8]? = nil, _ problem: Problem) {
        self.subject = subject
        self.kind = kind
        self.path = path
        self.file = file
        self.problem = problem
    }
}

/// How much was looked at.
public struct Checked: Hashable, Sendable {
    /// Rows of the catalog.
    public var records = 0
    /// Sidecars.
    public var sidecars = 0
    /// Originals that were read.
    public var originals = 0
    /// How long they were together.
    public var bytes: Int64 = 0

    /// Nothing yet.
    public init() {}
}
