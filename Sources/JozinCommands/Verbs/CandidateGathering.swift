// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCatalog
import JozinContracts
import JozinCore
package import JozinSimilarity
import JozinSync

/// Makes candidates of a catalog's pages, as they come.
struct CandidateGathering {
    /// Every photo that was read to its end; their keys are their places.
    private(set) var candidates: [Candidate] = []
    /// One file of each folder that holds a photo, of whatever state.
    private(set) var foldersFiles: [LibraryPath] = []

    /// Takes what comes next in the order of folders; a photo that was not read to its end is no candidate.
    mutating func add(_ photos: [ComparablePhoto]) {
        for photo in photos {
            if foldersFiles.last.map({ !$0.isBeside(photo.path) }) ?? true { foldersFiles.append(photo.path) }
            if let candidate = Candidate(candidates.count, photo) { candidates.append(candidate) }
        }
    }

    /// Marks those that their owner keeps, and gives those that were dropped.
    mutating func judge(by judged: JudgedFiles) -> Set<Int> {
        var dropped: Set<Int> = []
        guard !judged.isEmpty else { return dropped }
        for index in candidates.indices {
            switch judged.verdict(at: candidates[index].path, holding: candidates[index].fileDigest) {
            case .keep: candidates[index].isChosen = true
            case .drop: dropped.insert(index)
            case nil: break
            }
        }
        return dropped
    }

    /// Locks those in reference folders.
    mutating func lock(by order: KeeperOrder) {
        guard !order.references.isEmpty else { return }
        var folder: LibraryPath?
        var isLocked = false
        for index in candidates.indices {
            let path = candidates[index].path
            if !(folder?.isBeside(path) ?? false) { (folder, isLocked) = (path, order.locks(path)) }
            candidates[index].isLocked = isLocked
        }
    }
}

extension LibraryPath {
    /// Whether two files lie in one folder.
    fileprivate func isBeside(_ other: LibraryPath) -> Bool { folder == other.folder }
}

extension Candidate {
    /// A catalog's photo by its place among the candidates; nil for one that was not read to its end.
    package init?(_ index: Int, _ photo: ComparablePhoto, isLocked: Bool = false) {
        guard let digest = photo.digest, let format = photo.format else { return nil }
        self.init(
            id: index, path: photo.path, fileDigest: digest, imageID: photo.pixels, size: photo.size,
            fingerprint: photo.fingerprint, format: format, bytes: photo.stamp.bytes, hasCaptureTime: photo.hasCaptureTime,
            modified: photo.stamp.modified, stamp: photo.stamp, addedIn: photo.addedIn, isLocked: isLocked)
    }

    /// What the photo is called.
    var name: ImageID { imageID.map(ImageID.pixels) ?? .file(fileDigest) }

    /// Whether two photos have the same pixels, as far as is known.
    func showsTheSame(as other: Candidate) -> Bool {
        fileDigest == other.fileDigest || name == other.name && size == other.size
    }
}
