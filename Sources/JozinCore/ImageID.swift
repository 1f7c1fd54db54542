// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// SHA-256 of a file's bytes.
public struct FileDigest: Hashable, Comparable, Sendable {
    /// The digest itself.
    public let digest: Digest256

    /// From a digest of a file.
    public init(_ digest: Digest256) { self.digest = digest }

    /// The order of the bytes.
    public static func < (a: FileDigest, b: FileDigest) -> Bool { a.digest < b.digest }
}

/// What a photo is called: by its pixels where they were decoded, by its file until then.
public enum ImageID: Hashable, Sendable {
    /// SHA-256 of the canonical pixels: the same picture, whatever the container or the metadata.
    case pixels(Digest256)
    /// A provisional id: the file's digest, for a photo whose pixels were not decoded yet or cannot be.
    case file(FileDigest)

    /// `sha256:` or `file:` and 64 hexadecimal digits.
    public var text: String {
        switch self {
        case .pixels(let digest): "sha256:" + digest.hex
        case .file(let file): "file:" + file.digest.hex
        }
    }

    /// Reads `text` back; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let digest = Digest256(hex: parts[1]) else { return nil }
        switch parts[0] {
        case "sha256": self = .pixels(digest)
        case "file": self = .file(FileDigest(digest))
        default: return nil
        }
    }
}
