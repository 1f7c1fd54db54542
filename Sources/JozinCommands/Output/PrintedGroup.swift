// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles
package import JozinSimilarity

/// A group of duplicates with its photos, as it is printed.
package struct PrintedGroup {
    package let group: DuplicateGroup
    private let photos: [Candidate]

    /// Of photos whose keys are their places.
    package init(_ group: DuplicateGroup, _ photos: [Candidate]) {
        self.group = group
        self.photos = photos
    }

    /// Looked up when they are wanted: a library may have more groups than memory for all of them.
    package var members: some Collection<Candidate> { group.members.lazy.map { photos[$0] } }
    package var keeper: Candidate { photos[group.keeper.id] }

    /// The group's name: the same kind and members have the same name in every run.
    package var id: String {
        var hasher = SHA256Hasher()
        hasher.update(Array(group.kind.rawValue.utf8).span)
        for member in members { hasher.update((member.path.bytes + [0]).span) }
        return String(hasher.finish().hex.prefix(16))
    }

    /// The bytes that all members but the keeper take; a file of several names takes them once.
    package var bytesToSpare: Int64 {
        var counted: Set<Candidate.Inode> = []
        if let inode = keeper.inode { counted.insert(inode) }
        return members.reduce(0) { bytes, member in
            guard member.id != keeper.id, member.inode.map({ counted.insert($0).inserted }) ?? true else { return bytes }
            return bytes + member.bytes
        }
    }

    /// What a member has in common with the keeper, the strongest first: a relation of its own, or of a file that shows the same.
    func tie(of member: Candidate) -> Tie {
        let keeper = keeper
        if member.isSameFile(as: keeper) { return .linked }
        if member.fileDigest == keeper.fileDigest { return .exact }
        if member.showsTheSame(as: keeper) { return .pixelIdentical }
        let relation = group.relations.first { relation in
            let (a, b) = (photos[relation.a], photos[relation.b])
            return a.showsTheSame(as: keeper) && b.showsTheSame(as: member)
                || b.showsTheSame(as: keeper) && a.showsTheSame(as: member)
        }
        return relation.map { .near($0.evidence) } ?? .none
    }

    /// What two members of a group have in common.
    enum Tie {
        /// Both are names of one file.
        case linked
        case exact
        case pixelIdentical
        case near(Evidence)
        /// The group is so large that it does not list the relation.
        case none
    }

    func write(to writer: inout JSONWriter) {
        writer.key("group")
        writer.string(id)
        writer.key("kind")
        writer.string(group.kind.rawValue)
        writer.key("certainty")
        writer.literal("\(Double(group.certainty) / 1000)")
        writer.name("keeper", bytesKey: "keeperBytes", keeper.path.bytes)
        writer.key("keeperReason")
        writer.string(group.keeper.reason.name)
        writer.key("members")
        writer.array { writer in
            for member in members { write(member, to: &writer) }
        }
        writer.key("relations")
        writer.array { writer in
            for relation in group.relations { write(relation, to: &writer) }
        }
    }

    private func write(_ member: Candidate, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.path(member.path.bytes)
            writer.key("imageId")
            writer.string(member.name.text)
            if let size = member.size { writer.dims(size) }
            writer.key("bytes")
            writer.int(member.bytes)
            guard member.id != keeper.id, member.isSameFile(as: keeper) else { return }
            writer.key("hardLinkOfKeeper")
            writer.bool(true)
        }
    }

    private func write(_ relation: Relation, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("a", bytesKey: "aBytes", photos[relation.a].path.bytes)
            writer.name("b", bytesKey: "bBytes", photos[relation.b].path.bytes)
            writer.key("kind")
            writer.string(relation.kind.rawValue)
            writer.key("evidence")
            writer.object { write(relation, evidence: relation.evidence, to: &$0) }
        }
    }

    private func write(_ relation: Relation, evidence: Evidence, to writer: inout JSONWriter) {
        writer.key("method")
        writer.int(evidence.methodVersion)
        switch relation.kind {
        case .exact:
            writer.key("fileDigest")
            writer.string("sha256:" + photos[relation.a].fileDigest.digest.hex)
        case .pixelIdentical:
            writer.key("imageId")
            writer.string(photos[relation.a].name.text)
        case .near:
            writer.key("agreed")
            writer.int(evidence.agreed)
            for agreement in evidence.agreements {
                writer.key(agreement.measure.rawValue)
                writer.object { writer in
                    writer.key("distance")
                    writer.int(agreement.distance)
                    writer.key("threshold")
                    writer.int(agreement.threshold)
                    writer.key("agrees")
                    writer.bool(agreement.agrees)
                }
            }
        }
    }
}
