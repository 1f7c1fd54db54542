// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCatalog
import JozinCommands
import JozinCore
import JozinSimilarity

/// A few photos, and the groups that the finder makes of them.
struct Copies {
    private(set) var photos: [PhotoRecord] = []

    /// Adds a photo; equal `content` is an equal file, equal `pixels` the same picture, `look` a nearness in bits, equal `inode` another
    /// name of one file.
    mutating func add(
        _ name: String, content: UInt8, pixels: UInt8? = nil, look: Int? = nil, width: Int = 4000, bytes: Int64 = 3_000_000,
        inode: UInt64? = nil
    ) {
        add(Array(name.utf8), content: content, pixels: pixels, look: look, width: width, bytes: bytes, inode: inode)
    }

    mutating func add(
        _ name: [UInt8], content: UInt8, pixels: UInt8? = nil, look: Int? = nil, width: Int = 4000, bytes: Int64 = 3_000_000,
        inode: UInt64? = nil
    ) {
        guard let path = LibraryPath(bytes: name), let digest = Digest256(bytes: Array(repeating: content, count: 32)),
            let moments = Hash192(values: Array(repeating: 7, count: 24))
        else { return }
        var photo = PhotoRecord(
            path: path, stamp: FileStamp(bytes: bytes, inode: inode ?? UInt64(1000 + photos.count), modified: 1, changed: 1),
            state: .indexed, pipeline: 1,
            depth: .full,
            readIn: 1, digest: FileDigest(digest), format: .jpeg, size: PixelSize(width: width, height: 3000))
        photo.imageID = pixels.flatMap { Digest256(bytes: Array(repeating: $0, count: 32)) }.map(ImageID.pixels)
        photo.fingerprint = look.map { bits in
            let hash = Hash64((1 << UInt64(bits)) &- 1)
            return Fingerprint(phash: hash, dhash: hash, bmh: hash, cmh: moments, information: 80)
        }
        photos.append(photo)
    }

    var candidates: [Candidate] { photos.enumerated().compactMap { Candidate($0.offset, ComparablePhoto($0.element)) } }

    var report: DuplicateReport { DuplicateFinder().report(on: candidates) }

    func text(showing limit: Int = .max) -> DuplicateText {
        let report = report
        let groups = report.groups.map { PrintedGroup($0, candidates) }
        return DuplicateText(groups: groups, page: groups.prefix(limit), report: report, isQuiet: false)
    }
}
