// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Photos of which one may be enough: a view over relations, never stored as truth.
public struct DuplicateGroup: Hashable, Sendable {
    /// Up to so many images a near group lists every relation; a larger one lists those of its keeper, lest output be quadratic.
    public static let completeUpTo = 8

    /// What the members have in common.
    public let kind: Relation.Kind
    /// The caller's keys, by path.
    public let members: [Int]
    /// Between one file of each content: all pairs of a small near group, else from the keeper to every other.
    public let relations: [Relation]
    /// The member that is suggested for keeping.
    public let keeper: Keeper
    /// The certainty of the relation that the group grew from, in thousandths.
    public let certainty: Int
}

/// What was found among the candidates.
public struct DuplicateReport: Hashable, Sendable {
    /// The exact groups, then the pixel-identical ones, then the near ones by falling certainty; ties by path.
    public let groups: [DuplicateGroup]
    /// Near pairs that no group lists, since both are in as many groups as an image may be; none but in swarms of look-alikes.
    public let unlistedPairs: Int
    /// Files held back from near matching since they show too little.
    public let lowInformation: Int
    /// Files that could not take part in near matching: nothing decoded, no fingerprint.
    public let withoutFingerprint: Int
    /// Files of no bytes, which are nobody's duplicates.
    public let empty: Int
}
