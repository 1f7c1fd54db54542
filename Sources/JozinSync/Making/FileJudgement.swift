// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore

/// Verdicts on files that belong together, as one step: undone, all of it is taken back.
public struct FileJudgement: Sendable {
    /// A file to judge.
    public struct File: Hashable, Sendable {
        /// The photo that it shows.
        public var photo: PhotoIdentity
        /// Where it lies.
        public var path: LibraryPath
        /// Where its camera was.
        public var gps: GPSPosition?
        /// What it says in words.
        public var descriptive: DescriptiveFacts

        /// A file.
        public init(
            _ photo: PhotoIdentity, at path: LibraryPath, gps: GPSPosition? = nil,
            descriptive: DescriptiveFacts = DescriptiveFacts()
        ) {
            self.photo = photo
            self.path = path
            self.gps = gps
            self.descriptive = descriptive
        }
    }

    /// Files that stay.
    public var kept: [File]
    /// Files that may go.
    public var dropped: [File]
    /// The file that stays for those, and is given what they have and it has not.
    public var heir: File?

    /// Files to judge.
    public init(kept: [File] = [], dropped: [File] = [], heir: File? = nil) {
        self.kept = kept
        self.dropped = dropped
        self.heir = heir
    }

    /// What is to be decided, given what is decided of each photo now.
    public func decisions(
        _ now: (PhotoIdentity) -> [DecisionKey: JSONValue]
    ) -> [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] {
        var decisions: [(target: DecisionMaker.Target, changes: DecisionMaker.Changes)] = []
        for (files, word) in [(kept, FileVerdict.Word.keep), (dropped, .drop)] {
            for file in files {
                let verdict = FileVerdict(word, on: file.photo.fileDigest)
                decisions.append((file.target, [.file(file.path): .some(verdict.json)]))
            }
        }
        guard let heir else { return decisions }
        let changes = FileJudgement.handedOver(to: heir, from: dropped, now)
        return changes.isEmpty ? decisions : decisions + [(heir.target, changes)]
    }

    /// What a file's photo is given of what those of others have.
    public static func handedOver(
        to heir: File, from others: [File], _ now: (PhotoIdentity) -> [DecisionKey: JSONValue]
    ) -> DecisionMaker.Changes {
        func known(_ file: File) -> Inheritance.Photo {
            Inheritance.Photo(decisions: now(file.photo), gps: file.gps, descriptive: file.descriptive)
        }
        return Inheritance.changes(keeper: known(heir), dropped: others.map(known))
    }
}

extension FileJudgement.File {
    /// The photo as it is decided on.
    public var target: DecisionMaker.Target { DecisionMaker.Target(photo, at: path) }
}
