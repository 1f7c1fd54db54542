// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a person said of one file among its duplicates. It holds for the bytes that it was said of: where others lie at the
/// path, nothing was said of them.
public struct FileVerdict: Hashable, Sendable {
    /// What is to become of a file.
    public enum Word: String, Hashable, Sendable, CaseIterable {
        /// It stays.
        case keep
        /// It may go; another one stays for it.
        case drop
    }

    /// What is to become of it.
    public let word: Word
    /// Of the file's bytes.
    public let digest: FileDigest

    /// A verdict.
    public init(_ word: Word, on digest: FileDigest) {
        self.word = word
        self.digest = digest
    }

    /// Reads the members `verdict` and `digest`.
    public init?(_ json: JSONValue) {
        guard let word = json["verdict"]?.text.flatMap(Word.init(rawValue:)), let digest = json["digest"]?.text,
            digest.hasPrefix("sha256:"), let sum = Digest256(hex: digest.dropFirst(7))
        else { return nil }
        self.init(word, on: FileDigest(sum))
    }

    /// As the log has it under the file's key.
    public var json: JSONValue { .object(members) }

    var members: [JSONMember] {
        [
            JSONMember("verdict", .string(word.rawValue)),
            JSONMember("digest", .string("sha256:" + digest.digest.hex)),
        ]
    }
}

extension [DecisionKey: JSONValue] {
    /// What these decisions on a photo say of one of its files, as it is now.
    public func verdict(onFileAt path: LibraryPath, holding digest: FileDigest?) -> FileVerdict.Word? {
        guard let verdict = self[.file(path)].flatMap(FileVerdict.init), verdict.digest == digest else { return nil }
        return verdict.word
    }
}
