// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// What is said of a plan.
package struct PlanSummary {
    private let totals: PlanTotals
    private let nearGroupsLeftOut: Int
    private let alone: Int

    package init(_ totals: PlanTotals, nearGroupsLeftOut: Int, alone: Int = 0) {
        self.totals = totals
        self.alone = alone
        self.nearGroupsLeftOut = nearGroupsLeftOut
    }

    package var lines: [String] {
        var lines = [planned]
        if totals.locked > 0 { lines.append("\(Wording.count(totals.locked, "file")) in reference folders: locked.") }
        if totals.linked > 0 {
            lines.append(
                "\(Wording.count(totals.linked, "file")) with several names (hard links): left, dropping one name frees nothing.")
        }
        if totals.needed > 0 {
            lines.append("\(Wording.count(totals.needed, "file")) kept for another group.")
        }
        if alone > 0 {
            lines.append("\(Wording.count(alone, "dropped file")) without a duplicate by now: left in place.")
        }
        if nearGroupsLeftOut > 0 {
            let groups = Wording.count(nearGroupsLeftOut, "group")
            lines.append("Not planned: \(groups) of near-duplicates, which are different pictures (--kind near plans them).")
        }
        return lines
    }

    private var planned: String {
        guard totals.drops > 0 else { return "Nothing to drop." }
        return "\(Wording.count(totals.groups, "group")): \(Wording.count(totals.drops, "file")) to drop, "
            + "\(Wording.bytes(totals.bytes)); one of each group is kept."
    }
}
