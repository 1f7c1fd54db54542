// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// One reason to keep a photo rather than its duplicate; a list of them, in the owner's order, suggests a keeper.
public enum KeeperRule: Hashable, Sendable {
    /// A file of which its owner said that it stays, or that alone was not dropped.
    case chosen
    /// A file of a reference folder, which stays in any case.
    case reference
    /// A file in a folder that the owner prefers.
    case folder(FolderPattern)
    /// The most pixels.
    case mostPixels
    /// Camera raw, then a format that loses nothing, then the others.
    case losslessFormat
    /// A file that still says when it was taken.
    case captureMetadata
    /// The most bytes.
    case mostBytes
    /// The fewest bytes.
    case fewestBytes
    /// Modified the longest ago.
    case oldest
    /// Modified last.
    case newest
    /// Met by the earliest scan.
    case firstAdded
    /// The path of fewest bytes.
    case shortestPath
    /// The first path in the order of bytes: ends every tie.
    case firstPath

    /// The order that the owner has not changed.
    public static let defaultOrder: [KeeperRule] = [
        .mostPixels, .losslessFormat, .captureMetadata, .mostBytes, .oldest, .shortestPath, .firstPath,
    ]

    /// The owner's rules behind reference folders, the default order behind them: it decides where they leave a tie.
    public static func order(_ owners: [KeeperRule]) -> [KeeperRule] {
        let weighty = [.reference] + owners
        return weighty + defaultOrder.filter { !weighty.contains($0) }
    }

    /// Those of `candidates` that the rule likes best; never empty where `candidates` are not.
    func best(of candidates: [Candidate]) -> [Candidate] {
        guard self != .firstPath else {
            return candidates.min { ($0.path, $0.id) < ($1.path, $1.id) }.map { [$0] } ?? []
        }
        let scores = candidates.map(score)
        let highest = scores.max()
        return zip(candidates, scores).filter { $0.1 == highest }.map(\.0)
    }

    private func score(_ candidate: Candidate) -> Int64 {
        switch self {
        case .chosen: candidate.isChosen ? 1 : 0
        case .reference: candidate.isLocked ? 1 : 0
        case .folder(let folder): folder.holds(candidate.path) ? 1 : 0
        case .mostPixels: Int64(candidate.size?.count ?? 0)
        case .losslessFormat: KeeperRule.fidelity(of: candidate.format)
        case .captureMetadata: candidate.hasCaptureTime ? 1 : 0
        case .mostBytes: candidate.bytes
        // The complement turns the order round and cannot overflow.
        case .fewestBytes: ~candidate.bytes
        case .oldest: ~candidate.modified
        case .newest: candidate.modified
        case .firstAdded: ~Int64(candidate.addedIn ?? .max)
        case .shortestPath: -Int64(candidate.path.bytes.count)
        case .firstPath: 0
        }
    }

    /// Formats that may or may not lose (WebP, HEIC, AVIF, JPEG XL, JPEG 2000) and palettes (GIF) count as losing.
    private static func fidelity(of format: PhotoFormat) -> Int64 {
        switch format {
        case .raw: 2
        case .png, .tiff, .bmp, .psd: 1
        case .jpeg, .gif, .webp, .heic, .avif, .jxl, .jp2: 0
        }
    }
}

/// The photo of a group that is suggested for keeping.
public struct Keeper: Hashable, Sendable {
    /// The caller's key.
    public let id: Int
    /// The rule that singled it out.
    public let reason: KeeperRule

    /// Applies the rules in their order until one photo is left, the first path at last; nil where there are no photos.
    public init?(among candidates: [Candidate], by rules: [KeeperRule]) {
        var remaining = candidates
        for rule in rules + [.firstPath] {
            remaining = rule.best(of: remaining)
            guard remaining.count <= 1 else { continue }
            guard let only = remaining.first else { return nil }
            id = only.id
            reason = rule
            return
        }
        return nil
    }
}
