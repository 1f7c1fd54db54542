// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore
import JozinFiles
package import JozinSimilarity

/// A plan with all that its readers want to know, before it is a script, a table or JSON.
package struct PlanDocument {
    /// The library that the plan is for.
    package let library: PlannedLibrary
    /// What was asked for.
    package let terms: PlanTerms
    package let groups: [Group]
    /// Files that were dropped and have no duplicate any more: they stay.
    package let alone: Int

    /// A group of duplicates with its files, the keeper first.
    package struct Group {
        /// As the listing names it.
        package let name: String
        package let kind: Relation.Kind
        /// In thousandths.
        package let certainty: Int
        package let keeper: Keeper
        package let files: [File]
    }

    /// A file of a group, and what becomes of it.
    package struct File {
        package let photo: Candidate
        package let fate: DuplicatePlan.Fate
        /// What it has in common with its group's keeper.
        package let tie: Relation.Kind
        /// Why, in the words of `contracts/`.
        package let reason: String
    }

    /// The keys of candidates are their places. With `dropped`, a plan for these files alone.
    package init(
        library: PlannedLibrary, terms: PlanTerms, groups: [DuplicateGroup], candidates: [Candidate], dropped: Set<Int>? = nil
    ) {
        self.library = library
        self.terms = terms
        alone = dropped.map { $0.subtracting(groups.lazy.flatMap(\.members)).count } ?? 0
        let plan =
            dropped.map { DuplicatePlan(dropping: $0, in: groups, of: candidates, by: terms.rules) }
            ?? DuplicatePlan(groups, of: candidates, by: terms.rules)
        self.groups = plan.groups.map { planned in
            let group = groups[planned.source]
            let keeper = candidates[planned.keeper.id]
            return Group(
                name: PrintedGroup(group, candidates).id, kind: group.kind, certainty: group.certainty, keeper: planned.keeper,
                files: planned.files.map { File($0, candidates[$0.id], keeper: keeper, planned.keeper.reason) })
        }
    }

    /// Names the plan by its content: the same library and the same wishes give the same name.
    package var name: String {
        var hasher = SHA256Hasher()
        hasher.update(Array(library.id.utf8))
        hasher.update(terms.trash?.bytes ?? [])
        for group in groups {
            for file in group.files {
                hasher.update(
                    [0] + Array(file.fate.rawValue.utf8) + file.photo.path.bytes + [0] + file.photo.fileDigest.digest.bytes)
            }
        }
        return String(hasher.finish().hex.prefix(16))
    }

    package var totals: PlanTotals { PlanTotals(groups) }
}

extension PlanDocument.File {
    fileprivate init(_ file: DuplicatePlan.File, _ photo: Candidate, keeper: Candidate, _ rule: KeeperRule) {
        self.photo = photo
        fate = file.fate
        tie = photo.fileDigest == keeper.fileDigest ? .exact : photo.showsTheSame(as: keeper) ? .pixelIdentical : .near
        reason =
            switch file.fate {
            case .kept: rule.name
            case .locked: "reference"
            case .chosen: KeeperRule.chosen.name
            case .linked: "hard-link"
            case .needed: "other-group"
            case .dropped: tie.rawValue
            }
    }

    /// What the contracts call its fate.
    package var action: String {
        switch fate {
        case .kept, .chosen, .linked, .needed: "keep"
        case .locked: "locked"
        case .dropped: "drop"
        }
    }
}

/// The library that a plan is for.
package struct PlannedLibrary {
    /// As its `library.json` says.
    package let id: String
    package let root: SystemPath
    /// Where Jožin's files for it lie, if not in `.jozin/`.
    package let stateElsewhere: SystemPath?

    package init(id: String, root: SystemPath, stateElsewhere: SystemPath?) {
        self.id = id
        self.root = root
        self.stateElsewhere = stateElsewhere
    }
}

/// What was asked for.
package struct PlanTerms {
    package let kinds: [Relation.Kind]
    package let level: Level
    package let rules: [KeeperRule]
    package let references: [FolderPattern]
    /// Where the script moves files, if not to the desktop's trash; absolute.
    package let trash: SystemPath?

    package init(
        kinds: [Relation.Kind], level: Level, rules: [KeeperRule], references: [FolderPattern], trash: SystemPath? = nil
    ) {
        self.kinds = kinds
        self.level = level
        self.rules = rules
        self.references = references
        self.trash = trash
    }
}

/// How much a plan proposes.
package struct PlanTotals: Hashable {
    /// Groups of which a file is dropped.
    package var groups = 0
    package var drops = 0
    /// Of the files that are dropped.
    package var bytes: Int64 = 0
    /// Files that stay beside the keepers, by reason; a file in several groups counts in each.
    package var locked = 0
    package var linked = 0
    package var needed = 0

    init(_ planned: [PlanDocument.Group]) {
        for group in planned {
            if group.files.contains(where: { $0.fate == .dropped }) { groups += 1 }
            for file in group.files {
                switch file.fate {
                case .kept, .chosen: break
                case .locked: locked += 1
                case .linked: linked += 1
                case .needed: needed += 1
                case .dropped:
                    drops += 1
                    bytes += file.photo.bytes
                }
            }
        }
    }
}
