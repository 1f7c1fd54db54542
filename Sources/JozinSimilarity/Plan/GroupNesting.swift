// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Which groups lie wholly within others.
enum GroupNesting {
    /// The places of the groups that are part of no other, ascending; of equal groups the first one's. Members are numbers
    /// below `count`, ascending within each group.
    static func widest(_ groups: [[Int]], count: Int) -> [Int] {
        var holders = [[Int32]](repeating: [], count: count)
        for (place, members) in groups.enumerated() {
            for member in members { holders[member].append(Int32(place)) }
        }
        return groups.indices.filter { place in
            let members = groups[place]
            // Whatever holds the group holds its rarest member.
            guard let rarest = members.min(by: { holders[$0].count < holders[$1].count }) else { return false }
            return !holders[rarest].contains { other in
                let other = Int(other)
                let isWider = groups[other].count > members.count || groups[other].count == members.count && other < place
                return isWider && contains(groups[other], members)
            }
        }
    }

    /// Both ascending: one walk through the wider one.
    private static func contains(_ wider: [Int], _ members: [Int]) -> Bool {
        var place = 0
        for member in members {
            while place < wider.count, wider[place] < member { place += 1 }
            guard place < wider.count, wider[place] == member else { return false }
        }
        return true
    }
}
