// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Turns classes of photos into groups: members, keeper, relations.
struct GroupMaker {
    let photos: PhotoClasses
    let rule: NearRule
    let keeperRules: [KeeperRule]

    /// Files of one digest.
    func exactGroups() -> [DuplicateGroup] {
        (0..<photos.contents.count).filter { photos.contents[$0].count > 1 }.compactMap { content in
            let files = photos.contents[content].map { photos.files[$0] }
            return group(.exact, files, certainty: 1_000) { keeper in star(.exact, from: keeper, to: files.map(\.id)) }
        }
    }

    /// Images that exist in several contents; one file stands for each content.
    func pixelIdenticalGroups() -> [DuplicateGroup] {
        (0..<photos.images.count).filter { photos.images[$0].count > 1 }.compactMap { image in
            let contents = photos.images[image].compactMap { content in
                Keeper(among: photos.contents[content].map { photos.files[$0] }, by: keeperRules)?.id
            }
            return group(.pixelIdentical, files(of: [image]), certainty: 1_000) { keeper in
                star(.pixelIdentical, from: keeper, to: contents)
            }
        }
    }

    /// Images that are all near each other; one file stands for each.
    func nearGroup(of images: [Int], certainty: Int) -> DuplicateGroup? {
        let shown = images.compactMap { image in
            photos.fingerprints[image].flatMap { fingerprint in
                Keeper(among: files(of: [image]), by: keeperRules).map { Shown(id: $0.id, fingerprint: fingerprint) }
            }
        }
        return group(.near, files(of: images), certainty: certainty) { keeper in
            guard shown.count > DuplicateGroup.completeUpTo else { return allPairs(shown) }
            return shown.first { $0.id == keeper }.map { star(from: $0, to: shown) } ?? []
        }
    }

    /// How many files show an image whose fingerprint is as asked.
    func fileCount(_ isAsked: (Fingerprint?) -> Bool) -> Int {
        photos.fingerprints.indices.filter { isAsked(photos.fingerprints[$0]) }
            .reduce(0) { $0 + photos.filesOfImages[$1].count }
    }

    /// An image and the file that stands for it.
    private struct Shown {
        let id: Int
        let fingerprint: Fingerprint
    }

    /// By path: the files' numbers are in that order.
    private func files(of images: [Int]) -> [Candidate] {
        images.flatMap { photos.filesOfImages[$0] }.sorted().map { photos.files[$0] }
    }

    private func group(
        _ kind: Relation.Kind, _ files: [Candidate], certainty: Int, relations: (_ keeper: Int) -> [Relation]
    ) -> DuplicateGroup? {
        Keeper(among: files, by: keeperRules).map { keeper in
            DuplicateGroup(
                kind: kind, members: files.map(\.id), relations: relations(keeper.id), keeper: keeper, certainty: certainty)
        }
    }

    private func star(_ kind: Relation.Kind, from keeper: Int, to ids: [Int]) -> [Relation] {
        ids.filter { $0 != keeper }.map { Relation(a: keeper, b: $0, kind: kind, evidence: .identity) }
    }

    private func star(from keeper: Shown, to others: [Shown]) -> [Relation] {
        others.filter { $0.id != keeper.id }.map { near(keeper, $0) }
    }

    private func allPairs(_ shown: [Shown]) -> [Relation] {
        shown.indices.flatMap { first in shown[(first + 1)...].map { near(shown[first], $0) } }
    }

    private func near(_ a: Shown, _ b: Shown) -> Relation {
        Relation(a: a.id, b: b.id, kind: .near, evidence: rule.evidence(between: a.fingerprint, and: b.fingerprint))
    }
}
