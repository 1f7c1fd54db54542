// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What went wrong, in one sentence and one remedy. A bad photo is a result recorded against it, not the end of a run.
public struct Problem: Error, Hashable, Sendable {
    /// Whose fault it was; the raw values are the contract's (contracts/exit-codes.md).
    public enum Code: String, Sendable, CaseIterable {
        /// The file breaks its format's rules.
        case damagedFile
        /// The file asks for more than the limits allow.
        case limitExceeded
        /// Nothing is wrong with the file; Jožin cannot read its kind.
        case unsupported
        /// The disk, the system, or a file's rights.
        case environment
        /// The command was given something that cannot be.
        case misuse
        /// Jožin's own fault.
        case bug
    }

    /// Whose fault it was.
    public let code: Code
    /// One sentence without the path: "the file ends inside its header".
    public let sentence: String
    /// What the owner can do about it.
    public let remedy: String
    /// Kept apart from the sentence, so that logs may leave it out.
    public var path: LibraryPath?

    /// A problem in words.
    public init(_ code: Code, _ sentence: String, remedy: String, path: LibraryPath? = nil) {
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
        self.path = path
    }
}
