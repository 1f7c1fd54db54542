// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore

/// The verdicts on files that stand, to be found by path. A path may have had several photos, and verdicts on each.
public struct JudgedFiles: Sendable {
    private struct Name: Hashable {
        let path: LibraryPath
        let digest: FileDigest
    }

    private var words: [Name: FileVerdict.Word] = [:]

    /// Those of all decisions.
    public init(_ state: DecisionState) {
        for photo in state.photos.values {
            for case (.file(let path), let value) in photo.decisions {
                guard let verdict = FileVerdict(value) else { continue }
                words[Name(path: path, digest: verdict.digest)] = verdict.word
            }
        }
    }

    /// Whether there is none.
    public var isEmpty: Bool { words.isEmpty }

    /// What is to become of the file at a path, should it hold these bytes.
    public func verdict(at path: LibraryPath, holding digest: FileDigest) -> FileVerdict.Word? {
        words[Name(path: path, digest: digest)]
    }
}
