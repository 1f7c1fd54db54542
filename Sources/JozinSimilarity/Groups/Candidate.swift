// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What is known of one photo when duplicates are looked for.
public struct Candidate: Hashable, Sendable {
    /// The caller's key; unique.
    public var id: Int
    /// Where the file is; ties are broken by it.
    public var path: LibraryPath
    /// The digest of the file's bytes.
    public var fileDigest: FileDigest
    /// The digest of the canonical pixels, where they were decoded.
    public var imageID: Digest256?
    /// The upright size.
    public var size: PixelSize?
    /// The perceptual hashes, where there are any.
    public var fingerprint: Fingerprint?
    /// The container, by content.
    public var format: PhotoFormat
    /// The file's length; a file of no bytes is nobody's duplicate.
    public var bytes: Int64
    /// Whether the file still says when it was taken.
    public var hasCaptureTime: Bool
    /// When the file was modified, in any unit that all candidates share.
    public var modified: Int64
    /// The file's status: equal digests and equal status are one file under several names (hard links).
    public var stamp: FileStamp?
    /// The number of the scan that first met it.
    public var addedIn: Int?
    /// Whether it lies in a reference folder: it is never to be dropped.
    public var isLocked: Bool
    /// Whether its owner said that it stays.
    public var isChosen = false

    /// A photo; what is left out is not known.
    public init(
        id: Int, path: LibraryPath, fileDigest: FileDigest, imageID: Digest256? = nil, size: PixelSize? = nil,
        fingerprint: Fingerprint? = nil, format: PhotoFormat, bytes: Int64, hasCaptureTime: Bool = false, modified: Int64 = 0,
        stamp: FileStamp? = nil, addedIn: Int? = nil, isLocked: Bool = false
    ) {
        self.id = id
        self.path = path
        self.fileDigest = fileDigest
        self.imageID = imageID
        self.size = size
        self.fingerprint = fingerprint
        self.format = format
        self.bytes = bytes
        self.hasCaptureTime = hasCaptureTime
        self.modified = modified
        self.stamp = stamp
        self.addedIn = addedIn
        self.isLocked = isLocked
    }
}

extension Candidate {
    /// What one file is, whatever it is called.
    public struct Inode: Hashable, Sendable {
        private let digest: FileDigest
        private let stamp: FileStamp

        fileprivate init(digest: FileDigest, stamp: FileStamp) {
            self.digest = digest
            self.stamp = stamp
        }
    }

    /// Equal for the names of one file (hard links); nil where the file's status is not known.
    public var inode: Inode? { stamp.map { Inode(digest: fileDigest, stamp: $0) } }

    /// Whether both are names of one file.
    public func isSameFile(as other: Candidate) -> Bool { inode != nil && inode == other.inode }
}
