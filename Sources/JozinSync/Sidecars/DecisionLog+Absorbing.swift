// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
import JozinCore
public import JozinFiles

extension ImageSidecar {
    /// The names of its photo.
    public var identity: PhotoIdentity { PhotoIdentity(imageID: facts.imageID, fileDigest: file.digest) }

    /// Takes over what the log has of its photo; what else stands in the user part stays.
    public mutating func take(_ photo: DecisionState.Photo) {
        user = UserPart(decisions: photo.decisions, others: UserPart(user).others).json
        sync = Sync(written: photo.number, dirty: false, lastWrite: photo.time)
    }
}

extension DecisionLog {
    /// What came of a sidecar's decisions.
    public enum Absorption: Hashable, Sendable {
        /// The log knows them, or newer ones.
        case known
        /// They are in the log now.
        case adopted
        /// They were changed here and there in different ways: the log's count.
        case conflict
    }

    /// Takes decisions into the log that a sidecar has and the log does not: of a photo it never heard of, of entries that
    /// it lost, and of a hand that edited the sidecar (its check sum is wrong then).
    public mutating func absorb(
        _ sidecar: ImageSidecar, isIntact: Bool, holding lock: borrowing JournalLock
    ) throws(RunFailure) -> Absorption {
        let theirs = UserPart(sidecar.user).decisions
        let photo = state[sidecar.identity]
        let isAhead = sidecar.sync.written > photo?.number ?? 0
        if photo == nil && theirs.isEmpty || photo != nil && isIntact && !isAhead { return .known }
        let ours = photo?.decisions ?? [:]
        let base = isAhead || photo == nil ? ours : try decisions(of: sidecar.identity, through: sidecar.sync.written)
        var (edits, hasConflict): ([DecisionEdit], Bool) = ([], false)
        for key in Set(theirs.keys).union(base.keys).sorted() where theirs[key] != base[key] && theirs[key] != ours[key] {
            if ours[key] == base[key] {
                edits.append(DecisionEdit(photo: sidecar.identity, key: key, from: ours[key], to: theirs[key]))
            } else {
                hasConflict = true
            }
        }
        if !edits.isEmpty {
            let number = isAhead ? min(sidecar.sync.written, Int(Int32.max)) + 1 : 0
            try append(.found, "found in a sidecar", edits, number: number, holding: lock)
        }
        return hasConflict ? .conflict : edits.isEmpty ? .known : .adopted
    }

    /// What the log had of a photo when it had as many entries.
    private func decisions(of photo: PhotoIdentity, through number: Int) throws(RunFailure) -> [DecisionKey: JSONValue] {
        var (then, last) = (DecisionState(), 0)
        while last < number, case let page = try entries(after: last, limit: 1000), let end = page.last {
            for entry in page where entry.number <= number { then.fold(entry) }
            last = end.number
        }
        return then[photo]?.decisions ?? [:]
    }
}
