// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a photo is called in the log: by its pixels where they can be read, and by its file in any case.
public struct PhotoIdentity: Hashable, Sendable {
    /// By pixels, or provisional.
    public let imageID: ImageID
    /// Of the file that was decided on.
    public let fileDigest: FileDigest

    /// Both names of a photo.
    public init(imageID: ImageID, fileDigest: FileDigest) {
        self.imageID = imageID
        self.fileDigest = fileDigest
    }
}

/// One key of one photo, before and after; nil where nothing was said, or is any more.
public struct DecisionEdit: Hashable, Sendable {
    /// The photo.
    public let photo: PhotoIdentity
    /// What of it.
    public let key: DecisionKey
    /// Before.
    public let from: JSONValue?
    /// After.
    public let to: JSONValue?

    /// A change.
    public init(photo: PhotoIdentity, key: DecisionKey, from: JSONValue?, to: JSONValue?) {
        self.photo = photo
        self.key = key
        self.from = from
        self.to = to
    }

    /// The way back.
    public var reversed: DecisionEdit { DecisionEdit(photo: photo, key: key, from: to, to: from) }
}

/// One action in the decision log. Whatever it is, its edits say what it changed: the log's state is their sum.
public struct LogEntry: Hashable, Sendable {
    /// The contract's name and major version.
    public static let schema = "jozin.decision-log/1"

    /// Why there is an entry.
    public enum Kind: Hashable, Sendable {
        /// A person decided.
        case decision
        /// A person took the decision of this number back.
        case undo(Int)
        /// A person took the undoing of the decision of this number back.
        case redo(Int)
        /// Jožin found decisions that the log did not know, or kept them with a photo whose pixels were edited.
        case found
    }

    /// Numbers grow, and may leave some out.
    public let number: Int
    /// When it was made (RFC 3339, UTC).
    public let time: String
    /// What the person did, in a few words.
    public let label: String
    /// Why there is an entry.
    public let kind: Kind
    /// What it changed.
    public let edits: [DecisionEdit]

    /// An entry.
    public init(number: Int, time: String, label: String, kind: Kind, edits: [DecisionEdit]) {
        self.number = number
        self.time = time
        self.label = label
        self.kind = kind
        self.edits = edits
    }
}
