// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What a photo is compared by: as much of its record as duplicates are found, listed and planned from.
public struct ComparablePhoto: Hashable, Sendable {
    /// Where the file lies.
    public var path: LibraryPath
    /// Its status when it was read.
    public var stamp: FileStamp
    /// What became of it.
    public var state: PhotoRecord.State
    /// Of its bytes; nil where it was not read to its end.
    public var digest: FileDigest?
    /// Of its canonical pixels, where they were decoded.
    public var pixels: Digest256?
    /// The container; nil for what is no photo.
    public var format: PhotoFormat?
    /// Upright size.
    public var size: PixelSize?
    /// The perceptual hashes.
    public var fingerprint: Fingerprint?
    /// Whether the file says when it was taken.
    public var hasCaptureTime: Bool
    /// The number of the scan that first met it.
    public var addedIn: Int?

    /// A photo; what is left out is not known.
    public init(
        path: LibraryPath, stamp: FileStamp, state: PhotoRecord.State, digest: FileDigest? = nil, pixels: Digest256? = nil,
        format: PhotoFormat? = nil, size: PixelSize? = nil, fingerprint: Fingerprint? = nil, hasCaptureTime: Bool = false,
        addedIn: Int? = nil
    ) {
        self.path = path
        self.stamp = stamp
        self.state = state
        self.digest = digest
        self.pixels = pixels
        self.format = format
        self.size = size
        self.fingerprint = fingerprint
        self.hasCaptureTime = hasCaptureTime
        self.addedIn = addedIn
    }

    /// That of a whole record.
    public init(_ record: PhotoRecord) {
        var pixels: Digest256?
        if case .pixels(let digest) = record.imageID { pixels = digest }
        self.init(
            path: record.path, stamp: record.stamp, state: record.state, digest: record.digest, pixels: pixels,
            format: record.format, size: record.size, fingerprint: record.fingerprint,
            hasCaptureTime: record.exif.captured != nil, addedIn: record.addedIn)
    }
}
