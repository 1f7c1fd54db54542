// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
public import JozinCore
public import JozinFiles

/// All that one reading of one file found out; steps fill it in, and what is missing at the end was not found.
public struct IndexedPhoto: Hashable, Sendable {
    public var stamp: FileStamp?
    public var content: ReadContent?
    public var format: PhotoFormat?
    /// Upright size.
    public var size: PixelSize?
    public var orientation = Orientation.upright
    public var exif = ExifFacts()
    public var fingerprint: Fingerprint?
    public var averageColor: [UInt8]?
    public var pixels: Digest256?
    public var depth = ScanDepth.quick
    public var warnings: [String] = []
    public var problem: Problem?

    public init() {}

    /// By pixels where they are known, by file otherwise; nil where the file was not read to its end.
    public var imageID: ImageID? { pixels.map(ImageID.pixels) ?? content.map { .file($0.digest) } }

    /// What is printed and stored of it; nil where it is no photo, or was not read to its end.
    public var facts: PhotoFacts? {
        guard let imageID, let format else { return nil }
        return PhotoFacts(
            imageID: imageID, format: format, size: size, orientation: orientation, averageColor: averageColor, exif: exif,
            fingerprint: fingerprint, problem: problem, warnings: warnings)
    }
}
