// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCommands
import JozinCore
import JozinSimilarity
import Testing

/// A plan for a few made-up photos.
struct SamplePlan {
    private(set) var photos: [PhotoRecord] = []
    private var locked: Set<Int> = []
    var kinds: [Relation.Kind] = [.exact, .pixelIdentical]
    var keep: [KeeperRule] = []
    var references: [FolderPattern] = []
    var trash: SystemPath?
    var root = SystemPath(literal: "/home/eva/Pictures")
    var state: SystemPath?
    /// Places of photos that their owner dropped: a plan for these alone.
    var dropped: Set<Int>?

    /// Adds a photo; equal `content` is an equal file, equal `pixels` the same picture, `inode` the same file.
    mutating func add(
        _ name: [UInt8], content: UInt8, pixels: UInt8? = nil, bytes: Int64 = 3_000_000, inode: UInt64? = nil,
        isLocked: Bool = false
    ) throws {
        let path = try #require(LibraryPath(bytes: name))
        let digest = FileDigest(try #require(Digest256(bytes: Array(repeating: content, count: 32))))
        var photo = PhotoRecord(
            path: path, stamp: FileStamp(bytes: bytes, inode: inode ?? UInt64(photos.count + 100), modified: 1, changed: 1),
            state: .indexed, pipeline: 1, depth: .full, readIn: 1, digest: digest, imageID: .file(digest), format: .jpeg,
            size: PixelSize(width: 4000, height: 3000))
        if let pixels = pixels.flatMap({ Digest256(bytes: Array(repeating: $0, count: 32)) }) { photo.imageID = .pixels(pixels) }
        if isLocked { locked.insert(photos.count) }
        photos.append(photo)
    }

    mutating func add(
        _ name: String, content: UInt8, pixels: UInt8? = nil, bytes: Int64 = 3_000_000, inode: UInt64? = nil,
        isLocked: Bool = false
    ) throws {
        try add(Array(name.utf8), content: content, pixels: pixels, bytes: bytes, inode: inode, isLocked: isLocked)
    }

    var document: PlanDocument {
        let candidates = photos.enumerated().compactMap { index, photo in
            Candidate(index, ComparablePhoto(photo), isLocked: locked.contains(index))
        }
        let rules = (dropped == nil ? [] : [.chosen]) + KeeperRule.order(keep)
        let groups = DuplicateFinder(keeperRules: rules).report(on: candidates).groups.filter { kinds.contains($0.kind) }
        return PlanDocument(
            library: PlannedLibrary(id: "0123456789abcdef0123456789abcdef", root: root, stateElsewhere: state),
            terms: PlanTerms(kinds: kinds, level: .normal, rules: rules, references: references, trash: trash), groups: groups,
            candidates: candidates, dropped: dropped)
    }

    func bytes(_ format: PlanFormat) -> [UInt8] {
        var bytes: [UInt8] = []
        format.write(document) { bytes += $0 }
        return bytes
    }

    func text(_ format: PlanFormat) -> String { String(decoding: bytes(format), as: UTF8.self) }

    /// One of everything that a plan can say.
    static func everything() throws -> SamplePlan {
        var plan = SamplePlan()
        plan.keep = [.folder(try #require(FolderPattern(Array("2019".utf8)))), .oldest]
        plan.references = [try #require(FolderPattern(Array("Albums".utf8)))]
        try plan.add("Albums/best.jpg", content: 1, pixels: 1, isLocked: true)
        try plan.add("Albums/same.jpg", content: 1, pixels: 1, isLocked: true)
        try plan.add("2019/one.jpg", content: 1, pixels: 1)
        try plan.add("=cmd.jpg", content: 2, pixels: 1, bytes: 2_999_999)
        try plan.add("2019/two, \"quoted\".jpg", content: 3)
        try plan.add(Array("latin ".utf8) + [0xE1] + Array(".jpg".utf8), content: 3)
        try plan.add("red \u{1B}[31m\n.jpg", content: 3)
        try plan.add("link a.jpg", content: 4, inode: 7)
        try plan.add("link b.jpg", content: 4, inode: 7)
        try plan.add("kav\u{E1}rna.jpg", content: 5)
        try plan.add("the only one.jpg", content: 6)
        try plan.add("x/kav\u{E1}rna.jpg", content: 5)
        return plan
    }
}
