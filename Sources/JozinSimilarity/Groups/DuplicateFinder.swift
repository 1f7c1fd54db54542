// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Finds exact, pixel-identical and near duplicates, and puts them into groups.
///
/// The report depends on the candidates and the settings alone: not on the order of the candidates, nor on the run.
public struct DuplicateFinder: Sendable {
    /// How alike near duplicates must be.
    public var thresholds: Thresholds
    /// What makes a keeper, the weightiest first.
    public var keeperRules: [KeeperRule]
    /// How many near pairs are held at once, of 8 bytes each; bounds memory, changes no result.
    public var edgeBudget: Int
    /// In how many near groups an image is listed before pairs of such images are only counted; bounds the report.
    public var groupsPerImage: Int
    /// Images that are no duplicates of each other, whatever they look like.
    public var distinct = DistinctPairs()

    /// A finder of one level, keepers suggested in the default order.
    public init(
        thresholds: Thresholds = Level.normal.thresholds, keeperRules: [KeeperRule] = KeeperRule.defaultOrder,
        edgeBudget: Int = 4_000_000, groupsPerImage: Int = 32
    ) {
        self.thresholds = thresholds
        self.keeperRules = keeperRules
        self.edgeBudget = edgeBudget
        self.groupsPerImage = groupsPerImage
    }

    /// All duplicates among the candidates, whose keys are distinct.
    public func report(on candidates: [Candidate]) -> DuplicateReport {
        let photos = PhotoClasses(candidates.filter { $0.bytes > 0 })
        let rule = NearRule(thresholds)
        let makers = GroupMaker(photos: photos, rule: rule, keeperRules: keeperRules)
        let shown = photos.fingerprints.indices.filter { photos.fingerprints[$0].map(rule.admits) ?? false }
        let near = nearGroups(shown, makers)
        return DuplicateReport(
            groups: makers.exactGroups() + makers.pixelIdenticalGroups() + near.groups,
            unlistedPairs: near.unlisted,
            lowInformation: makers.fileCount { $0.map { !rule.admits($0) } ?? false },
            withoutFingerprint: makers.fileCount { $0 == nil },
            empty: candidates.count { $0.bytes <= 0 })
    }

    /// Groups of the images `shown`: those of equal hashes stand together as one look, and looks are covered by cliques.
    private func nearGroups(_ shown: [Int], _ makers: GroupMaker) -> (groups: [DuplicateGroup], unlisted: Int) {
        let prints = shown.map { makers.photos.fingerprints[$0] }
        let looks = Partition(prints.lazy.map { $0.map(DuplicateFinder.hashes) })
        var cover = CliqueCover(
            (0..<looks.count).compactMap { looks[$0].first.flatMap { prints[$0] } },
            isShared: (0..<looks.count).map { looks[$0].count > 1 }, rule: makers.rule, edgeBudget: edgeBudget,
            cliquesPerLook: groupsPerImage)
        cover.cover()
        let groups = cover.cliques.flatMap { clique in
            let images = clique.members.flatMap { looks[$0].map { shown[$0] } }.sorted()
            return distinct.split(images, id: makers.photos.id(ofImage:)).compactMap {
                makers.nearGroup(of: $0, certainty: clique.certainty)
            }
        }
        return (groups, cover.unlisted)
    }

    /// The hashes alone: what a fingerprint is compared by.
    private static func hashes(_ fingerprint: Fingerprint) -> Fingerprint {
        var hashes = fingerprint
        hashes.information = 0
        return hashes
    }
}
