// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Groups of duplicates, as they were found last. They are derived from the records: replaced as a whole, and read in pages.
public protocol CatalogGrouping: CatalogBrowsing {
    /// Puts these groups in place of all that were there. Members that the catalog does not know are left out, and with them
    /// groups of fewer than two.
    func replaceGroups(_ groups: some Sequence<FoundGroup>) throws(CatalogError)

    /// What lists need of groups, by their rows; members that are not there are left out.
    func outlines(after row: Int64, limit: Int) throws(CatalogError) -> [GroupOutline]

    /// The group of a name.
    func group(named name: String) throws(CatalogError) -> StoredGroup?

    /// The names of the groups that a file is in.
    func groups(holding file: Int64) throws(CatalogError) -> [String]

    /// The kinds of groups in which a file has another one beside it.
    func kindsOfTwins(of file: Int64) throws(CatalogError) -> [String]
}

/// A group as a search finds it.
public struct FoundGroup: Hashable, Sendable {
    /// The same for the same kind and members.
    public var name: String
    /// What the members have in common.
    public var kind: String
    /// In thousandths.
    public var certainty: Int
    /// Bytes that dropping all but the keeper would free.
    public var gain: Int64
    /// The member that is suggested for keeping.
    public var keeper: LibraryPath
    /// Why that one.
    public var reason: String
    /// All of them, the keeper too.
    public var members: [LibraryPath]

    /// A group.
    public init(
        name: String, kind: String, certainty: Int, gain: Int64, keeper: LibraryPath, reason: String, members: [LibraryPath]
    ) {
        self.name = name
        self.kind = kind
        self.certainty = certainty
        self.gain = gain
        self.keeper = keeper
        self.reason = reason
        self.members = members
    }
}

/// A group as the catalog keeps it.
public struct StoredGroup: Hashable, Sendable {
    /// The same for the same kind and members.
    public let name: String
    /// What the members have in common.
    public let kind: String
    /// In thousandths.
    public let certainty: Int
    /// Bytes that dropping all but the keeper would free.
    public let gain: Int64
    /// The newest member's capture time, or its file's.
    public let newest: String
    /// The number of the file that is suggested for keeping.
    public let keeper: Int64
    /// Why that one.
    public let reason: String
    /// The numbers of the members that are there.
    public let members: [Int64]

    /// From its parts.
    public init(
        name: String, kind: String, certainty: Int, gain: Int64, newest: String, keeper: Int64, reason: String, members: [Int64]
    ) {
        self.name = name
        self.kind = kind
        self.certainty = certainty
        self.gain = gain
        self.newest = newest
        self.keeper = keeper
        self.reason = reason
        self.members = members
    }
}

/// What lists need of a group.
public struct GroupOutline: Hashable, Sendable {
    /// Its place among the rows, until groups are found anew.
    public let row: Int64
    /// The same for the same kind and members.
    public let name: String
    /// What the members have in common.
    public let kind: String
    /// In thousandths.
    public let certainty: Int
    /// Bytes that dropping all but the keeper would free.
    public let gain: Int64
    /// The newest member's capture time, or its file's.
    public let newest: String
    /// The numbers of the members that are there.
    public let members: [Int64]

    /// From its parts.
    public init(row: Int64, name: String, kind: String, certainty: Int, gain: Int64, newest: String, members: [Int64]) {
        self.row = row
        self.name = name
        self.kind = kind
        self.certainty = certainty
        self.gain = gain
        self.newest = newest
        self.members = members
    }
}
