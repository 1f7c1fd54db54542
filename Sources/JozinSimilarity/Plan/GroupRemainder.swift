// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// That of each group of duplicates something stays.
public enum GroupRemainder {
    /// The place of a group of which nothing would stay; nil where there is none. A group that lies wholly within another one is
    /// settled with that one.
    public static func emptied(_ groups: [[Int]], dropping dropped: Set<Int>) -> Int? {
        let sets = groups.map { Set($0) }
        return sets.indices.first { place in
            guard !sets[place].isEmpty, dropped.isSuperset(of: sets[place]) else { return false }
            return !sets.contains { $0.isStrictSuperset(of: sets[place]) && !dropped.isSuperset(of: $0) }
        }
    }
}
